import { assertIdentity, sessionOperation } from '../session-operation.ts';
import { toZepSession } from './map.ts';

export const getSession = sessionOperation({
  request: (externalId) => ({ path: ['sessions', externalId] }),
  decode: (json, externalId) => toZepSession(externalId, assertIdentity(json, 'session_id', externalId)),
});
