import { describe, expect, test } from '@jest/globals';
import { lifetimeOf, parseWish } from '../../../src/upstream/cache/lifetime.ts';

const lifetimes = { openMs: 1, endedMs: 2, notFoundMs: 3, listMs: 4 };

test.each([
  ['an open session', 'getSession', { status: 'OPEN' }, 1],
  ['a session of which the vendor does not say', 'getSession', { status: null }, 1],
  ['an ended session', 'getSession', { status: 'ENDED' }, 2],
  ['a deleted session', 'getSession', { status: 'DELETED' }, 2],
  ['a session that the vendor does not know', 'getSession', null, 3],
  ['a list', 'listSessions', { rows: [] }, 4],
] as const)('%s has its own lifetime', (_, operation, value, lifetime) => {
  expect(lifetimeOf(operation, value, lifetimes)).toBe(lifetime);
});

describe('the Cache-Control of a request', () => {
  test.each([
    ['max-age=60', { maxAgeMs: 60_000 }],
    ['MAX-AGE="60"', { maxAgeMs: 60_000 }],
    ['max-stale=30', { maxStaleMs: 30_000 }],
    ['max-stale', { maxStaleMs: Infinity }],
    ['max-age=60 , max-stale=30', { maxAgeMs: 60_000, maxStaleMs: 30_000 }],
  ])('%s is understood', (header, wish) => {
    expect(parseWish(header)).toEqual(wish);
  });

  test.each(['no-cache', 'max-age=0', 'max-age=0, no-cache', 'max-age=9, no-cache'])(
    '%s gets nothing younger than a second',
    (header) => {
      expect(parseWish(header)).toEqual({ maxAgeMs: 1000 });
    },
  );

  test.each([
    undefined,
    '',
    'no-store',
    'only-if-cached',
    'max-age',
    'max-age=',
    'max-age=-1',
    'max-age=1.5',
    'max-age=9999999999',
    'max-age=0x10',
    'max-stale=soon',
    'constructor=1',
    ',=,;',
  ])('%s wishes nothing', (header) => {
    expect(parseWish(header)).toEqual({});
  });
});
