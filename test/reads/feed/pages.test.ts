import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { SessionProvider } from '../../../src/model/generated.ts';
import { isBefore, type Key } from '../../../src/reads/feed/key.ts';
import { items, limits, models } from './arbitraries.ts';
import { base, ranks, vendorsOf, type Models } from './vendors.ts';
import { expected, pageOf, walkAll, type ModelPage } from './walks.ts';

const rowsOf = (pages: readonly ModelPage[]): string[] => pages.flatMap(({ rows }) => rows);

/** The rows in the order of the contract, each once. */
function inOrder(pages: readonly ModelPage[]): string[] {
  const rows = pages.flatMap(({ rows: ids, times }) =>
    ids.map((row, index) => ({
      row,
      time: times[index] ?? NaN,
      rank: ranks.indexOf(row.split(' ')[0] as never),
    })),
  );
  const sorted = rows.toSorted((a, b) => b.time - a.time || a.rank - b.rank || (a.row < b.row ? -1 : 1));
  return [...new Set(sorted.map(({ row }) => row))];
}

const isComplete = (pages: readonly ModelPage[]): boolean =>
  pages.every(({ partial }) => partial.length === 0);

/** Zep, with sessions that start at the same time on both of its pages; the first in the list comes last. */
const sameTime: Models = {
  ZEP: {
    items: ['b', 'c', 'a'].map((id) => ({ id: `${id}0000000-0000-4000-8000-000000000000`, time: base })),
    pageSize: 2,
    inOrder: () => 0,
    isInclusive: false,
    hasTotal: false,
    undatedFirst: false,
  },
};

