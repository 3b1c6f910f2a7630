import { customerOf, iso, startOf } from '../../stand-in/customers.ts';
import { uuidFor } from '../../stand-in/ids.ts';
import type { Answer, StandInRequest } from '../../stand-in/stand-in.ts';
import { zepSessions } from './stand-in-data.ts';

type ZepRecord = Readonly<Record<string, unknown>>;

const LISTED = 3_000;
const MINUTES_APART = 173;
const MINUTE = 60_000;
const INTENTS = ['order_status', 'return', 'invoice', 'complaint'];

function recordOf(index: number): ZepRecord {
  const created = startOf(index, MINUTES_APART);
  const updated = created + ((index * 13) % 90) * MINUTE;
  return {
    id: 50_000 + index,
    uuid: uuidFor('zep-listed', index),
    project_uuid: uuidFor('zep-project', 1),
    session_id: `assistant-${String(index).padStart(5, '0')}`,
    user_id: index % 31 === 30 ? null : customerOf(index).id,
    created_at: iso(created),
    updated_at: iso(updated),
    ended_at: index % 3 === 0 ? iso(updated) : null,
    deleted_at: index % 97 === 50 ? iso(updated + MINUTE) : null,
    classifications: { intent: INTENTS[index % INTENTS.length] },
    metadata: { channel: index % 2 === 0 ? 'web' : 'voice', number: index },
    facts: [],
    fact_rating_instruction: null,
  };
}

let all: ReadonlyMap<string, ZepRecord> | undefined;
let newestFirst: readonly ZepRecord[] | undefined;

/** All sessions by id. They are made when they are first needed. */
function sessions(): ReadonlyMap<string, ZepRecord> {
  if (!all) {
    const listed = Array.from({ length: LISTED }, (_, index) => recordOf(index));
    all = new Map([
      ...zepSessions([]),
      ...listed.map((record) => [String(record['session_id']), record] as const),
    ]);
  }
  return all;
}

export function listedSession(id: string): ZepRecord | undefined {
  return sessions().get(id);
}

/** Sorted by time, whatever its spelling. Sessions without one are last. */
function byCreation(): readonly ZepRecord[] {
  newestFirst ??= [...sessions().values()].toSorted((a, b) => timeOf(b) - timeOf(a));
  return newestFirst;
}

function timeOf({ created_at }: ZepRecord): number {
  return typeof created_at === 'string' ? Date.parse(created_at) : 0;
}

/** Pages by number, from 1. */
export function sessionsOrdered({ query }: StandInRequest): Answer {
  const size = Number(query.get('page_size') ?? 10);
  const page = Number(query.get('page_number') ?? 1);
  if (!Number.isInteger(size) || size < 1 || !Number.isInteger(page) || page < 1) {
    return { status: 400, body: { message: 'page_number and page_size must be positive numbers' } };
  }
  const field = query.get('order_by') ?? 'created_at';
  if (field !== 'created_at')
    return { status: 400, body: { message: 'the sandbox orders by created_at only' } };
  const ordered = query.get('asc') === 'true' ? byCreation().toReversed() : byCreation();
  const found = ordered.slice((page - 1) * size, page * size);
  return {
    status: 200,
    body: { sessions: found, total_count: ordered.length, response_count: found.length },
  };
}

/** All sessions of a user, in no documented order and without pages. */
export function userSessions(userId: string): Answer {
  const found = [...sessions().values()].filter(({ user_id }) => user_id === userId);
  return found.length === 0
    ? { status: 404, body: { message: 'unknown user' } }
    : { status: 200, body: found };
}
