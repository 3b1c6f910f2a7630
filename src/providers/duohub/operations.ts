import type { UpstreamClient } from '../../upstream/client.ts';
import type { BodyBounds, Provider } from '../provider.ts';
import { identified, readSession } from '../read-session.ts';
import { isRecord } from '../values.ts';
import { toDuohubSession } from './map.ts';

export function duohubApi(client: UpstreamClient, { maxSessionBytes }: BodyBounds): Provider {
  return {
    getSession: (externalId, call) =>
      readSession(
        client,
        {
          path: ['sessions', 'get', externalId],
          maxBytes: maxSessionBytes,
          decode: (json) => toDuohubSession(externalId, identified(dataOf(json), 'id', externalId)),
        },
        call,
      ),
  };
}

/** duohub wraps its answers: `{ status, data }`. */
function dataOf(json: unknown): unknown {
  return isRecord(json) ? json['data'] : undefined;
}
