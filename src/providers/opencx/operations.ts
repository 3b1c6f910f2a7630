import { sessionOperation } from '../session-operation.ts';
import { isRecord, type VendorRecord } from '../values.ts';
import { OpenCXSessionModel } from './map.ts';

export const getSession = sessionOperation({
  request: (externalId) => ({ path: ['chat', 'sessions', externalId] }),
  decode: (json, externalId) => {
    if (!isRecord(json) || idOf(json) !== externalId) throw new Error('not the requested session');
    return new OpenCXSessionModel(externalId, json);
  },
});

/** Equal UUIDs can differ in case; `externalId` is in lower case. */
function idOf({ id }: VendorRecord): string | undefined {
  return typeof id === 'string' ? id.toLowerCase() : undefined;
}
