import { uuidFor } from '../../stand-in/ids.ts';
import { AYLIN, PEOPLE } from '../../stand-in/people.ts';
import type { Person } from '../../stand-in/people.ts';
import type { ChatbotSamples } from '../../stand-in/stand-in.ts';

export type ChatwizeRecord = Readonly<Record<string, unknown>>;

export const CHATBOTS: ChatbotSamples = {
  small: uuidFor('chatwize-chatbot', 0),
  middling: uuidFor('chatwize-chatbot', 1),
  empty: uuidFor('chatwize-chatbot', 2),
  big: uuidFor('chatwize-chatbot', 3),
};

export const SAMPLE_SESSION = uuidFor('chatwize-sample', 0);

const MINUTE = 60_000;
const FIRST_SESSION = Date.UTC(2025, 2, 3, 6, 30);

const SAMPLE_META = {
  user: { name: AYLIN.name, email: AYLIN.email, Phone: AYLIN.phone, Company: AYLIN.company },
  auth_data: { user_id: AYLIN.id, name: AYLIN.name, email: AYLIN.email, phone: AYLIN.phone, plan: 'gold' },
};

const SAMPLE: ChatwizeRecord = {
  created_at: '2026-03-02T09:05:31.118204Z',
  modified_at: '2026-03-02T09:14:47.902655Z',
  uuid: SAMPLE_SESSION,
  meta: SAMPLE_META,
};

// The vendor does not document its date format, so all of these must be read as the same instant.
const SPELLINGS: readonly ((date: Date) => string)[] = [
  (date) => date.toISOString(),
  (date) => date.toISOString().replace('Z', '204Z'),
  (date) => new Date(date.getTime() + 120 * MINUTE).toISOString().replace('Z', '+02:00'),
  (date) => date.toISOString().slice(0, -1),
  (date) => date.toISOString().slice(0, 19).replace('T', ' '),
];

function spelt(time: number, index: number): string {
  return SPELLINGS[index % SPELLINGS.length]?.(new Date(time)) ?? '';
}

function createdAt(time: number, index: number): string | undefined {
  if (index % 53 === 17) return undefined;
  if (index % 89 === 21) return 'just now';
  if (index % 97 === 13) return '2025-02-31T25:61:00Z';
  return spelt(time, index);
}

// Each chatbot has its own form, so the keys differ.
const LEADS: readonly ((person: Person) => object)[] = [
  ({ name, email }) => ({ name, email }),
  ({ name, email, phone }) => ({ 'Full Name': name, Email: email, Phone: phone }),
  ({ name, phone, company }) => ({ NAME: name, phone_number: phone, company, consent: true }),
  ({ email }) => ({ email, name: null }),
];

const IDENTITIES: readonly ((person: Person) => object)[] = [
  ({ id, name, email }) => ({ user_id: id, name, email }),
  ({ id, email, phone, name }) => ({ id, Email: email, 'Full Name': name, phone, seats: 12 }),
  ({ id, email }) => ({ user_id: id, email }),
];

function metaOf(index: number): object | undefined {
  const person = PEOPLE[index % PEOPLE.length] ?? AYLIN;
  const user = LEADS[index % LEADS.length]?.(person);
  const authData = IDENTITIES[index % IDENTITIES.length]?.(person);
  const kinds = [
    undefined,
    { user },
    { auth_data: authData },
    { user, auth_data: authData },
    undefined,
    {},
    { user },
  ];
  return kinds[index % kinds.length];
}

/** JSON omits keys whose value is undefined. */
function sessionOf(series: string, index: number, minutesApart: number): ChatwizeRecord {
  const time = FIRST_SESSION + index * minutesApart * MINUTE + (index % 50) * 1_000;
  return {
    created_at: createdAt(time, index),
    modified_at: index % 61 === 29 ? null : spelt(time + ((index * 7) % 90) * MINUTE, index + 1),
    uuid: uuidFor(series, index),
    meta: metaOf(index),
  };
}

function sessionsOf(series: string, count: number, minutesApart: number): ChatwizeRecord[] {
  return Array.from({ length: count }, (_, index) => sessionOf(series, index, minutesApart));
}

/** 40 rows with 36 sessions: 2 rows have no uuid and 2 repeat an earlier one. No other chatbot has such rows. */
function smallChatbot(): ChatwizeRecord[] {
  const rows = sessionsOf('chatwize-small', 36, 1_440);
  const repeat = (index: number): ChatwizeRecord => ({ ...rows[index], modified_at: '2026-01-01T00:00:00Z' });
  rows.splice(8, 0, { created_at: '2025-04-01T10:00:00Z', modified_at: '2025-04-01T10:00:00Z' });
  rows.splice(20, 0, { created_at: '2025-04-02T10:00:00Z', modified_at: null, uuid: null });
  rows.push(repeat(3), repeat(11));
  return rows;
}

export function sessionsByChatbot(): ReadonlyMap<string, readonly ChatwizeRecord[]> {
  return new Map([
    [CHATBOTS.small, smallChatbot()],
    [CHATBOTS.middling, [...sessionsOf('chatwize-middling', 599, 720), SAMPLE]],
    [CHATBOTS.empty, []],
    [CHATBOTS.big, sessionsOf('chatwize-big', 10_000, 47)],
  ]);
}

/** A session read by its uuid equals its row in the list, or the first of repeated rows. */
export function chatwizeSessions(
  chatbots: ReadonlyMap<string, readonly ChatwizeRecord[]>,
  faultIds: readonly string[],
): ReadonlyMap<string, ChatwizeRecord> {
  const sessions = new Map<string, ChatwizeRecord>();
  for (const row of [...chatbots.values()].flat()) {
    const { uuid } = row as { uuid?: string | null };
    if (uuid && !sessions.has(uuid)) sessions.set(uuid, row);
  }
  for (const uuid of faultIds) sessions.set(uuid, { ...SAMPLE, uuid });
  return sessions;
}
