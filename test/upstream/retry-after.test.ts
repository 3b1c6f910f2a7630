import { expect, test } from '@jest/globals';
import { retryAfterSeconds } from '../../src/upstream/retry-after.ts';

const now = Date.UTC(2026, 4, 17, 12, 0, 0);

test.each([
  ['0', 0],
  ['7', 7],
  [' 7 ', 7],
  ['007', 7],
  ['86400', 86_400],
  ['86401', 86_400],
  ['99999999999999999999999', 86_400],
  ['Sun, 17 May 2026 12:00:30 GMT', 30],
  ['Sunday, 17-May-26 12:00:30 GMT', 30],
  ['Sun May 17 12:00:30 2026 GMT', 30],
  ['Sun, 17 May 2026 11:00:00 GMT', 0],
  ['Sun, 17 May 2099 12:00:00 GMT', 86_400],
])('Retry-After: %s is %d seconds', (value, seconds) => {
  expect(retryAfterSeconds(429, { 'retry-after': value }, now)).toBe(seconds);
});

test.each(['', ' ', '-1', '1.5', '1e3', '0x10', '7s', 'soon', 'Sun', '2026-05-17T12:00:30Z', '7, 8', 'NaN'])(
  'Retry-After: %j says nothing',
  (value) => {
    expect(retryAfterSeconds(429, { 'retry-after': value }, now)).toBeUndefined();
  },
);

test('X-RateLimit-Reset counts where Retry-After says nothing', () => {
  const reset = String(now / 1000 + 40);
  expect(retryAfterSeconds(429, { 'x-ratelimit-reset': reset }, now)).toBe(40);
  expect(retryAfterSeconds(429, { 'x-ratelimit-reset': reset, 'retry-after': 'soon' }, now)).toBe(40);
  expect(retryAfterSeconds(429, { 'x-ratelimit-reset': reset, 'retry-after': '5' }, now)).toBe(5);
});

test.each(['', 'soon', '-1', '1.5'])('X-RateLimit-Reset: %j says nothing', (value) => {
  expect(retryAfterSeconds(429, { 'x-ratelimit-reset': value }, now)).toBeUndefined();
});

test('X-RateLimit-Reset says when the quota is renewed, not when a failure is over', () => {
  const headers = { 'x-ratelimit-reset': String(now / 1000 + 40) };
  expect(retryAfterSeconds(503, headers, now)).toBeUndefined();
});
