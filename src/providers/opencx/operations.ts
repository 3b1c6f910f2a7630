import { assertIdentity, sessionOperation } from '../session-operation.ts';
import { isRecord } from '../values.ts';
import { toOpenCXSession } from './map.ts';

export const getSession = sessionOperation({
  request: (externalId) => ({ path: ['chat', 'sessions', externalId] }),
  decode: (json, externalId) => {
    assertIdentity({ id: idOf(json) }, 'id', externalId);
    return toOpenCXSession(externalId, json);
  },
});

/** Equal UUIDs can differ in case; `externalId` is in lower case. */
function idOf(json: unknown): string | undefined {
  return isRecord(json) && typeof json['id'] === 'string' ? json['id'].toLowerCase() : undefined;
}
