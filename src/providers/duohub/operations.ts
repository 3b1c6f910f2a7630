import { assertIdentity, sessionOperation } from '../session-operation.ts';
import { isRecord } from '../values.ts';
import { DuohubSessionModel } from './map.ts';

export const getSession = sessionOperation({
  request: (externalId) => ({ path: ['sessions', 'get', externalId] }),
  decode: (json, externalId) =>
    new DuohubSessionModel(externalId, assertIdentity(dataOf(json), 'id', externalId)),
});

/** duohub wraps its answers: `{ status, data }`. */
function dataOf(json: unknown): unknown {
  return isRecord(json) ? json['data'] : undefined;
}
