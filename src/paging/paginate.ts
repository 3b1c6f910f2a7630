import { firstIndexNot } from '../model/binary-search.ts';
import { badUserInput } from '../model/errors.ts';
import type { SessionRow } from './session-list.ts';
import { decodeCursor, encodeCursor, type CursorScope } from './cursor.ts';
import { comparePlaces, placeOf, type Place } from './order.ts';

const defaultPageSize = 50;
const maxPageSize = 1000;

export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface Page<Row = SessionRow> {
  readonly rows: readonly Row[];
  readonly startCursor: string | null;
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  cursorOf(row: Row): string;
}

/** The cursors of a list. */
export interface Cursors<Row> {
  cursorOf(row: Row): string;
  /**
   * The index of the first row at or after a cursor, and of the first one after it.
   * @throws {SessionGraphError} BAD_USER_INPUT
   */
  find(cursor: string, argument: string): { readonly from: number; readonly after: number };
}

/**
 * Selects a page of sessions.
 * @param rows sorted in the order of `scope`
 * @throws {SessionGraphError} BAD_USER_INPUT
 */
export function paginate(rows: readonly SessionRow[], args: PageArgs, scope: CursorScope): Page {
  return paginateBy(rows, args, {
    cursorOf: (row) => encodeCursor(scope, placeOf(row, scope.order)),
    find(cursor, argument) {
      const place = decodeCursor(cursor, scope, argument);
      const from = indexOf(rows, place, scope);
      return { from, after: rows[from]?.externalId === place.externalId ? from + 1 : from };
    },
  });
}

/**
 * Selects a page by the algorithm of the Relay specification.
 * @throws {SessionGraphError} BAD_USER_INPUT
 */
export function paginateBy<Row>(rows: readonly Row[], args: PageArgs, cursors: Cursors<Row>): Page<Row> {
  checkPageSizes(args);
  const [start, end] = slice(rows, args, cursors);
  const page = rows.slice(start, end);
  const cursorOf = (row: Row): string => cursors.cursorOf(row);
  const [first, last] = [page.at(0), page.at(-1)];
  return {
    rows: page,
    startCursor: first ? cursorOf(first) : null,
    endCursor: last ? cursorOf(last) : null,
    hasNextPage: end < rows.length,
    hasPreviousPage: start > 0,
    cursorOf,
  };
}

function slice<Row>(rows: readonly Row[], args: PageArgs, cursors: Cursors<Row>): [number, number] {
  const { after, before, last } = args;
  const from = typeof after === 'string' ? cursors.find(after, 'after').after : 0;
  const to = typeof before === 'string' ? cursors.find(before, 'before').from : rows.length;
  const end = Math.max(from, to);
  if (typeof last === 'number') return [Math.max(from, end - last), end];
  return [from, Math.min(end, from + (args.first ?? defaultPageSize))];
}

/** The index of the first row at or after the place. */
function indexOf(rows: readonly SessionRow[], place: Place, { order }: CursorScope): number {
  const compare = comparePlaces(order);
  return firstIndexNot(rows, (row) => compare(placeOf(row, order), place) < 0);
}

function checkPageSizes({ first, last }: PageArgs): void {
  if (typeof first === 'number' && typeof last === 'number') {
    throw badUserInput('first and last cannot be used together.');
  }
  for (const [argument, size] of Object.entries({ first, last })) {
    if (typeof size === 'number' && (size < 0 || size > maxPageSize)) {
      throw badUserInput(`${argument} must be between 0 and ${maxPageSize}, got ${size}.`);
    }
  }
}
