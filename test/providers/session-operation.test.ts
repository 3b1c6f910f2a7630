import { describe, expect, test } from '@jest/globals';
import type { MappedSession } from '../../src/providers/provider.ts';
import { assertIdentity, sessionOperation } from '../../src/providers/session-operation.ts';

const limits = {
  maxSessionBytes: 1,
  maxListBytes: 1,
  cacheOpenMs: 1,
  cacheEndedMs: 2,
  cacheNotFoundMs: 3,
  cacheListMs: 4,
  maxMessages: 5,
  maxMessageCalls: 6,
  cacheMessagesMs: 7,
};
const operation = sessionOperation({
  request: (id) => ({ path: [id] }),
  decode: (json) => json as MappedSession,
});

test.each([
  ['an open session', 'OPEN', limits.cacheOpenMs],
  ['a session without a known status', null, limits.cacheOpenMs],
  ['an ended session', 'ENDED', limits.cacheEndedMs],
  ['a deleted session', 'DELETED', limits.cacheEndedMs],
])('%s has its own lifetime', (_, status, lifetimeMs) => {
  expect(operation.lifetimeMs({ status } as MappedSession, limits)).toBe(lifetimeMs);
});

describe('the identity of a record', () => {
  test('is the requested id', () => {
    const record = { id: 'a' };
    expect(assertIdentity(record, 'id', 'a')).toBe(record);
  });

  test.each([null, undefined, 'a', [], [{ id: 'a' }], {}, { id: 'b' }, { id: ['a'] }, { id: null }])(
    'is in doubt in %j',
    (json) => {
      expect(() => assertIdentity(json, 'id', 'a')).toThrow('not the requested session');
    },
  );
});
