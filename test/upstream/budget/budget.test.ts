import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Budget } from '../../../src/upstream/budget/budget.ts';
import type { CallersListener, Queued } from '../../../src/upstream/budget/waiting.ts';
import { MemoryWindow, type Turns } from '../../../src/upstream/budget/window.ts';
import { Failure } from '../../../src/upstream/failure.ts';
import { Slots } from '../../../src/upstream/slots.ts';
import { outcomesOf, repeated, settle } from '../../helpers/outcomes.ts';

beforeEach(() => void jest.useFakeTimers({ now: 1_000_000_000 }));
afterEach(() => void jest.useRealTimers());

interface Options {
  readonly quota?: number;
  readonly windowMs?: number;
  readonly concurrency?: number;
  readonly maxQueue?: number;
  /** What one caller may use of the quota. */
  readonly share?: number;
}

function budgetOf(options: Options): Budget {
  const { quota, windowMs = 1000, concurrency = 1000, maxQueue = 1000, share } = options;
  const window = quota === undefined ? undefined : new MemoryWindow(quota, windowMs);
  const windowOf = share === undefined ? undefined : () => new MemoryWindow(share, windowMs);
  return new Budget({ window, windowOf, slots: new Slots(concurrency), maxQueue });
}

function caller(owner: string, withinMs = 60_000, signal = new AbortController().signal): Queued {
  return {
    deadline: performance.now() + withinMs,
    signal,
    watchCallers: ({ joined }) => {
      joined({ caller: owner, queueId: owner });
      return () => undefined;
    },
  };
}

/** A call that others can join and leave. */
function sharedCall(owners: readonly string[], withinMs = 60_000) {
  let listener: CallersListener | undefined;
  const call: Queued = {
    ...caller('', withinMs),
    watchCallers: (watcher) => {
      listener = watcher;
      for (const owner of owners) watcher.joined({ caller: owner, queueId: owner });
      return () => (listener = undefined);
    },
  };
  const join = (owner: string) => listener?.joined({ caller: owner, queueId: owner });
  return { call, join, leave: (owner: string) => listener?.left(owner) };
}

const answer = async (): Promise<string> => 'answer';
const never = (): Promise<never> => new Promise(() => undefined);
const limited = (retryAfterSeconds: number): object => ({
  code: 'UPSTREAM_RATE_LIMITED',
  details: { local: true, retryAfterSeconds },
});

/** So many calls of one owner, each answered with its number as soon as it has its turn. */
function calls(budget: Budget, count: number, whose: Queued): Promise<number>[] {
  return Array.from({ length: count }, (_, number) => budget.run(whose, async () => number));
}

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

