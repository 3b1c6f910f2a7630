import { uuidFor } from '../../stand-in/ids.ts';
import {
  AYLIN,
  HANAKO,
  JOSE,
  MARY,
  MINJUN,
  MOHAMMED,
  NIKOS,
  OLENA,
  PRIYA,
  SOREN,
} from '../../stand-in/people.ts';
import type { Person } from '../../stand-in/people.ts';

type OpenCXRecord = Readonly<Record<string, unknown>>;

export const SAMPLE_SESSION = idOf(0);

const ORDERS = {
  id: uuidFor('opencx-team', 0),
  name: 'Orders & delivery',
  description: 'Where parcels are, and what to do when they are not',
};
const BILLING = { id: uuidFor('opencx-team', 1), name: 'Rechnungen' };

function idOf(index: number): string {
  return uuidFor('opencx-session', index);
}

/** A contact with a verified identity. Each record below overrides some of its fields. */
export function contactOf(person: Person): OpenCXRecord {
  return {
    id: uuidFor(`opencx-contact/${person.id}`, 0),
    email: person.email,
    phone_number: person.phone,
    name: person.name,
    custom_data: { customer_id: person.id, company: person.company },
    created_at: '2025-06-01T08:00:00.000Z',
    updated_at: '2026-02-20T17:45:12.000Z',
    non_verified_name: null,
    non_verified_email: null,
    non_verified_custom_data: null,
  };
}

export function nonVerified(person: Person): OpenCXRecord {
  return {
    ...contactOf(person),
    email: null,
    phone_number: null,
    name: null,
    custom_data: null,
    non_verified_name: person.name,
    non_verified_email: person.email,
    non_verified_custom_data: { company: person.company, seats: 4, newsletter: false },
  };
}

export function withoutDates({
  created_at: _created,
  updated_at: _updated,
  ...contact
}: OpenCXRecord): OpenCXRecord {
  return contact;
}

const SAMPLE: OpenCXRecord = {
  status: 'open',
  ai_closure_type: 'handed_off',
  sentiment: 'neutral',
  channel: { type: 'web' },
  contact: {
    ...contactOf(AYLIN),
    non_verified_name: 'Aylin',
    non_verified_email: null,
    non_verified_custom_data: { referrer: 'reklam', visits: 7, beta: true },
  },
  language: 'tr',
  assignee_id: '3071',
  custom_data: { order: 'SN-20417', total: 83.8, gift: false, 'teslimat notu': 'zili çalmayın 🔔' },
  team: ORDERS,
  handoff: { sentiment: 'neutral', summary: 'Aylin changed her address after the parcel had left.' },
  ticketing_system: { name: 'zendesk', external_id: '88213', id_type: 'ticket_id' },
  ticket_number: 4_182,
  assist_mode: true,
  created_at: '2026-03-02T09:30:00.000Z',
  updated_at: '2026-03-02T10:04:19.000Z',
};

/** The default fields of a session. Each record below overrides some of them. */
export const PLAIN: OpenCXRecord = {
  status: 'open',
  ai_closure_type: null,
  sentiment: null,
  assist_mode: false,
  created_at: '2026-02-10T12:00:00.000Z',
  updated_at: '2026-02-10T12:21:40.000Z',
};
const RESOLVED = { status: 'closed_resolved', ai_closure_type: 'resolved', sentiment: 'happy' };
const UNRESOLVED = { status: 'closed_unresolved', ai_closure_type: 'handed_off', sentiment: 'angry' };
const ASSUMED = { status: 'closed_resolved', ai_closure_type: 'assumed_resolved', sentiment: 'neutral' };

/** Each channel at least once. */
const VARIATIONS: readonly (OpenCXRecord & { channel: { type: string } })[] = [
  { ...RESOLVED, channel: { type: 'email' }, contact: contactOf(JOSE), language: 'es', team: BILLING },
  {
    ...UNRESOLVED,
    channel: { type: 'phone_voice' },
    contact: contactOf(MOHAMMED),
    language: 'ar',
    handoff: { summary: 'تأخر الطلب أسبوعين.' },
    ticketing_system: { name: 'salesforce_v2', external_id: '500-77', id_type: 'case_id' },
  },
  { channel: { type: 'slack' }, contact: nonVerified(SOREN), assignee_id: null },
  {
    ...ASSUMED,
    channel: { type: 'sms' },
    contact: { ...contactOf(MARY), phone_number: null, custom_data: null },
  },
  {
    ...RESOLVED,
    channel: { type: 'whatsapp' },
    contact: withoutDates(contactOf(HANAKO)),
    language: 'ja',
    custom_data: { 店舗: '東京', 数量: 3, 至急: true },
  },
  {
    ...UNRESOLVED,
    channel: { type: 'instagram' },
    contact: nonVerified(PRIYA),
    handoff: { sentiment: 'angry', summary: 'The seedlings 🌱 came dry, twice.' },
    ticketing_system: { name: 'gorgias', external_id: 'g/1 7', id_type: 'conversation_id' },
  },
  { channel: { type: 'messenger' }, contact: contactOf(OLENA), language: 'uk', custom_data: {} },
  { channel: { type: 'api' } },
  {
    ...ASSUMED,
    channel: { type: 'web_voice' },
    contact: contactOf(NIKOS),
    language: 'el',
    ticketing_system: { name: 'twilio_flex', external_id: 'CH-40', id_type: 'conversation_sid' },
  },
  { channel: { type: 'web' }, contact: nonVerified(AYLIN), assist_mode: true },
  { ...RESOLVED, channel: { type: 'whatsapp' }, contact: contactOf(MINJUN), language: 'ko', team: ORDERS },
  // A contact without any known field.
  {
    channel: { type: 'web' },
    contact: { ...nonVerified(MARY), non_verified_name: null, non_verified_email: null },
  },
  {
    ...RESOLVED,
    channel: { type: 'email' },
    contact: { ...contactOf(JOSE), created_at: null, updated_at: null },
  },
];

export function opencxSessions(faultIds: readonly string[]): ReadonlyMap<string, OpenCXRecord> {
  const sessions = new Map<string, OpenCXRecord>([[SAMPLE_SESSION, { id: SAMPLE_SESSION, ...SAMPLE }]]);
  for (const [index, variation] of VARIATIONS.entries()) {
    const id = idOf(index + 1);
    sessions.set(id, { id, ...PLAIN, ticket_number: 4_183 + index, ...variation });
  }
  for (const id of faultIds) sessions.set(id, { id, ...SAMPLE });
  return sessions;
}
