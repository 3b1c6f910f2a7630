import * as fc from 'fast-check';
import type { SessionProvider } from '../../../src/model/generated.ts';
import { base, type Item, type Models, type VendorModel } from './vendors.ts';
import type { Limits } from './walks.ts';

/** Few times, so that many are equal; some of them far apart; some sessions without one. */
const time = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 30 }).map((step) => base + step * 7_919_000) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 20 }).map((step) => base - step * 40 * 24 * 3_600_000) },
  { weight: 1, arbitrary: fc.constant(null) },
);

const item = fc.record({ id: fc.uuid({ version: 4 }), time });

export const items = (maxLength: number): fc.Arbitrary<Item[]> =>
  fc.uniqueArray(item, { maxLength, selector: ({ id }) => id });

/** A vendor's own order: by time in either direction, or none. */
const inOrder = fc.constantFrom<(a: Item, b: Item) => number>(
  (a, b) => (b.time ?? 0) - (a.time ?? 0),
  (a, b) => (a.time ?? 0) - (b.time ?? 0),
  (a, b) => (a.id < b.id ? -1 : 1),
);

function vendor(maxLength: number): fc.Arbitrary<VendorModel> {
  return fc.record({
    items: items(maxLength),
    pageSize: fc.integer({ min: 1, max: 9 }),
    inOrder,
    isInclusive: fc.boolean(),
    hasTotal: fc.boolean(),
    undatedFirst: fc.boolean(),
  });
}

export function models(maxLength = 60): fc.Arbitrary<Models> {
  const some = fc.option(vendor(maxLength), { nil: undefined });
  return fc
    .record({ CHATWIZE: some, DUOHUB: some, OPENCX: some, ZEP: some } satisfies Record<
      SessionProvider,
      typeof some
    >)
    .map((all) => Object.fromEntries(Object.entries(all).filter(([, model]) => model)) as Models);
}

export const limits: fc.Arbitrary<Limits> = fc.record({
  size: fc.integer({ min: 1, max: 12 }),
  maxCalls: fc.integer({ min: 1, max: 8 }),
});
