import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { ErrorCode } from '../../../src/model/errors.ts';
import { unanswered } from '../../../src/upstream/breaker/health.ts';
import { Failure, type Health } from '../../../src/upstream/failure.ts';

beforeEach(() => void jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void jest.useRealTimers());

test.each<[string, ErrorCode, { afterMs: number; lateMs?: number; isSent?: boolean }, Health]>([
  ['timed out', 'UPSTREAM_TIMEOUT', { afterMs: 1000 }, 'failing'],
  ['was noticed a little late', 'UPSTREAM_TIMEOUT', { afterMs: 1250, lateMs: 250 }, 'failing'],
  ['was noticed late', 'UPSTREAM_TIMEOUT', { afterMs: 1251, lateMs: 251 }, 'unknown'],
  ['had little time', 'UPSTREAM_TIMEOUT', { afterMs: 999 }, 'unknown'],
  ['got no connection in time', 'UPSTREAM_TIMEOUT', { afterMs: 1000, isSent: false }, 'unreachable'],
  ['was broken off at once', 'UPSTREAM_UNAVAILABLE', { afterMs: 1 }, 'failing'],
  ['got no connection', 'UPSTREAM_UNAVAILABLE', { afterMs: 1, isSent: false }, 'unreachable'],
  ['was answered with nonsense', 'UPSTREAM_INVALID_RESPONSE', { afterMs: 1 }, 'up'],
])('a call that %s (%s) after %j: %s', (_, code, { afterMs, lateMs = 0, isSent = true }, health) => {
  const started = performance.now();
  jest.advanceTimersByTime(afterMs);
  const dueAt = started + afterMs - lateMs;
  expect(unanswered(new Failure(code, 'failed'), { isSent, started, dueAt, enoughMs: 1000 })).toBe(health);
});
