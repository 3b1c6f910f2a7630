import type { SessionList } from '../../paging/session-list.ts';
import type { Operation } from '../../upstream/operation.ts';
import { toSessionList, type RecordFormat } from '../session-list.ts';
import { assertIdentity, sessionOperation } from '../session-operation.ts';
import { listOperation } from '../list-operation.ts';
import { isRecord, toToken } from '../values.ts';
import { DuohubSessionModel } from './map.ts';

interface SessionsPage extends SessionList<DuohubSessionModel> {
  /** The token of the next page; null on the last page. */
  readonly nextToken: string | null;
}

/** Which page of which list: that of a customer, or that of all sessions. */
interface PageKey {
  readonly customerUserID: string | undefined;
  /** Undefined for the first page. */
  readonly nextToken: string | undefined;
}

const format: RecordFormat<DuohubSessionModel> = {
  createdAt: 'createdAt',
  updatedAt: 'updatedAt',
  idOf: ({ id }) => id,
  map: (externalId, record) => new DuohubSessionModel(externalId, record),
};

export const getSession = sessionOperation({
  request: (externalId) => ({ path: ['sessions', 'get', externalId] }),
  decode: (json, externalId) =>
    new DuohubSessionModel(externalId, assertIdentity(dataOf(json), 'id', externalId)),
});

/** duohub wraps its answers: `{ status, data }`. */
function dataOf(json: unknown): unknown {
  return isRecord(json) ? json['data'] : undefined;
}

/** A page of all sessions, or of those of a customer. The key is a `PageKey` as JSON. */
export const listSessions: Operation<SessionsPage> = {
  ...listOperation,
  name: 'listSessions',
  request: (key) => ({ path: ['sessions', 'list'], query: { ...(JSON.parse(key) as PageKey), limit: 100 } }),
  namesNoId: (key) => (JSON.parse(key) as PageKey).customerUserID === undefined,
  decode: (json) => {
    // duohub's SDK reads some lists without the envelope.
    const page = dataOf(json) ?? json;
    if (!isRecord(page) || !Array.isArray(page['sessions'])) throw new Error('not a page');
    return { ...toSessionList(page['sessions'], format), nextToken: toToken(page['nextToken']) };
  },
};

export function pageKey(key: PageKey): string {
  return JSON.stringify(key);
}
