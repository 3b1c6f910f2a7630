import type { SessionList } from '../../paging/session-list.ts';
import type { Operation } from '../../upstream/operation.ts';
import { assertIdentity, sessionOperation } from '../session-operation.ts';
import { listOperation } from '../list-operation.ts';
import { ChatwizeSessionModel } from './map.ts';
import { toSessionList } from './session-list.ts';

export const getSession = sessionOperation({
  request: (externalId) => ({ path: ['session', externalId] }),
  decode: (json, externalId) =>
    new ChatwizeSessionModel(externalId, assertIdentity(json, 'uuid', externalId)),
});

/** The sessions of a chatbot. Chatwize sends them all at once. */
export const listSessions: Operation<SessionList<ChatwizeSessionModel>> = {
  ...listOperation,
  name: 'listSessions',
  request: (chatbotId) => ({ path: ['chatbot', chatbotId, 'sessions'] }),
  decode: toSessionList,
};
