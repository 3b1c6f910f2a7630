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

/** Each list is sorted once per order, however many of its pages are read. */
const sortedLists = new WeakMap<readonly SessionRow[], Map<string, readonly SessionRow[]>>();

export function sortRows(rows: readonly SessionRow[], order: SessionOrder): readonly SessionRow[] {
  const sorted = sortedLists.get(rows) ?? new Map<string, readonly SessionRow[]>();
  sortedLists.set(rows, sorted);
  const key = `${order.field} ${order.direction}`;
  const known = sorted.get(key);
  if (known) return known;
  const compare = comparePlaces(order);
  const made = rows.toSorted((a, b) => compare(placeOf(a, order), placeOf(b, order)));
  sorted.set(key, made);
  return made;
}
