import type { CallContext, UpstreamClient } from '../../upstream/client.ts';
import type { BodyBounds, Provider } from '../provider.ts';
import { identified, readSession } from '../read-session.ts';
import { toChatwizeSession } from './map.ts';
import { toSessionList, type ChatwizeSessionList } from './session-list.ts';

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
    async listSessions(chatbotId, call) {
      const list = await client.read(
        {
          operation: 'listSessions',
          path: ['chatbot', chatbotId, 'sessions'],
          maxBytes: maxListBytes,
          decode: toSessionList,
        },
        call,
      );
      warnOfLostRows(list, call);
      return list;
    },
  };
}

function warnOfLostRows({ withoutId }: ChatwizeSessionList, { log }: CallContext): void {
  if (withoutId > 0) {
    log.warn(
      { provider: 'CHATWIZE', operation: 'listSessions', rows: withoutId },
      'rows without a uuid left out',
    );
  }
}
