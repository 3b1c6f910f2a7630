import type { SessionList } from '../../paging/session-list.ts';
import type { Operation } from '../../upstream/operation.ts';
import { toSessionList, type RecordFormat } from '../session-list.ts';
import { assertIdentity, sessionOperation } from '../session-operation.ts';
import { listOperation } from '../list-operation.ts';
import { isRecord } from '../values.ts';
import { ZepSessionModel } from './map.ts';

type Sessions = SessionList<ZepSessionModel>;

interface SessionsPage extends Sessions {
  /** The number of records on the page, with those that were skipped. */
  readonly records: number;
  /** The number of records on all pages. Null if Zep does not report it. */
  readonly total: number | null;
}

const format: RecordFormat<ZepSessionModel> = {
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  idOf: ({ session_id }) => session_id,
  map: (externalId, record) => new ZepSessionModel(externalId, record),
};

export const getSession = sessionOperation({
  request: (externalId) => ({ path: ['sessions', externalId] }),
  decode: (json, externalId) =>
    new ZepSessionModel(externalId, assertIdentity(json, 'session_id', externalId)),
});

/** A page of all sessions, newest first. The key is the page's number, from 1. */
export const listSessions: Operation<SessionsPage> = {
  ...listOperation,
  name: 'listSessions',
  request: (page) => ({
    path: ['sessions-ordered'],
    query: { page_number: Number(page), page_size: 100, order_by: 'created_at', asc: false },
  }),
  namesNoId: () => true,
  decode: (json) => {
    if (!isRecord(json)) throw new Error('not a page');
    const { sessions = null, total_count: total } = json;
    // Zep leaves empty lists out of some answers.
    if (sessions !== null && !Array.isArray(sessions)) throw new Error('not a list');
    const records: readonly unknown[] = sessions ?? [];
    return {
      ...toSessionList(records, format),
      records: records.length,
      total: typeof total === 'number' ? total : null,
    };
  },
};

/** All sessions of a user. Null if Zep does not know the user. */
export const listUserSessions: Operation<Sessions | null> = {
  ...listOperation,
  name: 'listUserSessions',
  request: (userId) => ({ path: ['users', userId, 'sessions'] }),
  decode: (json) => {
    if (json !== null && !Array.isArray(json)) throw new Error('not a list');
    return toSessionList(json ?? [], format);
  },
  nullWhenNotFound: true,
  skippedRows: (list) => list?.skippedRows ?? 0,
};
