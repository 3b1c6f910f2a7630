import { firstIndexNot } from '../../model/binary-search.ts';
import type { SessionProvider } from '../../model/generated.ts';
import { nextTurn } from '../../model/turns.ts';
import { newestFirst, sortInTurns, sortRows } from '../../paging/order.ts';
import type { SessionRow } from '../../paging/session-list.ts';
import type { FetchedPage, Part, Session } from '../../providers/provider.ts';
import { compareKeys, isBefore, type Key } from './key.ts';

/** A session of the list. It is mapped when it is asked for. */
export interface FeedRow {
  readonly key: Key;
  readonly provider: SessionProvider;
  session(): Session;
}

/** Which rows of a part a page can have. */
export interface TakeOptions {
  /** Where the page begins. */
  readonly after: Key;
  /** Rows that started at this time or before are not asked for. */
  readonly createdAfter: number;
  /** How many rows the page has at most. */
  readonly size: number;
  readonly toRow: (page: FetchedPage, externalId: string, time: number) => FeedRow;
  readonly matches: (row: FeedRow) => boolean;
}

export interface Taken {
  /** In order. */
  readonly rows: readonly FeedRow[];
  /** Whether the part has more rows. */
  readonly isTruncated: boolean;
}

/** How many rows are compared with a filter at a time. They take a few milliseconds. */
const rowsPerTurn = 500;

/**
 * Takes the first rows of a part that a page can have. A list can be long, so only these are mapped. A filter can have to map all
 * rows; other work of the process runs in between.
 */
export async function takeRows({ pages, range }: Part, options: TakeOptions): Promise<Taken> {
  const { size, createdAfter } = options;
  const { from, before } = { from: range?.from ?? -Infinity, before: range?.before ?? Infinity };
  const rows: FeedRow[] = [];
  let compared = 0;
  for (const [index, page] of pages.entries()) {
    const isRepeated = (id: string): boolean => pages.slice(0, index).some(({ value }) => value.session(id));
    let taken = 0;
    await sortInTurns(page.value.rows, newestFirst);
    for (const { externalId, time } of rowsAfter(page, options)) {
      if (time <= createdAfter || time < from || taken > size) break;
      if (time >= before || isRepeated(externalId)) continue;
      const row = options.toRow(page, externalId, time);
      compared += 1;
      if (compared % rowsPerTurn === 0) await nextTurn();
      if (!options.matches(row)) continue;
      rows.push(row);
      taken += 1;
    }
  }
  rows.sort((a, b) => compareKeys(a.key, b.key));
  // Any of the others can be missing on a page that was not read to its end.
  return { rows: rows.slice(0, size), isTruncated: rows.length > size };
}

/** The rows of a page after the key, newest first. Those without a date are last. */
function* rowsAfter(page: FetchedPage, { after, toRow }: TakeOptions) {
  const sorted = sortRows(page.value.rows, newestFirst);
  const first = firstIndexNot(sorted, ({ createdAt }) => (createdAt ?? -Infinity) > after.time);
  for (let index = first; index < sorted.length; index += 1) {
    const { externalId, createdAt: time } = sorted[index] as SessionRow;
    if (time === null) return;
    if (isAfter(toRow(page, externalId, time).key, after)) yield { externalId, time };
  }
}

function isAfter(key: Key, after: Key): boolean {
  return isBefore(after, key);
}
