import type { Session, SessionSource } from '../provider.ts';
import { listSessions } from './operations.ts';
import { emailsOf } from './participant.ts';

/** Chatwize lists sessions only by chatbot, each time all of them. */
export const source: SessionSource = {
  hasStatus: false,
  wholeLists: [listSessions],
  emailsOf: (session: Session) =>
    session.__typename === 'ChatwizeSession' ? emailsOf(session.authData, session.lead) : [],
  isByOwner: true,
  async readPart(_query, _place, { read, ownerIds }) {
    const pages = await Promise.all(ownerIds.map((id) => read(listSessions, id)));
    return { pages, readTo: null, next: null };
  },
};
