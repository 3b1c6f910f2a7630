import { assertIdentity, sessionOperation } from '../session-operation.ts';
import { ZepSessionModel } from './map.ts';

export const getSession = sessionOperation({
  request: (externalId) => ({ path: ['sessions', externalId] }),
  decode: (json, externalId) =>
    new ZepSessionModel(externalId, assertIdentity(json, 'session_id', externalId)),
});
