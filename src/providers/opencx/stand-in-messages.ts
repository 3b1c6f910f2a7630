import { AGENT_NAME, conversationOf } from '../../stand-in/conversations.ts';
import type { TimedTurn } from '../../stand-in/conversations.ts';
import { uuidFor } from '../../stand-in/ids.ts';
import { PEOPLE } from '../../stand-in/people.ts';
import type { Answer, StandInRequest } from '../../stand-in/stand-in.ts';

type OpenCXRecord = Readonly<Record<string, unknown>>;

/** OpenCX documents no page size. The first page of the sample session is not its last. */
const PAGE_SIZE = 8;

/** OpenCX's answer to `GET /chat/sessions/{id}/history`, oldest first. */
export function historyAnswer(session: OpenCXRecord, { query }: StandInRequest): Answer {
  const events = eventsOf(session);
  const cursor = query.get('cursor');
  const start = cursor === null ? 0 : events.findIndex(({ id }) => id === cursor) + 1;
  const items = events.slice(start, start + PAGE_SIZE);
  const hasMore = start + items.length < events.length;
  return { status: 200, body: { items, next: hasMore ? (items.at(-1)?.['id'] ?? null) : null } };
}

function eventsOf(session: OpenCXRecord): readonly OpenCXRecord[] {
  const { contact, created_at: createdAt, id } = session;
  const { email, non_verified_email: stated } = (contact ?? {}) as OpenCXRecord;
  const person = PEOPLE.find((one) => one.email === (email ?? stated));
  if (!person) return [];
  const turns = conversationOf(person, String(createdAt));
  return turns.flatMap((turn) => toEvents(turn, person.name)).map(withIds(String(id)));
}

/** A handoff is followed by the person who joins. OpenCX has no word for the calls of tools. */
function toEvents({ by, text, file, at }: TimedTurn, customer: string): readonly OpenCXRecord[] {
  const event = (type: string, rest: object = {}): OpenCXRecord => ({
    created_at: at.toISOString(),
    event: { type, ...rest },
  });
  const content = { type: 'text', text };
  const agent = { type: 'agent', name: AGENT_NAME };
  if (by === 'tool') return [event('tool_call', { context: { result: text } })];
  if (by === 'handoff') {
    return [event('handoff', { content }), event('human_agent_joined', { sender: agent })];
  }
  const sender = by === 'customer' ? { type: 'contact', name: customer } : agent;
  const attachments = file && [
    { name: file.name, url: `https://files.example.com/${file.name}`, content_type: file.type },
  ];
  const said = { sender: by === 'assistant' ? { type: 'ai', name: null } : sender, content };
  return [event('message', { ...said, ...(attachments && { attachments }) })];
}

function withIds(session: string): (event: OpenCXRecord, index: number) => OpenCXRecord {
  return (event, index) => ({ id: uuidFor(`opencx-event/${session}`, index), ...event });
}
