import { expect, test } from '@jest/globals';
import { filterRows, type Flags } from '../../src/paging/filter.ts';
import type { SessionRow } from '../../src/paging/session-list.ts';

const noon = Date.UTC(2026, 0, 1, 12);

function rowOf(externalId: string, fields: Partial<SessionRow> = {}): SessionRow {
  return { externalId, createdAt: null, updatedAt: null, record: {}, ...fields };
}

/** A provider's own conditions. */
const flags: Flags = {
  hasLead: ({ record }) => record['lead'] === true,
  identityVerified: ({ record }) => record['verified'] === true,
};

const list = [
  rowOf('early', { createdAt: noon - 1, updatedAt: noon + 1 }),
  rowOf('noon', { createdAt: noon, updatedAt: noon, record: { lead: true } }),
  rowOf('late', { createdAt: noon + 1, updatedAt: noon - 1, record: { verified: true } }),
  rowOf('dateless', { record: { lead: true, verified: true } }),
];

test.each([
  [null, 'early noon late dateless'],
  [undefined, 'early noon late dateless'],
  [{}, 'early noon late dateless'],
  [{ createdAfter: null, hasLead: null }, 'early noon late dateless'],
  [{ createdAfter: '2026-01-01T12:00:00Z' }, 'late'],
  [{ createdBefore: '2026-01-01T12:00:00Z' }, 'early'],
  [{ updatedAfter: '2026-01-01T12:00:00Z' }, 'early'],
  [{ updatedBefore: '2026-01-01T12:00:00Z' }, 'late'],
  [{ createdAfter: '2026-01-01T14:00:00+02:00' }, 'late'],
  [{ createdAfter: '2026-01-01 12:00' }, 'late'],
  [{ createdAfter: '2026-01-01' }, 'early noon late'],
  [{ createdAfter: '2026-01-01', createdBefore: '2026-01-02', hasLead: true }, 'noon'],
  [{ hasLead: true }, 'noon dateless'],
  [{ hasLead: false }, 'early late'],
  [{ identityVerified: true }, 'late dateless'],
  [{ identityVerified: false, hasLead: false }, 'early'],
  [{ unknown: true }, 'early noon late dateless'],
])('%j leaves: %s', (filter, left) => {
  expect(
    filterRows(list, filter, flags)
      .map(({ externalId }) => externalId)
      .join(' '),
  ).toBe(left);
});

test.each(['createdAfter', 'createdBefore', 'updatedAfter', 'updatedBefore'] as const)(
  '%s that is no date is refused by its name',
  (argument) => {
    for (const value of ['', 'yesterday', '2026-02-30']) {
      expect(() => filterRows(list, { [argument]: value })).toThrow(
        expect.objectContaining({
          code: 'BAD_USER_INPUT',
          message: expect.stringContaining(`filter.${argument}`),
        }),
      );
    }
  },
);
