import type { SessionRow } from '../../paging/session-list.ts';
import type { FetchedPage, SessionSource } from '../provider.ts';
import { listSessions, listUserSessions } from './operations.ts';

/** Zep lists all sessions newest first, by pages with numbers. A place is a page's number, and how many records precede it. */
export const source: SessionSource = {
  hasStatus: true,
  wholeLists: [listSessions, listUserSessions],
  async readPart({ personId }, place, { read }) {
    if (personId !== undefined) {
      const fetched = await read(listUserSessions, personId);
      return { pages: fetched.value ? [fetched as FetchedPage] : [], readTo: null, next: null };
    }
    const [page, preceding] = [place?.[0] ?? 1, place?.[1] ?? 0];
    const fetched = await read(listSessions, String(page));
    const { rows, records, total } = fetched.value;
    // A total that is lower than what came is none.
    const isLast = records === 0 || preceding + records === total;
    if (isLast) return { pages: [fetched], readTo: null, next: null };
    return { pages: [fetched], readTo: lastTime(rows), next: [page + 1, preceding + records] };
  },
};

/** More sessions of this time can be on the next page, so only later ones are all known. */
function lastTime(rows: readonly SessionRow[]): number | undefined {
  return rows.findLast(({ createdAt }) => createdAt !== null)?.createdAt ?? undefined;
}
