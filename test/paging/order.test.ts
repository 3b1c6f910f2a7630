import { expect, test } from '@jest/globals';
import { sortRows } from '../../src/paging/order.ts';
import type { SessionRow } from '../../src/paging/session-list.ts';

test('a list is sorted once for each order, in n log n comparisons', () => {
  let reads = 0;
  const length = 10_000;
  const rows = Array.from({ length }, (_, index): SessionRow => ({
    externalId: `s${index}`,
    get createdAt() {
      reads += 1;
      return (index * 7919) % length;
    },
    updatedAt: null,
    record: {},
  }));
  const newest = sortRows(rows, { field: 'CREATED_AT', direction: 'DESC' });
  // Each comparison reads two dates.
  expect(reads).toBeLessThan(2 * length * Math.log2(length));
  reads = 0;
  expect(sortRows(rows, { field: 'CREATED_AT', direction: 'DESC' })).toBe(newest);
  expect(reads).toBe(0);
  expect(sortRows(rows, { field: 'CREATED_AT', direction: 'ASC' })).toEqual(newest.toReversed());
});

test('sorting leaves the list as it was', () => {
  const rows = ['b', 'c', 'a'].map((externalId): SessionRow => ({
    externalId,
    createdAt: 1,
    updatedAt: 1,
    record: {},
  }));
  const sorted = sortRows(rows, { field: 'UPDATED_AT', direction: 'DESC' });
  expect(sorted.map(({ externalId }) => externalId)).toEqual(['a', 'b', 'c']);
  expect(rows.map(({ externalId }) => externalId)).toEqual(['b', 'c', 'a']);
});
