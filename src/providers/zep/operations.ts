import type { UpstreamClient } from '../../upstream/client.ts';
import type { BodyBounds, Provider } from '../provider.ts';
import { identified, readSession } from '../read-session.ts';
import { toZepSession } from './map.ts';

export function zepApi(client: UpstreamClient, { maxSessionBytes }: BodyBounds): Provider {
  return {
    getSession: (externalId, call) =>
      readSession(
        client,
        {
          path: ['sessions', externalId],
          maxBytes: maxSessionBytes,
          decode: (json) => toZepSession(externalId, identified(json, 'session_id', externalId)),
        },
        call,
      ),
  };
}
