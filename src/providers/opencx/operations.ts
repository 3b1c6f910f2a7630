import type { SessionList } from '../../paging/session-list.ts';
import type { Operation } from '../../upstream/operation.ts';
import { listOperation } from '../list-operation.ts';
import type { TimeRange } from '../provider.ts';
import { toSessionList, type RecordFormat } from '../session-list.ts';
import { sessionOperation } from '../session-operation.ts';
import { isRecord, toToken, type VendorRecord } from '../values.ts';
import { isUuid } from './ids.ts';
import { OpenCXSessionModel } from './map.ts';

export interface SessionsPage extends SessionList<OpenCXSessionModel> {
  /** The cursor of the next page; null on the last page. */
  readonly next: string | null;
}

/** Which page of which range. */
interface PageKey extends TimeRange {
  /** Undefined for the first page. */
  readonly cursor: string | undefined;
}

const format: RecordFormat<OpenCXSessionModel> = {
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  idOf: (record) => {
    const id = idOf(record);
    return isUuid(id) ? id : undefined;
  },
  map: (externalId, record) => new OpenCXSessionModel(externalId, record),
};

export const getSession = sessionOperation({
  request: (externalId) => ({ path: ['chat', 'sessions', externalId] }),
  decode: (json, externalId) => {
    if (!isRecord(json) || idOf(json) !== externalId) throw new Error('not the requested session');
    return new OpenCXSessionModel(externalId, json);
  },
});

/** Equal UUIDs can differ in case; `externalId` is in lower case. */
function idOf({ id }: VendorRecord): string | undefined {
  return typeof id === 'string' ? id.toLowerCase() : undefined;
}

/** A page of the sessions that started in a range. The key is a `PageKey` as JSON. */
export const listSessions: Operation<SessionsPage> = {
  ...listOperation,
  name: 'listSessions',
  request: (key) => {
    const { from, before, cursor } = JSON.parse(key) as PageKey;
    return {
      path: ['chat', 'sessions'],
      query: {
        // OpenCX does not document whether the bounds are inclusive. The extra millisecond includes `from` in either case.
        created_after: from === null ? undefined : toBound(from - 1),
        created_before: before === null ? undefined : toBound(before),
        cursor,
      },
    };
  },
  namesNoId: () => true,
  decode: (json) => {
    if (!isRecord(json) || !Array.isArray(json['items'])) throw new Error('not a page');
    return { ...toSessionList(json['items'], format), next: toToken(json['next']) };
  },
};

const earliest = Date.parse('0000-01-01T00:00:00.000Z');
const latest = Date.parse('9999-12-31T23:59:59.999Z');

/** @returns undefined outside of the years 0 to 9999: vendors cannot read such dates, and no session has one */
function toBound(time: number): string | undefined {
  return time < earliest || time > latest ? undefined : new Date(time).toISOString();
}

export function pageKey(key: PageKey): string {
  return JSON.stringify(key);
}
