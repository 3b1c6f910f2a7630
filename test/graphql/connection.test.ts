import { expect, test } from '@jest/globals';
import { toConnection, type SessionsArgs } from '../../src/graphql/connection.ts';
import type { SessionRow } from '../../src/paging/session-list.ts';

const length = 1000;

test('the connections of a list sort it once for each order, whatever they filter', () => {
  let reads = 0;
  const rows = Array.from({ length }, (_, index): SessionRow => ({
    externalId: `s-${index}`,
    get createdAt() {
      reads += 1;
      return (index * 7919) % length;
    },
    updatedAt: null,
    record: {},
  }));
  const list = { rows, session: () => undefined, fetchedAt: '', stale: false };
  const listOf = { owner: 'bot', sessionType: 'ChatwizeSession' as const, flags: { hasLead: () => true } };
  const readsFor = (args: SessionsArgs): number => {
    reads = 0;
    expect(toConnection(list, args, listOf).totalCount).toBe(length);
    return reads;
  };
  const oldest = { orderBy: { field: 'CREATED_AT', direction: 'ASC' } } as const;
  const [first, again, filtered, otherOrder, otherAgain] = [
    readsFor({ first: 1 }),
    readsFor({ last: 1 }),
    readsFor({ first: 1, filter: { hasLead: true } }),
    readsFor({ first: 1, ...oldest }),
    readsFor({ last: 1, ...oldest }),
  ] as [number, number, number, number, number];
  // Sorting reads every date. A page needs only those of its ends.
  expect([first >= length, otherOrder >= length]).toEqual([true, true]);
  expect(Math.max(again, filtered, otherAgain)).toBeLessThan(10);
});