describe('a walk through the list', () => {
  test('is never out of order, has no session twice, and ends', async () => {
    await fc.assert(
      fc.asyncProperty(models(), limits, async (all, bounds) => {
        const pages = await walkAll(vendorsOf(all), bounds);
        expect(rowsOf(pages)).toEqual(inOrder(pages));
      }),
      { numRuns: 300 },
    );
  });

  test('has every session exactly once if all sources stay complete', async () => {
    let complete = 0;
    await fc.assert(
      fc.asyncProperty(models(), limits, async (all, bounds) => {
        const vendors = vendorsOf(all);
        const pages = await walkAll(vendors, bounds);
        if (!isComplete(pages)) return;
        complete += 1;
        expect(rowsOf(pages)).toEqual(expected(vendors));
      }),
      { numRuns: 300 },
    );
    // The claim is about most of them.
    expect(complete).toBeGreaterThan(100);
  });

  test('is complete with enough calls, whatever the vendors’ orders', async () => {
    await fc.assert(
      fc.asyncProperty(models(), fc.integer({ min: 1, max: 12 }), async (all, size) => {
        const vendors = vendorsOf(all);
        const pages = await walkAll(vendors, { size, maxCalls: 100 });
        expect([isComplete(pages), rowsOf(pages)]).toEqual([true, expected(vendors)]);
      }),
      { numRuns: 200 },
    );
  });

  test('between two dates has exactly the sessions that started between them', async () => {
    const bound = fc.option(
      fc.integer({ min: -20, max: 40 }).map((step) => base + step * 7_919_000),
      { nil: undefined },
    );
    await fc.assert(
      fc.asyncProperty(models(), limits, bound, bound, async (all, bounds, createdAfter, createdBefore) => {
        const vendors = vendorsOf(all);
        const between = { ...bounds, createdAfter, createdBefore };
        const pages = await walkAll(vendors, between);
        if (isComplete(pages)) expect(rowsOf(pages)).toEqual(expected(vendors, between));
        else expect(rowsOf(pages)).toEqual(inOrder(pages));
      }),
      { numRuns: 300 },
    );
  });

  test('only sources that are partial miss sessions', async () => {
    await fc.assert(
      fc.asyncProperty(models(), limits, async (all, bounds) => {
        const vendors = vendorsOf(all);
        const pages = await walkAll(vendors, bounds);
        const partial = new Set(pages.flatMap((page) => page.partial));
        const ofOthers = (row: string): boolean => !partial.has(row.split(' ')[0] as SessionProvider);
        expect(rowsOf(pages).filter(ofOthers)).toEqual(expected(vendors).filter(ofOthers));
      }),
      { numRuns: 300 },
    );
  });

  test('a page has all sessions in its range of the sources that are complete on it', async () => {
    await fc.assert(
      fc.asyncProperty(models(), limits, async (all, bounds) => {
        const vendors = vendorsOf(all);
        let rest = expected(vendors);
        for (const { rows, partial, to } of await walkAll(vendors, bounds)) {
          const inRange = rest.filter((row) => !isBefore(to, keyOf(all, row)));
          rest = rest.slice(inRange.length);
          const ofComplete = (row: string): boolean =>
            !partial.includes(row.split(' ')[0] as SessionProvider);
          expect(rows.filter(ofComplete)).toEqual(inRange.filter(ofComplete));
        }
      }),
      {
        numRuns: 300,
        examples: [
          [sameTime, { size: 1, maxCalls: 1 }],
          [sameTime, { size: 1, maxCalls: 5 }],
        ],
      },
    );
  });

  test('is not disturbed by sessions that are added above it', async () => {
    await fc.assert(
      fc.asyncProperty(models(40), items(30), limits, async (all, added, bounds) => {
        const vendors = vendorsOf(all);
        const first = await pageOf(vendors, null, bounds);
        if (first.next === null || first.rows.length === 0) return;
        const rest = await walkAll(vendors, bounds, undefined, first.next);
        addAbove(all, added);
        const after = await walkAll(vendors, bounds, undefined, first.next);
        if (!isComplete([first, ...rest, ...after])) return;
        expect(rowsOf(after)).toEqual(rowsOf(rest));
      }),
      { numRuns: 300 },
    );
  });

  test('a page with a failed source is whole when it is asked for again', async () => {
    await fc.assert(
      fc.asyncProperty(models(40), limits, fc.infiniteStream(fc.boolean()), async (all, bounds, fails) => {
        const vendors = vendorsOf(all);
        const undisturbed = await walkAll(vendors, bounds);
        let failures = 0;
        // No more failures than a walk can bear, so that it ends.
        vendors.fails = () => failures < 200 && fails.next().value && (failures += 1) > 0;
        expect(rowsOf(await walkAll(vendors, bounds))).toEqual(rowsOf(undisturbed));
      }),
      { numRuns: 200 },
    );
  });

  test('goes on with the others after a failure, never out of order and never twice', async () => {
    await fc.assert(
      fc.asyncProperty(models(40), limits, fc.infiniteStream(fc.boolean()), async (all, bounds, fails) => {
        const vendors = vendorsOf(all);
        const pages: ModelPage[] = [];
        vendors.fails = () => fails.next().value;
        let cursor: string | null = null;
        do {
          if (pages.length > 200) vendors.fails = () => false;
          const page: ModelPage = await pageOf(vendors, cursor, bounds);
          pages.push(page);
          for (const provider of page.failed) expect(rowsOf([page]).join()).not.toContain(provider);
          cursor = page.next;
        } while (cursor !== null);
        expect(rowsOf(pages)).toEqual(inOrder(pages));
      }),
      { numRuns: 200 },
    );
  });

  test('a page never makes more calls to a provider than allowed', async () => {
    await fc.assert(
      fc.asyncProperty(models(), limits, async (all, bounds) => {
        const vendors = vendorsOf(all);
        let cursor: string | null = null;
        do {
          vendors.calls = {};
          cursor = (await pageOf(vendors, cursor, bounds)).next;
          const { CHATWIZE: chatbots = 0, ...others } = vendors.calls;
          expect([chatbots <= 2, Math.max(0, ...Object.values(others)) <= bounds.maxCalls]).toEqual([
            true,
            true,
          ]);
        } while (cursor !== null);
      }),
      { numRuns: 200 },
    );
  });
});

function keyOf(all: Models, row: string): Key {
  const [provider, externalId] = row.split(' ') as [SessionProvider, string];
  const time = all[provider]?.items.find(({ id }) => id === externalId)?.time;
  return { time: time ?? NaN, rank: ranks.indexOf(provider), externalId };
}

/** Adds sessions that start later than all others. */
function addAbove(
  all: Models,
  added: ReturnType<typeof items> extends fc.Arbitrary<infer I> ? I : never,
): void {
  for (const model of Object.values(all)) {
    const late = added.map(({ id }, index) => ({
      id: `ffffffff${id.slice(8)}`,
      time: base + 10 ** 9 + index * 60_000,
    }));
    model.items = [...model.items, ...late];
  }
}
