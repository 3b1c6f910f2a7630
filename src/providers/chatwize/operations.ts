import type { ChatwizeSession } from '../../model/generated.ts';
import type { SessionList } from '../../paging/session-list.ts';
import type { Operation } from '../../upstream/operation.ts';
import type { Mapped } from '../provider.ts';
import { assertIdentity, sessionOperation } from '../session-operation.ts';
import { listOperation } from '../list-operation.ts';
import { toChatwizeSession } from './map.ts';
import { toSessionList } from './session-list.ts';

export const getSession = sessionOperation({
  request: (externalId) => ({ path: ['session', externalId] }),
  decode: (json, externalId) => toChatwizeSession(externalId, assertIdentity(json, 'uuid', externalId)),
});

/** The sessions of a chatbot. Chatwize sends them all at once. */
export const listSessions: Operation<SessionList<Mapped<ChatwizeSession>>> = {
  ...listOperation,
  name: 'listSessions',
  request: (chatbotId) => ({ path: ['chatbot', chatbotId, 'sessions'] }),
  decode: toSessionList,
};
