import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ErrorCode } from '../../../src/model/errors.ts';
import { LinkBreaker } from '../../../src/upstream/breaker/link-breaker.ts';
import { Failure, type FailureDetails } from '../../../src/upstream/failure.ts';

beforeEach(() => void jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void jest.useRealTimers());

const pass = (milliseconds: number): void => void jest.advanceTimersByTime(milliseconds);
const refusal = { code: 'UPSTREAM_UNAVAILABLE', details: { local: true } };
const settings = { failureRatio: 0.05, openMs: 5000 };

const succeed = async (): Promise<string> => 'answer';
const failWith = (code: ErrorCode, details?: FailureDetails) => () =>
  Promise.reject(new Failure(code, 'failed', details));
const fail = failWith('UPSTREAM_UNAVAILABLE', { status: 503 });
const unreachable = failWith('UPSTREAM_UNAVAILABLE', { health: 'unreachable' });

async function repeat(
  breaker: LinkBreaker,
  caller: string,
  times: number,
  call: () => Promise<unknown>,
): Promise<void> {
  for (let time = 0; time < times; time += 1) await breaker.run(caller, call).catch(() => undefined);
}

test('passes on what a call answers and throws', async () => {
  const breaker = new LinkBreaker(settings);
  await expect(breaker.run('one', succeed)).resolves.toBe('answer');
  await expect(breaker.run('one', fail)).rejects.toMatchObject({ message: 'failed' });
});

describe('the failing calls of one caller', () => {
  test('stop this caller’s calls and nobody else’s, at any ratio', async () => {
    const breaker = new LinkBreaker(settings);
    await repeat(breaker, 'victim', 9, succeed);
    await repeat(breaker, 'attacker', 1000, fail);
    const call = jest.fn(succeed);
    await expect(breaker.run('attacker', call)).rejects.toMatchObject(refusal);
    expect(call).not.toHaveBeenCalled();
    expect(breaker.status).toEqual({ state: 'closed', refusedCallers: 1 });
    expect(breaker.stateFor('attacker')).toEqual({ state: 'open', openForMs: 5000 });
    expect(breaker.stateFor('victim')).toEqual({ state: 'closed', openForMs: undefined });
    await expect(breaker.run('victim', succeed)).resolves.toBe('answer');
  });

  test('do not stop others together with those of a second caller, while the vendor answers somebody', async () => {
    const breaker = new LinkBreaker({ ...settings, failureRatio: 0.5 });
    for (let time = 0; time < 100; time += 1) {
      for (const attacker of ['one', 'two']) await repeat(breaker, attacker, 1, fail);
      await expect(breaker.run(`victim ${time % 5}`, succeed)).resolves.toBe('answer');
    }
    expect(breaker.status).toEqual({ state: 'closed', refusedCallers: 2 });
  });

  test('do not keep a breaker open that is open for all', async () => {
    const breaker = new LinkBreaker(settings);
    await repeat(breaker, 'one', 10, unreachable);
    expect(breaker.status.state).toBe('open');
    pass(5000);
    for (const attacker of ['one', 'two']) await repeat(breaker, attacker, 1, fail);
    await expect(breaker.run('one', succeed)).rejects.toMatchObject(refusal);
    await expect(breaker.run('victim', succeed)).resolves.toBe('answer');
    expect(breaker.status.state).toBe('closed');
  });
});

test('the failing calls of many callers stop all calls, though each made only one', async () => {
  const breaker = new LinkBreaker({ ...settings, failureRatio: 0.5 });
  for (let caller = 0; caller < 11; caller += 1) await repeat(breaker, String(caller), 1, fail);
  expect(breaker.status).toEqual({ state: 'open', refusedCallers: 0 });
  await expect(breaker.run('another', succeed)).rejects.toMatchObject(refusal);
  expect(breaker.stateFor('another')).toEqual({ state: 'open', openForMs: 5000 });
});

test('callers whose last call succeeded, or was long ago, are no reason to stop all calls', async () => {
  const breaker = new LinkBreaker({ ...settings, failureRatio: 0.5 });
  for (let caller = 0; caller < 9; caller += 1) await repeat(breaker, String(caller), 1, fail);
  pass(10_000);
  for (let caller = 10; caller < 15; caller += 1) await repeat(breaker, String(caller), 1, fail);
  for (let caller = 15; caller < 20; caller += 1) await repeat(breaker, String(caller), 3, succeed);
  expect(breaker.status.state).toBe('closed');
  await repeat(breaker, '20', 1, fail);
  expect(breaker.status.state).toBe('open');
});

test('a vendor that one caller cannot reach is down for all', async () => {
  const breaker = new LinkBreaker({ ...settings, failureRatio: 0.5 });
  await repeat(breaker, 'one', 10, unreachable);
  expect(breaker.status).toEqual({ state: 'open', refusedCallers: 0 });
});

test.each<[ErrorCode, FailureDetails]>([
  ['NOT_FOUND', { status: 404 }],
  ['UPSTREAM_UNAUTHORIZED', { status: 401 }],
  ['UPSTREAM_FORBIDDEN', { status: 403 }],
  ['UPSTREAM_BAD_REQUEST', { status: 400 }],
  ['UPSTREAM_RATE_LIMITED', { status: 429 }],
  ['UPSTREAM_INVALID_RESPONSE', {}],
  ['UPSTREAM_UNAVAILABLE', { status: 500, health: 'up' }],
  ['UPSTREAM_UNAVAILABLE', { local: true }],
  ['UPSTREAM_TIMEOUT', { abandoned: true }],
  ['UPSTREAM_TIMEOUT', { health: 'unknown' }],
])('%s with %j opens no breaker', async (code, details) => {
  const breaker = new LinkBreaker(settings);
  for (const caller of ['one', 'other']) await repeat(breaker, caller, 50, failWith(code, details));
  expect(breaker.status).toEqual({ state: 'closed', refusedCallers: 0 });
});

test('keeps the breakers of the callers that called last', async () => {
  const breaker = new LinkBreaker(settings);
  await repeat(breaker, 'attacker', 10, fail);
  for (let caller = 0; caller < 1000; caller += 1) await repeat(breaker, String(caller), 1, succeed);
  expect(breaker.status.refusedCallers).toBe(0);
});
