import { describe, expect, test } from '@jest/globals';
import { parseCacheControl } from '../../../src/server/http/cache-control.ts';

describe('the Cache-Control of a request', () => {
  test.each([
    ['max-age=60', { maxAgeMs: 60_000 }],
    ['MAX-AGE="60"', { maxAgeMs: 60_000 }],
    ['max-stale=30', { maxStaleMs: 30_000 }],
    ['max-stale', { maxStaleMs: Infinity }],
    ['max-age=60 , max-stale=30', { maxAgeMs: 60_000, maxStaleMs: 30_000 }],
  ])('%s is parsed', (header, preference) => {
    expect(parseCacheControl(header)).toEqual(preference);
  });

  test.each(['no-cache', 'max-age=0', 'max-age=0, no-cache', 'max-age=9, no-cache'])(
    '%s is raised to one second',
    (header) => {
      expect(parseCacheControl(header)).toEqual({ maxAgeMs: 1000 });
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
  ])('%s has no effect', (header) => {
    expect(parseCacheControl(header)).toEqual({});
  });
});
