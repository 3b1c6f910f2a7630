import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ErrorCode } from '../../src/model/errors.ts';
import { Breaker, type BreakerState } from '../../src/upstream/breaker.ts';
import { Failure, type FailureDetails } from '../../src/upstream/failure.ts';
import { outcomesOf, repeated, settle } from '../helpers/outcomes.ts';

beforeEach(() => void jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void jest.useRealTimers());

const pass = (milliseconds: number): void => void jest.setSystemTime(Date.now() + milliseconds);
const succeed = async (): Promise<string> => 'answer';
const failWith = (code: ErrorCode, details?: FailureDetails) => () =>
  Promise.reject(new Failure(code, 'failed', details));
const fail = failWith('UPSTREAM_UNAVAILABLE');
const refusal = { code: 'UPSTREAM_UNAVAILABLE', details: { local: true } };

async function repeat(breaker: Breaker, times: number, call: () => Promise<unknown>): Promise<void> {
  for (let time = 0; time < times; time += 1) await breaker.run(call).catch(() => undefined);
}

async function openBreaker(changes: BreakerState[] = []): Promise<Breaker> {
  const breaker = new Breaker({ failureRatio: 0.5, openMs: 5000, onChange: (state) => changes.push(state) });
  await repeat(breaker, 10, fail);
  return breaker;
}

describe('a closed breaker', () => {
  test('opens when more than the ratio of the calls fail', async () => {
    const breaker = new Breaker({ failureRatio: 0.5, openMs: 5000 });
    await repeat(breaker, 10, succeed);
    await repeat(breaker, 10, fail);
    expect([breaker.state, breaker.refusal(), breaker.retryAt]).toEqual(['closed', undefined, undefined]);
    await repeat(breaker, 1, fail);
    expect([breaker.state, breaker.retryAt]).toEqual(['open', Date.now() + 5000]);
    expect(breaker.refusal()).toMatchObject({ ...refusal, details: { local: true, retryAfterSeconds: 5 } });
  });

  test('does not judge by a few calls', async () => {
    const breaker = new Breaker({ failureRatio: 0.5, openMs: 5000 });
    await repeat(breaker, 9, fail);
    expect(breaker.state).toBe('closed');
  });

  test.each<ErrorCode>(['UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT'])('opens on %s', async (code) => {
    const breaker = new Breaker({ failureRatio: 0.5, openMs: 5000 });
    await repeat(breaker, 10, failWith(code));
    expect(breaker.state).toBe('open');
  });

  test.each<ErrorCode>([
    'NOT_FOUND',
    'UPSTREAM_UNAUTHORIZED',
    'UPSTREAM_FORBIDDEN',
    'UPSTREAM_BAD_REQUEST',
    'UPSTREAM_RATE_LIMITED',
    'UPSTREAM_INVALID_RESPONSE',
  ])('%s does not say that the vendor is down', async (code) => {
    const breaker = new Breaker({ failureRatio: 0.01, openMs: 5000 });
    await repeat(breaker, 50, failWith(code));
    expect(breaker.state).toBe('closed');
  });

  test('is neither opened nor kept closed by calls that were abandoned', async () => {
    const breaker = new Breaker({ failureRatio: 0.5, openMs: 5000 });
    await repeat(breaker, 100, failWith('UPSTREAM_TIMEOUT', { abandoned: true }));
    expect(breaker.state).toBe('closed');
    await repeat(breaker, 10, fail);
    expect(breaker.state).toBe('open');
  });

  test('passes on what a call answers and throws', async () => {
    const breaker = new Breaker({ failureRatio: 0.5, openMs: 5000 });
    await expect(breaker.run(succeed)).resolves.toBe('answer');
    await expect(breaker.run(fail)).rejects.toMatchObject({ message: 'failed' });
    await expect(breaker.run(failWith('UPSTREAM_TIMEOUT', { abandoned: true }))).rejects.toMatchObject({
      message: 'failed',
      details: { abandoned: true },
    });
  });
});

describe('an open breaker', () => {
  test('makes no call', async () => {
    const breaker = await openBreaker();
    const call = jest.fn(succeed);
    await expect(breaker.run(call)).rejects.toMatchObject(refusal);
    pass(4999);
    await expect(breaker.run(call)).rejects.toMatchObject(refusal);
    expect(call).not.toHaveBeenCalled();
  });

  test('is no longer open when its time is over, though nobody has called', async () => {
    const breaker = await openBreaker();
    pass(5000);
    expect([breaker.state, breaker.retryAt, breaker.refusal()]).toEqual(['half-open', undefined, undefined]);
  });

  test('lets one probe through and refuses other calls', async () => {
    const breaker = await openBreaker();
    pass(5000);
    const probe = Promise.withResolvers<string>();
    const calls = Array.from({ length: 50 }, () => breaker.run(() => probe.promise));
    const outcomes = outcomesOf(calls);
    await settle();
    expect(outcomes[0]).toBeUndefined();
    expect(outcomes.slice(1)).toMatchObject(repeated(49, refusal));
    probe.resolve('answer');
    await settle();
    expect([outcomes[0], breaker.state, breaker.refusal()]).toEqual(['answer', 'closed', undefined]);
  });

  test.each([
    ['fails', fail],
    ['is abandoned', failWith('UPSTREAM_TIMEOUT', { abandoned: true })],
  ])('opens again when the call that tries %s', async (_, probe) => {
    const breaker = await openBreaker();
    pass(5000);
    await repeat(breaker, 1, probe);
    expect([breaker.state, breaker.retryAt]).toEqual(['open', Date.now() + 5000]);
    pass(5000);
    await repeat(breaker, 1, succeed);
    expect(breaker.state).toBe('closed');
  });

  test('closes when the vendor answers anything', async () => {
    const breaker = await openBreaker();
    pass(5000);
    await repeat(breaker, 1, failWith('NOT_FOUND'));
    expect(breaker.state).toBe('closed');
  });

  test('is not opened again by calls that were under way before', async () => {
    const breaker = new Breaker({ failureRatio: 0.5, openMs: 5000 });
    const slow = Promise.withResolvers<never>();
    const late = Array.from({ length: 20 }, () => breaker.run(() => slow.promise));
    const outcomes = outcomesOf(late);
    await repeat(breaker, 10, fail);
    pass(5000);
    await repeat(breaker, 1, succeed);
    pass(20_000);
    slow.reject(new Failure('UPSTREAM_TIMEOUT', 'failed', { abandoned: true }));
    await settle();
    expect([breaker.state, outcomes.length]).toEqual(['closed', 20]);
  });

  test('tells each change once', async () => {
    const changes: BreakerState[] = [];
    const breaker = await openBreaker(changes);
    await repeat(breaker, 20, fail);
    pass(5000);
    await repeat(breaker, 1, succeed);
    expect(changes).toEqual(['open', 'half-open', 'closed']);
  });
});
