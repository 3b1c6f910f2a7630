import { conversationOf, longConversation } from '../../stand-in/conversations.ts';
import type { TimedTurn } from '../../stand-in/conversations.ts';
import { uuidFor } from '../../stand-in/ids.ts';
import { NIKOS, PEOPLE } from '../../stand-in/people.ts';
import type { Answer, StandInRequest } from '../../stand-in/stand-in.ts';

type DuohubRecord = Readonly<Record<string, unknown>>;

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

/** duohub's answer to `GET /messages/list`, newest first. */
export function messagesAnswer(session: DuohubRecord, { query }: StandInRequest): Answer {
  const role = query.get('role');
  const all = messagesOf(session).filter((message) => role === null || message['role'] === role);
  const limit = Math.min(Number(query.get('limit')) || DEFAULT_LIMIT, MAX_LIMIT);
  const start = Number(fromToken(query.get('nextToken') ?? query.get('previousToken'))) || 0;
  const messages = all.slice(start, start + limit);
  const end = start + messages.length;
  return {
    status: 200,
    body: {
      messages,
      nextToken: end < all.length ? toToken(end) : null,
      previousToken: start > 0 ? toToken(Math.max(0, start - limit)) : null,
      count: messages.length,
    },
  };
}

/** One conversation has more messages than fit into twenty pages. */
function messagesOf(session: DuohubRecord): readonly DuohubRecord[] {
  const { customerUserID: customer, createdAt } = session;
  const person = PEOPLE.find(({ id }) => id === customer);
  if (!person) return [];
  const startsAt = String(createdAt);
  const turns = person === NIKOS ? longConversation(2_600, startsAt) : conversationOf(person, startsAt);
  return turns.map(toMessage(session)).toReversed();
}

const ROLES = {
  customer: 'user',
  assistant: 'assistant',
  agent: 'assistant',
  tool: 'tool',
  handoff: 'system',
} as const;

function toMessage(session: DuohubRecord): (turn: TimedTurn, index: number) => DuohubRecord {
  return ({ by, text, at }, index) => ({
    id: uuidFor(`duohub-message/${String(session['id'])}`, index),
    sessionID: session['id'],
    role: ROLES[by],
    content: text,
    userID: session['userID'],
    customerUserID: session['customerUserID'],
    createdAt: at.toISOString(),
    updatedAt: at.toISOString(),
  });
}

function toToken(start: number): string {
  return Buffer.from(`at ${start}`).toString('base64');
}

function fromToken(token: string | null): string {
  return Buffer.from(token ?? '', 'base64')
    .toString()
    .slice(3);
}