describe('a call that several callers wait for', () => {
  test('takes the first turn of any of them, at its cost, and no other', async () => {
    const budget = budgetOf({ quota: 10, share: 2, windowMs: 60_000 });
    await Promise.all(calls(budget, 2, caller('greedy')));
    const { call, join } = sharedCall(['greedy'], 120_000);
    const whose: string[] = [];
    const read = budget.run(call, async (who) => whose.push(who));
    await settle();
    expect([whose, budget.queued]).toEqual([[], 1]);
    join('other');
    await read;
    await settle();
    expect([whose, budget.queued, jest.getTimerCount()]).toEqual([['other'], 0, 0]);
    await expect(budget.run(caller('other', 1000), answer)).resolves.toBe('answer');
    await expect(budget.run(caller('other', 1000), answer)).rejects.toMatchObject(limited(60));
    expect(await budget.status()).toMatchObject({ remaining: 6 });
  });

  test('fails when it is refused for all of them, with the last refusal', async () => {
    const budget = budgetOf({ concurrency: 1 });
    budget.run(caller('first'), never).catch(() => undefined);
    const { call, join } = sharedCall(['one']);
    const outcomes = outcomesOf([budget.run(call, answer)]);
    join('other');
    await settle();
    const [first, second] = ['first', 'second'].map((name) => new Failure('UPSTREAM_UNAVAILABLE', name));
    budget.refuseAll(first as Failure, 'one');
    await settle();
    expect([outcomes, budget.queued]).toEqual([[undefined], 1]);
    budget.refuseAll(second as Failure, 'other');
    await settle();
    expect([outcomes, budget.queued]).toEqual([[second], 0]);
    join('late');
    expect(budget.queued).toBe(0);
  });

  test('is not made at the cost of a caller who has left', async () => {
    const slots = new Slots(1);
    const budget = new Budget({ slots, maxQueue: 9 });
    const first = Promise.withResolvers<string>();
    const running = budget.run(caller('first'), () => first.promise);
    const { call, leave } = sharedCall(['one', 'other']);
    const read = budget.run(call, async (who) => who);
    await settle();
    leave('one');
    first.resolve('end');
    expect(await Promise.all([running, read])).toEqual(['end', 'other']);
  });

  test('keeps the place of the last one: when nobody waits, it is aborted', async () => {
    const budget = budgetOf({ concurrency: 1 });
    budget.run(caller('first'), never).catch(() => undefined);
    const { call, leave } = sharedCall(['one']);
    outcomesOf([budget.run(call, answer)]);
    await settle();
    leave('one');
    expect(budget.queued).toBe(1);
  });

  test('that is dropped from a full queue for one of them waits for the other, and holds nothing when it has ended', async () => {
    const slots = new Slots(1);
    const budget = new Budget({ slots, maxQueue: 2 });
    const first = Promise.withResolvers<string>();
    const all = outcomesOf([budget.run(caller('a'), () => first.promise)]);
    await settle();
    outcomesOf(calls(budget, 2, caller('a')), all as unknown[]);
    outcomesOf([budget.run(sharedCall(['a', 'b']).call, answer)], all as unknown[]);
    await settle();
    first.resolve('end');
    await settle();
    expect(all).toEqual(['end', 0, expect.anything(), 'answer']);
    expect([slots.free, budget.queued]).toEqual([1, 0]);
  });

  test('leaves every place when it is aborted', async () => {
    const budget = budgetOf({ concurrency: 1 });
    budget.run(caller('first'), never).catch(() => undefined);
    const controller = new AbortController();
    const { call, join } = sharedCall(['one']);
    const outcomes = outcomesOf([budget.run({ ...call, signal: controller.signal }, answer)]);
    join('other');
    await settle();
    expect(budget.queued).toBe(2);
    controller.abort(new Error('gone'));
    await settle();
    expect([outcomes, budget.queued]).toEqual([[expect.objectContaining({ message: 'gone' })], 0]);
  });
});

describe('a turn that is free', () => {
  test('is not withheld by callers that have used up their shares', async () => {
    const slots = new Slots(1);
    const window = new MemoryWindow(100, 60_000);
    const budget = new Budget({ window, windowOf: () => new MemoryWindow(2, 60_000), slots, maxQueue: 99 });
    await Promise.all(calls(budget, 2, caller('a')));
    const waiting = outcomesOf(calls(budget, 2, caller('a', 120_000)));
    await settle();
    await expect(budget.run(caller('b'), answer)).resolves.toBe('answer');
    expect(waiting).toEqual(repeated(2, undefined));
  });

  test('is found when all callers before have been refused', async () => {
    const slots = new Slots(1);
    const budget = new Budget({
      window: new MemoryWindow(100, 3_600_000),
      windowOf: () => new MemoryWindow(1, 3_600_000),
      slots,
      maxQueue: 99,
    });
    for (const name of ['a1', 'a2', 'a3']) await budget.run(caller(name), answer);
    const held = Promise.withResolvers<string>();
    const holding = budget.run(caller('h'), () => held.promise);
    await settle();
    const refused = outcomesOf(['a1', 'a2', 'a3'].map((name) => budget.run(caller(name, 10_000), answer)));
    const served = outcomesOf([budget.run(caller('b'), answer)]);
    held.resolve('end');
    await holding;
    await settle();
    expect(served).toEqual(['answer']);
    expect(refused).toEqual(repeated(3, expect.objectContaining({ code: 'UPSTREAM_RATE_LIMITED' })));
  });

  test('is found when the call before has left', async () => {
    const budget = budgetOf({ quota: 100, share: 1, concurrency: 1, windowMs: 60_000 });
    await budget.run(caller('a'), answer);
    const held = Promise.withResolvers<string>();
    const holding = budget.run(caller('h'), () => held.promise);
    await settle();
    const controller = new AbortController();
    outcomesOf([budget.run(caller('a', 120_000, controller.signal), answer)]);
    const served = outcomesOf([budget.run(caller('b'), answer)]);
    controller.abort(new Error('gone'));
    held.resolve('end');
    await holding;
    await settle();
    expect(served).toEqual(['answer']);
  });

  test('is found when a pause ends while it is looked for', async () => {
    const budget = budgetOf({ quota: 10, windowMs: 60_000 });
    const now = jest.spyOn(performance, 'now').mockReturnValue(5000);
    budget.pause(1000);
    now.mockReturnValue(5999);
    const outcomes = outcomesOf([budget.run({ ...caller('a'), deadline: 100_000 }, answer)]);
    now.mockReturnValue(6001);
    await settle();
    await jest.advanceTimersByTimeAsync(5);
    now.mockRestore();
    expect(outcomes).toEqual(['answer']);
  });

  test('is found by another account when its connection is released while it asks for turns', async () => {
    const slots = new Slots(1);
    const [x, y] = [1, 2].map(
      () => new Budget({ window: new MemoryWindow(10, 60_000), slots, maxQueue: 9 }),
    ) as [Budget, Budget];
    const held = Promise.withResolvers<string>();
    const holding = x.run(caller('x'), () => held.promise);
    await settle();
    held.resolve('end');
    const served = outcomesOf([y.run(caller('y'), answer)]);
    await holding;
    await settle();
    expect(served).toEqual(['answer']);
  });

  test('on another replica is found within a second', async () => {
    let isFree = false;
    const free = { giveBack: () => undefined, settle: () => undefined };
    const take = async (): Promise<Turns> =>
      isFree ? { granted: [free], freeIn: [] } : { granted: [], freeIn: [60_000] };
    const budget = new Budget({
      window: { take, status: never, isUnused: true },
      slots: new Slots(9),
      maxQueue: 9,
    });
    await expect(budget.run(caller('a', 1000), answer)).rejects.toMatchObject(limited(60));
    isFree = true;
    await expect(budget.run(caller('a', 1000), answer)).rejects.toMatchObject(limited(60));
    await jest.advanceTimersByTimeAsync(1000);
    await expect(budget.run(caller('a', 1000), answer)).resolves.toBe('answer');
  });
});

