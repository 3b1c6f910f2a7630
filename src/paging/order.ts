import { nextTurn } from '../model/turns.ts';
import type { SessionOrder } from '../model/generated.ts';
import type { SessionRow } from './session-list.ts';

/** A position in an ordered list. */
export interface Place {
  /** Milliseconds since 1970; null if the session lacks the date. */
  readonly time: number | null;
  readonly externalId: string;
}

export const newestFirst: SessionOrder = { field: 'CREATED_AT', direction: 'DESC' };

export function placeOf(row: SessionRow, { field }: SessionOrder): Place {
  return { time: field === 'CREATED_AT' ? row.createdAt : row.updatedAt, externalId: row.externalId };
}

/** Sessions without the date come last in both directions. Equal dates are ordered by externalId, ascending. */
export function comparePlaces({ direction }: SessionOrder): (a: Place, b: Place) => number {
  const sign = direction === 'ASC' ? 1 : -1;
  return (a, b) => {
    if (a.time !== b.time) {
      if (a.time === null) return 1;
      if (b.time === null) return -1;
      return sign * (a.time - b.time);
    }
    if (a.externalId === b.externalId) return 0;
    return a.externalId < b.externalId ? -1 : 1;
  };
}

/** A row with its place, made once: a comparison that makes two takes most of the time. */
interface Placed extends Place {
  readonly row: SessionRow;
}

/** Each list is sorted once per order, however many of its pages are read. */
const sortedLists = new WeakMap<readonly SessionRow[], Map<string, readonly SessionRow[]>>();

export function sortRows(rows: readonly SessionRow[], order: SessionOrder): readonly SessionRow[] {
  return knownOrder(rows, order) ?? keep(rows, order, sortPart(rows, order));
}

/** Sorting so many takes a few milliseconds. */
const rowsAtOnce = 5_000;

/**
 * Sorts a long list in parts, so that `sortRows` has it at once. Other work of the process runs in between.
 */
export async function sortInTurns(rows: readonly SessionRow[], order: SessionOrder): Promise<void> {
  if (rows.length <= rowsAtOnce || knownOrder(rows, order)) return;
  let parts: (readonly Placed[])[] = [];
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    parts.push(sortPart(rows.slice(start, start + rowsAtOnce), order));
    await nextTurn();
  }
  const compare = comparePlaces(order);
  while (parts.length > 1) {
    const merged: (readonly Placed[])[] = [];
    for (let part = 0; part < parts.length; part += 2) {
      merged.push(merge(parts[part] ?? [], parts[part + 1] ?? [], compare));
      await nextTurn();
    }
    parts = merged;
  }
  keep(rows, order, parts[0] ?? []);
}

function sortPart(rows: readonly SessionRow[], order: SessionOrder): readonly Placed[] {
  return rows.map((row) => ({ row, ...placeOf(row, order) })).toSorted(comparePlaces(order));
}

function merge(
  one: readonly Placed[],
  other: readonly Placed[],
  compare: (a: Place, b: Place) => number,
): readonly Placed[] {
  const merged: Placed[] = [];
  let [left, right] = [0, 0];
  while (left < one.length && right < other.length) {
    const [a, b] = [one[left] as Placed, other[right] as Placed];
    const isLeft = compare(a, b) <= 0;
    merged.push(isLeft ? a : b);
    if (isLeft) left += 1;
    else right += 1;
  }
  return [...merged, ...one.slice(left), ...other.slice(right)];
}

function knownOrder(rows: readonly SessionRow[], order: SessionOrder): readonly SessionRow[] | undefined {
  return sortedLists.get(rows)?.get(nameOf(order));
}

function keep(
  rows: readonly SessionRow[],
  order: SessionOrder,
  placed: readonly Placed[],
): readonly SessionRow[] {
  const sorted = placed.map(({ row }) => row);
  const orders = sortedLists.get(rows) ?? new Map<string, readonly SessionRow[]>();
  sortedLists.set(rows, orders.set(nameOf(order), sorted));
  return sorted;
}

function nameOf({ field, direction }: SessionOrder): string {
  return `${field} ${direction}`;
}
