import { expect, test } from '@jest/globals';
import { Failure } from '../../src/upstream/failure.ts';
import { retryDelayMs } from '../../src/upstream/retry.ts';

const unavailable = new Failure('UPSTREAM_UNAVAILABLE', 'failed');

/** Many, since there is chance in a delay. */
function delays(failure: Failure, retries: number): (number | undefined)[] {
  return Array.from({ length: 1000 }, () => retryDelayMs(failure, retries));
}

test.each([
  [0, 100, 200],
  [1, 200, 400],
])(
  'after %d retries the delay is between %d and %d milliseconds, and not always the same',
  (retries, least, most) => {
    const found = delays(unavailable, retries) as number[];
    expect(Math.min(...found)).toBeGreaterThanOrEqual(least);
    expect(Math.max(...found)).toBeLessThanOrEqual(most);
    expect(new Set(found).size).toBeGreaterThan(900);
  },
);

test('there are two retries', () => {
  expect(retryDelayMs(unavailable, 2)).toBeUndefined();
});

test.each(['UPSTREAM_RATE_LIMITED', 'UPSTREAM_UNAVAILABLE'] as const)(
  '%s waits as long as the vendor says',
  (code) => {
    expect(retryDelayMs(new Failure(code, 'failed', { retryAfterSeconds: 7 }), 0)).toBe(7000);
  },
);

test('a vendor that sends Retry-After: 0 still gets a pause', () => {
  const failure = new Failure('UPSTREAM_RATE_LIMITED', 'failed', { retryAfterSeconds: 0 });
  expect(Math.min(...(delays(failure, 0) as number[]))).toBeGreaterThanOrEqual(100);
});

test.each([
  'UPSTREAM_RATE_LIMITED',
  'UPSTREAM_UNAUTHORIZED',
  'UPSTREAM_FORBIDDEN',
  'UPSTREAM_BAD_REQUEST',
  'UPSTREAM_INVALID_RESPONSE',
  'NOT_FOUND',
] as const)('%s is not retried without Retry-After', (code) => {
  expect(retryDelayMs(new Failure(code, 'failed', { status: 499 }), 0)).toBeUndefined();
});
