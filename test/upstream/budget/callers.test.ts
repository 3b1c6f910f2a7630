import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Budget } from '../../../src/upstream/budget/budget.ts';
import { MemoryWindow, type Turns } from '../../../src/upstream/budget/window.ts';
import { Failure } from '../../../src/upstream/failure.ts';
import { Slots } from '../../../src/upstream/slots.ts';
import { outcomesOf, repeated, settle } from '../../helpers/outcomes.ts';
import { answer, budgetOf, caller, calls, limited, never, sharedCall } from './calls.ts';

beforeEach(() => void jest.useFakeTimers({ now: 1_000_000_000 }));
afterEach(() => void jest.useRealTimers());

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
