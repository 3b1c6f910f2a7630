import { describe, expect, jest, test } from '@jest/globals';
import * as fc from 'fast-check';
import { encodeCursor } from '../../src/paging/cursor.ts';
import { filterRows } from '../../src/paging/filter.ts';
import { placeOf, sortInTurns, sortRows } from '../../src/paging/order.ts';
import { paginate, type Page, type PageArgs } from '../../src/paging/paginate.ts';
import type { SessionOrder } from '../../src/model/generated.ts';
import type { SessionRow } from '../../src/paging/session-list.ts';
import { order, row, rows } from './arbitraries.ts';

const pageSize = fc.integer({ min: 1, max: 12 });
const scopeOf = (by: SessionOrder) => ({ listOf: 'some-list', order: by });

function walk(
  pageOf: (args: PageArgs) => Page,
  next: (last: Page | undefined) => PageArgs | undefined,
): Page[] {
  const pages: Page[] = [];
  for (let args = next(undefined); args !== undefined; args = next(pages.at(-1))) pages.push(pageOf(args));
  return pages;
}

/** All rows, in the order in which a client that goes forward sees them. */
function forward(pageOf: (args: PageArgs) => Page, first: number): Page[] {
  return walk(pageOf, (page) => {
    if (!page) return { first };
    return page.hasNextPage ? { first, after: page.endCursor } : undefined;
  });
}

function backward(pageOf: (args: PageArgs) => Page, last: number): Page[] {
  return walk(pageOf, (page) => {
    if (!page) return { last };
    return page.hasPreviousPage ? { last, before: page.startCursor } : undefined;
  });
}

test('every walk, in both directions, yields the whole list in its order, each row once', () => {
  fc.assert(
    fc.property(rows, order, pageSize, fc.boolean(), (list, by, size, hasLead) => {
      const whole = filterRows(sortRows(list, by), hasLead ? { hasLead } : {});
      const pageOf = (args: PageArgs): Page => paginate(whole, args, scopeOf(by));
      const onward = forward(pageOf, size);
      expect(onward.flatMap((page) => page.rows)).toEqual(whole);
      expect(onward.map((page) => page.hasPreviousPage)).toEqual(onward.map((_, index) => index > 0));
      const back = backward(pageOf, size);
      expect(back.toReversed().flatMap((page) => page.rows)).toEqual(whole);
      expect(back.map((page) => page.hasNextPage)).toEqual(back.map((_, index) => index > 0));
    }),
  );
});

test('a walk over a list that grows sees all that was there, each once', () => {
  fc.assert(
    fc.property(rows, fc.array(fc.array(row, { maxLength: 5 })), order, pageSize, (list, added, by, size) => {
      let present = list;
      const known = new Set(list.map(({ externalId }) => externalId));
      const pages = forward((args) => {
        const more = (added.pop() ?? []).filter(
          ({ externalId }) => !known.has(externalId) && known.add(externalId),
        );
        present = [...present, ...more];
        return paginate(sortRows(present, by), args, scopeOf(by));
      }, size);
      const seen = pages.flatMap((page) => page.rows.map(({ externalId }) => externalId));
      expect(new Set(seen).size).toBe(seen.length);
      for (const { externalId } of list) expect(seen).toContain(externalId);
    }),
  );
});

test('a cursor whose session has gone goes on where it was', () => {
  fc.assert(
    fc.property(rows, order, fc.nat(), (list, by, at) => {
      fc.pre(list.length > 0);
      const sorted = sortRows(list, by);
      const index = at % sorted.length;
      const cursor = encodeCursor(scopeOf(by), placeOf(sorted[index] as SessionRow, by));
      const rest = sorted.toSpliced(index, 1);
      expect(paginate(rest, { first: 1000, after: cursor }, scopeOf(by)).rows).toEqual(rest.slice(index));
      expect(paginate(rest, { last: 1000, before: cursor }, scopeOf(by)).rows).toEqual(rest.slice(0, index));
    }),
  );
});

