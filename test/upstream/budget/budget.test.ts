import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Budget } from '../../../src/upstream/budget/budget.ts';
import { MemoryWindow, type Turns } from '../../../src/upstream/budget/window.ts';
import { Failure } from '../../../src/upstream/failure.ts';
import { Slots } from '../../../src/upstream/slots.ts';
import { outcomesOf, repeated, settle } from '../../helpers/outcomes.ts';
import { answer, budgetOf, caller, calls, limited, never } from './calls.ts';

beforeEach(() => void jest.useFakeTimers({ now: 1_000_000_000 }));
afterEach(() => void jest.useRealTimers());

describe('a quota', () => {
  test('admits calls within the quota and refuses the others immediately, with retryAfterSeconds', async () => {
    const budget = budgetOf({ quota: 3, windowMs: 60_000 });
    const outcomes = outcomesOf(calls(budget, 5, caller('a', 15_000)));
    await settle();
    expect(outcomes).toEqual([
      0,
      1,
      2,
      expect.objectContaining(limited(60)),
      expect.objectContaining(limited(60)),
    ]);
    expect([budget.queued, jest.getTimerCount()]).toEqual([0, 0]);
  });

  test('immediately refuses calls whose turn would come after their deadline', async () => {
    const budget = budgetOf({ quota: 2, windowMs: 1000 });
    const outcomes = outcomesOf(calls(budget, 6, caller('a', 1500)));
    await settle();
    expect(outcomes.slice(0, 4)).toEqual([0, 1, undefined, undefined]);
    expect(outcomes.slice(4)).toEqual([
      expect.objectContaining(limited(2)),
      expect.objectContaining(limited(2)),
    ]);
    await jest.advanceTimersByTimeAsync(1000);
    expect(outcomes.slice(0, 4)).toEqual([0, 1, 2, 3]);
  });

  test('immediately refuses calls that arrive while all slots are taken', async () => {
    const budget = budgetOf({ quota: 1, windowMs: 60_000, concurrency: 1 });
    budget.run(caller('a'), never).catch(() => undefined);
    await settle();
    expect(outcomesOf([budget.run(caller('b', 1000), answer)])).toEqual([undefined]);
    budget.learn(429, { 'retry-after': '30' });
    const outcomes = outcomesOf([budget.run(caller('c', 1000), answer)]);
    await settle();
    expect(outcomes).toEqual([expect.objectContaining(limited(30))]);
  });

  test('lets a small request through while a large one waits', async () => {
    const budget = budgetOf({ quota: 10, windowMs: 1000 });
    const large = outcomesOf(calls(budget, 200, caller('large')));
    await settle();
    const small = outcomesOf(calls(budget, 2, caller('small')));
    await jest.advanceTimersByTimeAsync(1000);
    expect(small).toEqual([0, 1]);
    expect(large.filter((outcome) => outcome !== undefined)).toHaveLength(18);
    await jest.advanceTimersByTimeAsync(20_000);
    expect(large).toEqual(Array.from({ length: 200 }, (_, number) => number));
  });

  test.each([
    ['was refused before it was sent', { local: true }],
    ['did not reach the vendor', { unsent: true }],
  ])('is not spent by a call that %s', async (_, details) => {
    const budget = budgetOf({ quota: 1, windowMs: 60_000 });
    const refusal = new Failure('UPSTREAM_UNAVAILABLE', 'is down', details);
    await expect(budget.run(caller('a'), () => Promise.reject(refusal))).rejects.toBe(refusal);
    await expect(budget.run(caller('a', 1000), answer)).resolves.toBe('answer');
    expect(outcomesOf([budget.run(caller('a', 1000), answer)])).toEqual([undefined]);
  });

  test('is spent by a call that failed', async () => {
    const budget = budgetOf({ quota: 1, windowMs: 60_000 });
    await expect(budget.run(caller('a'), () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    );
    await expect(budget.run(caller('a', 1000), answer)).rejects.toMatchObject(limited(60));
  });
});

test('turns are asked for together, and those that are not needed are given back', async () => {
  const window = new MemoryWindow(100, 60_000);
  const take = jest.spyOn(window, 'take');
  const slots = new Slots(64);
  const budget = new Budget({ window, slots, maxQueue: 1000 });
  const outcomes = outcomesOf(calls(budget, 40, caller('one')));
  await settle();
  expect(outcomes).toHaveLength(40);
  expect(take.mock.calls.map(([count]) => count)).toEqual([1, 39]);
  const controller = new AbortController();
  outcomesOf(calls(budget, 30, caller('one', 60_000, controller.signal)));
  controller.abort();
  await settle();
  expect(await window.status()).toMatchObject({ remaining: 60 });
});

test('a turn that has come free while the window answered is asked for', async () => {
  let asked = 0;
  const free = { giveBack: () => undefined, settle: () => undefined };
  const take = async (): Promise<Turns> => {
    asked += 1;
    return asked === 1 ? { granted: [], freeIn: [0] } : { granted: [free], freeIn: [] };
  };
  const budget = new Budget({
    window: { take, status: never, isUnused: true },
    slots: new Slots(9),
    maxQueue: 9,
  });
  const outcomes = outcomesOf([budget.run(caller('a'), answer)]);
  await jest.advanceTimersByTimeAsync(1);
  expect(outcomes).toEqual(['answer']);
});

describe('an advertised quota', () => {
  test('delays calls until the pause ends, then starts them', async () => {
    const budget = budgetOf({});
    await budget.run(caller('a'), async () => budget.learn(429, { 'retry-after': '5' }));
    const outcomes = outcomesOf([budget.run(caller('a'), answer), budget.run(caller('b', 5000), answer)]);
    await jest.advanceTimersByTimeAsync(4999);
    expect(outcomes).toEqual([undefined, expect.objectContaining(limited(5))]);
    await jest.advanceTimersByTimeAsync(1);
    expect(outcomes[0]).toBe('answer');
  });

  test('is not waited for when its pause was ended early', async () => {
    const budget = budgetOf({});
    await budget.run(caller('a'), async () => budget.learn(429, { 'retry-after': '50' }));
    const outcomes = outcomesOf([budget.run(caller('a'), answer)]);
    await settle();
    expect(outcomes).toEqual([undefined]);
    budget.resume();
    await settle();
    expect(outcomes).toEqual(['answer']);
  });

  test('counts calls that are not answered yet', async () => {
    const budget = budgetOf({});
    const headers = { 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': '1000010' };
    await budget.run(caller('a'), async () => budget.learn(200, headers));
    const outcomes = outcomesOf(calls(budget, 5, caller('a')));
    await jest.advanceTimersByTimeAsync(9999);
    expect(outcomes).toEqual([0, 1, 2, undefined, undefined]);
    expect(budget.blockedUntil).toBe(1_000_010_000);
    await jest.advanceTimersByTimeAsync(1);
    expect(outcomes).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('the queue', () => {
  test('runs no more calls at once than there are slots', async () => {
    const budget = budgetOf({ concurrency: 2 });
    const ends: (() => void)[] = [];
    const outcomes = outcomesOf(
      Array.from({ length: 5 }, () =>
        budget.run(caller('a'), () => new Promise<void>((end) => ends.push(end))),
      ),
    );
    await settle();
    expect([ends.length, budget.queued]).toEqual([2, 3]);
    ends[0]?.();
    await settle();
    expect([ends.length, budget.queued]).toEqual([3, 2]);
    expect(outcomes).toHaveLength(5);
  });

  test('is bounded: a full queue drops a call of the request with the most queued calls', async () => {
    const budget = budgetOf({ concurrency: 1, maxQueue: 3 });
    budget.run(caller('first'), never).catch(() => undefined);
    await settle();
    const large = outcomesOf(calls(budget, 5, caller('large')));
    const small = outcomesOf(calls(budget, 1, caller('small')));
    await settle();
    expect(large).toEqual([undefined, undefined, ...repeated(3, expect.objectContaining(limited(1)))]);
    expect([small, budget.queued]).toEqual([[undefined], 3]);
  });

  test('an aborted call leaves its place to the next', async () => {
    const budget = budgetOf({ quota: 1, windowMs: 1000 });
    const controller = new AbortController();
    const [first] = outcomesOf(calls(budget, 1, caller('a')));
    const leaving = outcomesOf(calls(budget, 3, caller('a', 60_000, controller.signal)));
    const staying = outcomesOf(calls(budget, 1, caller('a')));
    await settle();
    expect([first, budget.queued]).toEqual([undefined, 4]);
    controller.abort(new Error('gone'));
    await settle();
    expect(leaving).toEqual(repeated(3, expect.objectContaining({ message: 'gone' })));
    await jest.advanceTimersByTimeAsync(1000);
    expect([staying, budget.queued]).toEqual([[0], 0]);
  });

  test('an aborted call does not enter it and spends nothing', async () => {
    const budget = budgetOf({ quota: 1, windowMs: 60_000 });
    const gone = caller('a', 60_000, AbortSignal.abort(new Error('gone')));
    await expect(budget.run(gone, answer)).rejects.toThrow('gone');
    await expect(budget.run(caller('a'), answer)).resolves.toBe('answer');
  });

  test('removes its abort listeners when its calls have ended', async () => {
    const { signal } = new AbortController();
    const add = jest.spyOn(signal, 'addEventListener');
    const remove = jest.spyOn(signal, 'removeEventListener');
    const budget = budgetOf({ quota: 2, windowMs: 60_000 });
    outcomesOf(calls(budget, 5, caller('a', 1000, signal)));
    await settle();
    expect([add.mock.calls.length, remove.mock.calls.length]).toEqual([5, 5]);
  });

  test('is emptied when the vendor is known to be down, and when the graph stops', async () => {
    const budget = budgetOf({ concurrency: 1 });
    budget.run(caller('a'), never).catch(() => undefined);
    await settle();
    const down = new Failure('UPSTREAM_UNAVAILABLE', 'is down');
    const refused = outcomesOf(calls(budget, 2, caller('b')));
    budget.refuseAll(down);
    const stopped = outcomesOf(calls(budget, 2, caller('b')));
    budget.stop();
    await settle();
    expect(refused).toEqual([down, down]);
    expect(stopped).toEqual(repeated(2, expect.objectContaining({ code: 'UPSTREAM_UNAVAILABLE' })));
    expect([budget.queued, jest.getTimerCount()]).toEqual([0, 0]);
  });
});

test.each([0, 1, 2, 3, 4, 5, 6])(
  'a call that comes %d microtasks after the window has said no is looked at as well',
  async (microtasks) => {
    const asked = Promise.withResolvers<Turns>();
    const budget = new Budget({
      window: { take: () => asked.promise, status: never, isUnused: true },
      slots: new Slots(9),
      maxQueue: 9,
    });
    const first = outcomesOf([budget.run(caller('a', 1000), answer)]);
    asked.resolve({ granted: [], freeIn: [60_000] });
    for (let turn = 0; turn < microtasks; turn += 1) await Promise.resolve();
    const second = outcomesOf([budget.run(caller('b', 1000), answer)]);
    await settle();
    expect([...first, ...second]).toEqual(repeated(2, expect.objectContaining(limited(60))));
  },
);
