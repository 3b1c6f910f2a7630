import type { UpstreamClient } from '../../upstream/client.ts';
import type { BodyBounds, Provider } from '../provider.ts';
import { identified, readSession } from '../read-session.ts';
import { toChatwizeSession } from './map.ts';
import { toSessionList } from './session-list.ts';

export function chatwizeApi(client: UpstreamClient, { maxSessionBytes, maxListBytes }: BodyBounds): Provider {
  return {
    getSession: (externalId, call) =>
      readSession(
        client,
        {
          path: ['session', externalId],
          maxBytes: maxSessionBytes,
          decode: (json) => toChatwizeSession(externalId, identified(json, 'uuid', externalId)),
        },
        call,
      ),
    listSessions: (chatbotId, call) =>
      client.read(
        {
          operation: 'listSessions',
          path: ['chatbot', chatbotId, 'sessions'],
          maxBytes: maxListBytes,
          decode: toSessionList,
        },
        call,
      ),
  };
}
