import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Breaker, type BreakerState, type Verdict } from '../../../src/upstream/breaker/breaker.ts';

beforeEach(() => void jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void jest.useRealTimers());

const pass = (milliseconds: number): void => void jest.advanceTimersByTime(milliseconds);
const settings = { failureRatio: 0.5, openMs: 5000 };
const refusal = { code: 'UPSTREAM_UNAVAILABLE', details: { local: true } };

function repeat(breaker: Breaker, times: number, verdict: Verdict): void {
  for (let time = 0; time < times; time += 1) breaker.start('someone').end(verdict);
}

function openBreaker(changes: BreakerState[] = []): Breaker {
  const breaker = new Breaker({ ...settings, onChange: (state) => changes.push(state) });
  repeat(breaker, 10, 'down');
  return breaker;
}

describe('a closed breaker', () => {
  test('opens when more than the ratio of the calls fail', () => {
    const breaker = new Breaker(settings);
    repeat(breaker, 10, 'up');
    repeat(breaker, 10, 'down');
    expect([breaker.state, breaker.refusal('someone'), breaker.openForMs]).toEqual([
      'closed',
      undefined,
      undefined,
    ]);
    repeat(breaker, 1, 'down');
    expect([breaker.state, breaker.openForMs]).toEqual(['open', 5000]);
    expect(breaker.refusal('someone')).toMatchObject({
      ...refusal,
      details: { local: true, retryAfterSeconds: 5 },
    });
  });

  test('does not judge by a few calls', () => {
    const breaker = new Breaker(settings);
    repeat(breaker, 9, 'down');
    expect(breaker.state).toBe('closed');
    repeat(breaker, 1, 'down');
    expect(breaker.state).toBe('open');
  });

  test('judges by the last ten seconds', () => {
    const breaker = new Breaker(settings);
    repeat(breaker, 100, 'up');
    pass(5000);
    repeat(breaker, 9, 'down');
    pass(5000);
    expect(breaker.state).toBe('closed');
    repeat(breaker, 1, 'down');
    expect(breaker.state).toBe('open');
  });

  test('does not open at a ratio of 1', () => {
    const breaker = new Breaker({ ...settings, failureRatio: 1 });
    repeat(breaker, 100, 'down');
    expect(breaker.state).toBe('closed');
  });

  test('is neither opened nor kept closed by calls that tell nothing', () => {
    const breaker = new Breaker(settings);
    repeat(breaker, 100, 'unknown');
    expect(breaker.state).toBe('closed');
    repeat(breaker, 10, 'down');
    expect(breaker.state).toBe('open');
  });

  test.each([-3_600_000, 3_600_000])('works on when the clock jumps by %d ms', (jump) => {
    const breaker = new Breaker(settings);
    repeat(breaker, 100, 'up');
    jest.setSystemTime(Date.now() + jump);
    pass(10_000);
    repeat(breaker, 10, 'down');
    expect(breaker.state).toBe('open');
    jest.setSystemTime(Date.now() + jump);
    pass(4999);
    expect(breaker.state).toBe('open');
    pass(1);
    expect(breaker.state).toBe('half-open');
  });
});

describe('an open breaker', () => {
  test('refuses calls until its time is over, though nobody has called', () => {
    const breaker = openBreaker();
    expect(breaker.refusal('someone')).toMatchObject(refusal);
    pass(4999);
    expect(breaker.refusal('someone')).toMatchObject(refusal);
    pass(1);
    expect([breaker.state, breaker.openForMs, breaker.refusal('someone')]).toEqual([
      'half-open',
      undefined,
      undefined,
    ]);
  });

  test('then lets each caller make one call, and another when that told nothing and its time is over again', () => {
    const breaker = openBreaker();
    pass(5000);
    const first = breaker.start('one');
    expect(breaker.refusal('one')).toMatchObject(refusal);
    expect(breaker.refusal('other')).toBeUndefined();
    first.end('unknown');
    expect([breaker.state, breaker.refusal('one')?.details.retryAfterSeconds]).toEqual(['half-open', 5]);
    pass(4999);
    expect(breaker.refusal('one')).toMatchObject(refusal);
    pass(1);
    expect(breaker.refusal('one')).toBeUndefined();
  });

  test('closes when one of them succeeds, whatever the others do', () => {
    const breaker = openBreaker();
    pass(5000);
    const [first, second] = [breaker.start('one'), breaker.start('other')];
    second.end('up');
    first.end('down');
    expect([breaker.state, breaker.refusal('one')]).toEqual(['closed', undefined]);
  });

  test('opens again for as long when one of them fails', () => {
    const breaker = openBreaker();
    pass(5000);
    repeat(breaker, 1, 'down');
    expect([breaker.state, breaker.openForMs]).toEqual(['open', 5000]);
    pass(5000);
    repeat(breaker, 1, 'up');
    expect(breaker.state).toBe('closed');
  });

  test('is not opened again by calls that were under way before', () => {
    const breaker = new Breaker(settings);
    const late = Array.from({ length: 20 }, () => breaker.start('someone'));
    repeat(breaker, 10, 'down');
    pass(5000);
    repeat(breaker, 1, 'up');
    for (const call of late) call.end('down');
    expect(breaker.state).toBe('closed');
  });

  test('forgets what opened it', () => {
    const breaker = openBreaker();
    pass(5000);
    repeat(breaker, 1, 'up');
    repeat(breaker, 9, 'down');
    expect(breaker.state).toBe('closed');
  });

  test('tells each change once', () => {
    const changes: BreakerState[] = [];
    const breaker = openBreaker(changes);
    pass(5000);
    const calls = [breaker.start('one'), breaker.start('other')];
    for (const call of calls) call.end('up');
    expect(changes).toEqual(['open', 'half-open', 'closed']);
  });
});