test('between two cursors lies what lies between them', () => {
  fc.assert(
    fc.property(rows, order, fc.nat(), fc.nat(), (list, by, a, b) => {
      fc.pre(list.length > 0);
      const sorted = sortRows(list, by);
      const cursorAt = (index: number) => encodeCursor(scopeOf(by), placeOf(sorted[index] as SessionRow, by));
      const [from, to] = [a % sorted.length, b % sorted.length];
      const page = paginate(sorted, { after: cursorAt(from), before: cursorAt(to) }, scopeOf(by));
      expect(page.rows).toEqual(sorted.slice(from + 1, Math.max(from + 1, to)));
    }),
  );
});

test('the order is by date, then by externalId, and rows without the date come last', () => {
  fc.assert(
    fc.property(rows, order, (list, by) => {
      const places = sortRows(list, by).map((one) => placeOf(one, by));
      const sign = by.direction === 'ASC' ? 1 : -1;
      for (const [index, place] of places.slice(1).entries()) {
        const before = places[index] as typeof place;
        if (before.time === place.time) expect(before.externalId < place.externalId).toBe(true);
        else if (place.time !== null) {
          expect(before.time).not.toBeNull();
          expect(sign * (place.time - (before.time ?? 0))).toBeGreaterThan(0);
        }
      }
      expect(places).toHaveLength(list.length);
    }),
  );
});

describe('page sizes', () => {
  const by = { field: 'CREATED_AT', direction: 'ASC' } as const;
  const list = Array.from({ length: 1500 }, (_, index): SessionRow => ({
    externalId: `s${index}`,
    createdAt: index,
    updatedAt: null,
    record: {},
  }));
  const pageOf = (args: PageArgs): Page => paginate(list, args, scopeOf(by));

  test('a page has 50 rows unless told otherwise', () => {
    expect(pageOf({}).rows).toEqual(list.slice(0, 50));
    expect(pageOf({ first: null, last: null, after: null, before: null }).rows).toHaveLength(50);
  });

  test('a page of none tells whether there is more', () => {
    const page = { rows: [], startCursor: null, endCursor: null };
    expect(pageOf({ first: 0 })).toMatchObject({ ...page, hasNextPage: true, hasPreviousPage: false });
    expect(pageOf({ last: 0 })).toMatchObject({ ...page, hasNextPage: false, hasPreviousPage: true });
  });

  test('a page has at most 1000 rows, and refuses to be asked for more', () => {
    expect(pageOf({ first: 1000 }).rows).toHaveLength(1000);
    expect(pageOf({ last: 1000 }).rows).toEqual(list.slice(500));
  });

  test.each([
    [{ first: 1001 }, 'first must be between 0 and 1000, got 1001.'],
    [{ last: 1001 }, 'last must be between 0 and 1000, got 1001.'],
    [{ first: -1 }, 'first must be between 0 and 1000, got -1.'],
    [{ last: -1 }, 'last must be between 0 and 1000, got -1.'],
    [{ first: 1, last: 1 }, 'first and last'],
    [{ first: 0, last: 0 }, 'first and last'],
    [{ after: '' }, 'after is not a cursor'],
    [{ before: '' }, 'before is not a cursor'],
    [{ first: 1, after: 'junk' }, 'after is not a cursor'],
  ])('%j is refused', (args, message) => {
    expect(() => pageOf(args)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
    expect(() => pageOf(args)).toThrow(message);
  });
});

/** Many rows have the same date, and some have none. */
function shuffledRow(number: number): SessionRow {
  return {
    externalId: `row-${(number * 7919) % 23_456}`,
    createdAt: number % 50 === 0 ? null : (number * 31) % 1_000,
    updatedAt: null,
    record: {},
  };
}

test('a list that is sorted in parts has the order of one that is sorted at once', async () => {
  for (const length of [0, 1, 5_000, 5_001, 23_456]) {
    for (const direction of ['ASC', 'DESC'] as const) {
      const by = { field: 'CREATED_AT', direction } as const;
      const whole = Array.from({ length }, (_, number) => shuffledRow(number));
      const parts = [...whole];
      const turns = jest.spyOn(globalThis, 'setImmediate');
      await sortInTurns(parts, by);
      expect(turns.mock.calls.length > 0).toBe(length > 5_000);
      turns.mockRestore();
      expect(sortRows(parts, by)).toEqual(sortRows(whole, by));
    }
  }
});