describe('the share of a caller', () => {
  test('bounds the calls of this caller, not those of others', async () => {
    const budget = budgetOf({ quota: 10, share: 4, windowMs: 60_000 });
    const one = outcomesOf(calls(budget, 6, caller('one', 15_000)));
    const other = outcomesOf(calls(budget, 3, caller('other', 15_000)));
    await settle();
    const refused = { ...limited(60), message: 'has no quota left for this caller' };
    expect(one).toEqual([0, 1, 2, 3, ...repeated(2, expect.objectContaining(refused))]);
    expect(other).toEqual([0, 1, 2]);
    expect([budget.queued, jest.getTimerCount()]).toEqual([0, 0]);
  });

  test('delays calls that can wait until it has turns again', async () => {
    const budget = budgetOf({ quota: 10, share: 2, windowMs: 1000 });
    const outcomes = outcomesOf(calls(budget, 5, caller('one', 2500)));
    await settle();
    expect(outcomes).toEqual([0, 1, undefined, undefined, undefined]);
    const other = outcomesOf(calls(budget, 1, caller('other')));
    await jest.advanceTimersByTimeAsync(999);
    expect([...outcomes, ...other]).toEqual([0, 1, undefined, undefined, undefined, 0]);
    await jest.advanceTimersByTimeAsync(1);
    expect(outcomes).toEqual([0, 1, 2, 3, undefined]);
    await jest.advanceTimersByTimeAsync(1000);
    expect(outcomes).toEqual([0, 1, 2, 3, 4]);
  });

  test('does not spend the quota on calls that it refuses', async () => {
    const budget = budgetOf({ quota: 3, share: 1, windowMs: 60_000 });
    const one = outcomesOf(calls(budget, 20, caller('one', 1000)));
    await settle();
    const others = ['b', 'c', 'd'].map((name) => budget.run(caller(name, 1000), answer));
    const outcomes = outcomesOf(others);
    await settle();
    expect(outcomes).toEqual(['answer', 'answer', expect.objectContaining(limited(60))]);
    expect(one.filter((outcome) => outcome === 0)).toHaveLength(1);
  });

  test('is not spent by a call that the quota does not admit', async () => {
    const budget = budgetOf({ quota: 1, share: 1, windowMs: 1000 });
    await budget.run(caller('one'), answer);
    const outcomes = outcomesOf(calls(budget, 1, caller('other')));
    await jest.advanceTimersByTimeAsync(1000);
    expect(outcomes).toEqual([0]);
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
