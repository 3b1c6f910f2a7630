import type { Mapped, Session } from '../provider.ts';
import type { SessionSource } from '../source.ts';
import { listSessions } from './operations.ts';
import { emailsOf } from './participant.ts';

/** Chatwize lists sessions only by chatbot, each time all of them. */
export const source: SessionSource = {
  hasStatus: false,
  wholeLists: [listSessions],
  emailsOf: (session: Mapped<Session>) =>
    session.__typename === 'ChatwizeSession' ? emailsOf(session.authData, session.lead) : [],
  isConfigured: ({ chatbotIds = [] }) => chatbotIds.length > 0,
  async readPart(_query, _place, { read, settings: { chatbotIds = [] } }) {
    const pages = await Promise.all(chatbotIds.map((id) => read(listSessions, id)));
    return { pages, readTo: null, next: null };
  },
};
