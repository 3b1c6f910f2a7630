import { customerOf, iso, startOf } from '../../stand-in/customers.ts';
import { uuidFor } from '../../stand-in/ids.ts';
import type { Answer, StandInRequest } from '../../stand-in/stand-in.ts';
import { ACCOUNT, duohubSessions, type DuohubRecord } from './stand-in-data.ts';

const LISTED = 2_400;
const MINUTES_APART = 219;
const MINUTE = 60_000;
const MAX_LIMIT = 100;

function recordOf(index: number): DuohubRecord {
  const created = startOf(index, MINUTES_APART);
  const updated = created + ((index * 17) % 75) * MINUTE;
  return {
    id: uuidFor('duohub-listed', index),
    userID: ACCOUNT,
    customerUserID: index % 29 === 28 ? null : customerOf(index).id,
    metadata: [
      { key: 'channel', value: index % 2 === 0 ? 'voice' : 'web' },
      { key: 'tag', value: 'orders' },
      { key: 'tag', value: `batch ${index % 12}` },
    ],
    createdAt: iso(created),
    updatedAt: iso(updated),
    deletedAt: null,
    endedAt: index % 4 === 3 ? null : iso(updated),
  };
}

let all: ReadonlyMap<string, DuohubRecord> | undefined;
let ordered: readonly DuohubRecord[] | undefined;

/** The sessions of this account that are not deleted, by id. They are made when they are first needed. */
function sessions(): ReadonlyMap<string, DuohubRecord> {
  if (!all) {
    const own = [...duohubSessions([]).values()].filter(
      ({ userID, deletedAt }) => (userID ?? ACCOUNT) === ACCOUNT && (deletedAt ?? null) === null,
    );
    const listed = Array.from({ length: LISTED }, (_, index) => recordOf(index));
    all = new Map([...own, ...listed].map((record) => [String(record['id']), record]));
  }
  return all;
}

export function listedSession(id: string): DuohubRecord | undefined {
  return sessions().get(id);
}

/** duohub documents no order. By id the times are in none. */
function inOrder(): readonly DuohubRecord[] {
  ordered ??= [...sessions().values()].toSorted((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1));
  return ordered;
}

function tokenOf(offset: number): string {
  return Buffer.from(`page from ${offset}`).toString('base64url');
}

function offsetOf(token: string | null): number | undefined {
  if (token === null) return 0;
  const [, offset] = /^page from (\d+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  return offset === undefined ? undefined : Number(offset);
}

function badRequest(error: string): Answer {
  return { status: 400, body: { error, status: 'bad_request' } };
}

export function listSessions({ query }: StandInRequest): Answer {
  const limit = Number(query.get('limit') ?? 10);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) return badRequest('limit must be 1 to 100');
  const offset = offsetOf(query.get('nextToken'));
  if (offset === undefined) return badRequest('nextToken is not valid');
  const customer = query.get('customerUserID');
  const found = inOrder().filter(({ customerUserID }) => customer === null || customerUserID === customer);
  const page = found.slice(offset, offset + limit);
  const data = {
    sessions: page,
    nextToken: offset + limit < found.length ? tokenOf(offset + limit) : null,
    previousToken: offset > 0 ? tokenOf(Math.max(0, offset - limit)) : null,
    count: page.length,
  };
  return { status: 200, body: { status: 'success', data } };
}
