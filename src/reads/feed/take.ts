import { newestFirst, sortRows } from '../../paging/order.ts';
import type { SessionRow } from '../../paging/session-list.ts';
import type { FetchedPage, Part } from '../../providers/source.ts';
import { compareKeys, isBefore, type Key } from './key.ts';
import type { FeedRow, WalkOptions } from './walk.ts';

export interface Taken {
  /** In order. */
  readonly rows: readonly FeedRow[];
  /** Whether the part has more rows. */
  readonly isTruncated: boolean;
}

/** Takes the first rows of a part that a page can have. A list can be long, so only these are mapped. */
export function takeRows({ pages, range }: Part, options: WalkOptions): Taken {
  const { size, createdAfter } = options;
  const { from, before } = { from: range?.from ?? -Infinity, before: range?.before ?? Infinity };
  const rows: FeedRow[] = [];
  for (const [index, page] of pages.entries()) {
    const isRepeated = (id: string): boolean => pages.slice(0, index).some(({ value }) => value.session(id));
    let taken = 0;
    for (const { externalId, time } of rowsAfter(page, options)) {
      if (time <= createdAfter || time < from || taken > size) break;
      if (time >= before || isRepeated(externalId)) continue;
      const row = options.toRow(page, externalId, time);
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
function* rowsAfter(page: FetchedPage, { after, toRow }: WalkOptions) {
  const sorted = sortRows(page.value.rows, newestFirst);
  for (let index = firstAfter(sorted, after.time); index < sorted.length; index += 1) {
    const { externalId, createdAt: time } = sorted[index] as SessionRow;
    if (time === null) return;
    if (isAfter(toRow(page, externalId, time).key, after)) yield { externalId, time };
  }
}

function isAfter(key: Key, after: Key): boolean {
  return isBefore(after, key);
}

/** The index of the first row that did not start later than this time. */
function firstAfter(rows: readonly SessionRow[], time: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const createdAt = (rows[middle] as SessionRow).createdAt ?? -Infinity;
    if (createdAt > time) low = middle + 1;
    else high = middle;
  }
  return low;
}
