import { expect, test } from '@jest/globals';
import type { ErrorCode } from '../../../src/model/errors.ts';
import { unanswered } from '../../../src/upstream/breaker/health.ts';
import { Failure, type Health } from '../../../src/upstream/failure.ts';

test.each<[string, ErrorCode, { lateMs?: number; hadTime?: boolean; isSent?: boolean }, Health]>([
  ['timed out', 'UPSTREAM_TIMEOUT', {}, 'failing'],
  ['was noticed a little late', 'UPSTREAM_TIMEOUT', { lateMs: 250 }, 'failing'],
  ['was noticed late', 'UPSTREAM_TIMEOUT', { lateMs: 251 }, 'unknown'],
  ['had little time', 'UPSTREAM_TIMEOUT', { hadTime: false }, 'unknown'],
  ['got no connection in time', 'UPSTREAM_TIMEOUT', { isSent: false }, 'unreachable'],
  ['was broken off at once', 'UPSTREAM_UNAVAILABLE', { hadTime: false }, 'failing'],
  ['got no connection', 'UPSTREAM_UNAVAILABLE', { hadTime: false, isSent: false }, 'unreachable'],
  ['was answered with nonsense', 'UPSTREAM_INVALID_RESPONSE', {}, 'up'],
])('a call that %s (%s, %j): %s', (_, code, { lateMs = 0, hadTime = true, isSent = true }, health) => {
  expect(unanswered(new Failure(code, 'failed'), { isSent, lateMs, hadTime })).toBe(health);
});
