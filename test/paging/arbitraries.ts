import * as fc from 'fast-check';
import type { SessionOrder } from '../../src/model/generated.ts';
import { isExternalId } from '../../src/providers/external-id.ts';
import type { SessionRow } from '../../src/paging/session-list.ts';

/** Few values, so that many are equal, and some missing. */
const time = fc.oneof(fc.constant(null), fc.integer({ min: -2, max: 3 }), fc.maxSafeInteger());

export const externalId = fc
  .oneof(
    fc.uuid(),
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom('a', 'B', 'é', '😀', '\uFFFF'),
  )
  .filter(isExternalId);

export const row: fc.Arbitrary<SessionRow> = fc.record({
  externalId,
  createdAt: time,
  updatedAt: time,
  record: fc.constant({}),
});

/** Rows as a list holds them: each externalId once. */
export const rows = fc.uniqueArray(row, { selector: (one) => one.externalId, maxLength: 40 });

export const order: fc.Arbitrary<SessionOrder> = fc.record({
  field: fc.constantFrom('CREATED_AT' as const, 'UPDATED_AT' as const),
  direction: fc.constantFrom('ASC' as const, 'DESC' as const),
});
