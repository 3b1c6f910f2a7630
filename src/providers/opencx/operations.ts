import type { UpstreamClient } from '../../upstream/client.ts';
import type { BodyBounds, Provider } from '../provider.ts';
import { identified, readSession } from '../read-session.ts';
import { isRecord } from '../values.ts';
import { toOpenCXSession } from './map.ts';

export function opencxApi(client: UpstreamClient, { maxSessionBytes }: BodyBounds): Provider {
  return {
    getSession: (externalId, call) =>
      readSession(
        client,
        {
          path: ['chat', 'sessions', externalId],
          maxBytes: maxSessionBytes,
          decode: (json) => {
            identified({ id: idOf(json) }, 'id', externalId);
            return toOpenCXSession(externalId, json);
          },
        },
        call,
      ),
  };
}

/** A UUID is the same in either case; `externalId` is in lower case. */
function idOf(json: unknown): string | undefined {
  return isRecord(json) && typeof json['id'] === 'string' ? json['id'].toLowerCase() : undefined;
}
