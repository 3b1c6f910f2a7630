import { customerOf, iso, startOf } from '../../stand-in/customers.ts';
import { uuidFor } from '../../stand-in/ids.ts';
import type { Answer, StandInRequest } from '../../stand-in/stand-in.ts';
import { contactOf, nonVerified, opencxSessions, PLAIN, withoutDates } from './stand-in-data.ts';

type OpenCXRecord = Readonly<Record<string, unknown>>;

const LISTED = 3_200;
const MINUTES_APART = 163;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PAGE_SIZE = 40;
const CHANNELS = ['web', 'email', 'whatsapp', 'phone_voice', 'sms'];
const STATUSES = ['open', 'closed_resolved', 'closed_unresolved', 'closed_resolved'];

function recordOf(index: number): OpenCXRecord {
  const created = startOf(index, MINUTES_APART);
  const person = customerOf(index);
  // Some customers write again weeks later.
  const updated = created + (index % 19 === 7 ? (index % 60) * DAY : ((index * 11) % 240) * MINUTE);
  return {
    ...PLAIN,
    id: uuidFor('opencx-listed', index),
    status: STATUSES[index % STATUSES.length],
    channel: { type: CHANNELS[index % CHANNELS.length] },
    contact: index % 3 === 2 ? nonVerified(person) : contactOf(person),
    language: person.language,
    custom_data: { number: index },
    ticket_number: 10_000 + index,
    created_at: iso(created),
    updated_at: iso(updated),
  };
}

let all: ReadonlyMap<string, OpenCXRecord> | undefined;
let ordered: readonly OpenCXRecord[] | undefined;

/** All sessions by id. They are made when they are first needed. */
function sessions(): ReadonlyMap<string, OpenCXRecord> {
  if (!all) {
    const listed = Array.from({ length: LISTED }, (_, index) => recordOf(index));
    all = new Map([
      ...opencxSessions([]),
      ...listed.map((record) => [String(record['id']), record] as const),
    ]);
  }
  return all;
}

export function listedSession(id: string): OpenCXRecord | undefined {
  return sessions().get(id);
}

/** OpenCX documents no order. Its inbox shows the last activity first. */
function byActivity(): readonly OpenCXRecord[] {
  ordered ??= [...sessions().values()].toSorted((a, b) => timeOf(b, 'updated_at') - timeOf(a, 'updated_at'));
  return ordered;
}

function timeOf(record: OpenCXRecord, field: string): number {
  return Date.parse(String(record[field]));
}

/** The filters of the call. Both bounds are exclusive. */
function isIn(record: OpenCXRecord, query: URLSearchParams): boolean {
  const holds = (parameter: string, test: (value: string) => boolean): boolean => {
    const value = query.get(parameter);
    return value === null || test(value);
  };
  return (
    holds('created_after', (bound) => timeOf(record, 'created_at') > Date.parse(bound)) &&
    holds('created_before', (bound) => timeOf(record, 'created_at') < Date.parse(bound)) &&
    holds('updated_after', (bound) => timeOf(record, 'updated_at') > Date.parse(bound)) &&
    holds('updated_before', (bound) => timeOf(record, 'updated_at') < Date.parse(bound)) &&
    holds('status', (status) => record['status'] === status)
  );
}

/** In lists a contact has no dates. */
function asListed(record: OpenCXRecord): OpenCXRecord {
  const contact = record['contact'] as OpenCXRecord | undefined;
  return contact ? { ...record, contact: withoutDates(contact) } : record;
}

export function listSessions({ query }: StandInRequest): Answer {
  const cursor = query.get('cursor');
  const offset = cursor === null ? 0 : Number(Buffer.from(cursor, 'base64url').toString() || NaN);
  if (!Number.isInteger(offset) || offset < 0) {
    return { status: 400, body: { statusCode: 400, message: 'Invalid cursor', error: 'Bad Request' } };
  }
  const found = byActivity().filter((record) => isIn(record, query));
  const end = offset + PAGE_SIZE;
  const next = end < found.length ? Buffer.from(String(end)).toString('base64url') : null;
  return { status: 200, body: { items: found.slice(offset, end).map(asListed), next } };
}
