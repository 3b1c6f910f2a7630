import { AGENT_NAME, conversationOf, longConversation } from '../../stand-in/conversations.ts';
import type { TimedTurn } from '../../stand-in/conversations.ts';
import { uuidFor } from '../../stand-in/ids.ts';
import { PEOPLE } from '../../stand-in/people.ts';
import type { Answer, StandInRequest } from '../../stand-in/stand-in.ts';

type ZepRecord = Readonly<Record<string, unknown>>;

/** 3,000 messages, of which Zep sends at most 1,000 at a time. */
export const LONG_SESSION = 'b2b-nikos-q1';
/** A session in which nothing was said. */
export const EMPTY_SESSION = 'anonymous-7f2e';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1_000;

/** Zep's answer to `GET /sessions/{id}/messages`, oldest first. The cursor is the number of messages before the page. */
export function messagesAnswer(session: ZepRecord, { query }: StandInRequest): Answer {
  const messages = messagesOf(session);
  const limit = Math.min(wholeNumber(query.get('limit')) ?? DEFAULT_LIMIT, MAX_LIMIT);
  const cursor = wholeNumber(query.get('cursor')) ?? 0;
  const page = messages.slice(cursor, cursor + limit);
  return {
    status: 200,
    body: { messages: page, row_count: page.length, total_count: messages.length },
  };
}

function messagesOf(session: ZepRecord): readonly ZepRecord[] {
  const { session_id: id, user_id: user, created_at: createdAt } = session;
  if (id === LONG_SESSION) return longConversation(3_000, String(createdAt)).map(toMessage(id));
  const person = PEOPLE.find((one) => one.id === user);
  if (!person || id === EMPTY_SESSION) return [];
  return conversationOf(person, String(createdAt)).map(toMessage(String(id)));
}

const ROLE_TYPES = {
  customer: 'user',
  assistant: 'assistant',
  agent: 'assistant',
  tool: 'tool',
  handoff: 'system',
} as const;

function toMessage(session: string): (turn: TimedTurn, index: number) => ZepRecord {
  return ({ by, text, at }, index) => ({
    uuid: uuidFor(`zep-message/${session}`, index),
    created_at: at.toISOString(),
    role_type: ROLE_TYPES[by],
    ...(by === 'agent' && { role: AGENT_NAME }),
    content: text,
    metadata: null,
  });
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}
