import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Budget } from '../../../src/upstream/budget/budget.ts';
import type { CallersListener } from '../../../src/upstream/budget/waiting.ts';
import { MemoryWindow } from '../../../src/upstream/budget/window.ts';
import { Failure } from '../../../src/upstream/failure.ts';
import { Slots } from '../../../src/upstream/slots.ts';

beforeEach(() => void jest.useFakeTimers({ now: 1_000_000_000 }));
afterEach(() => void jest.useRealTimers());

const windowMs = 1_000;

const settings = fc.record({
  quota: fc.option(fc.integer({ min: 2, max: 12 }), { nil: undefined }),
  share: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  slots: fc.integer({ min: 1, max: 6 }),
  maxQueue: fc.integer({ min: 3, max: 30 }),
});

const callers = fc.constantFrom('a', 'b', 'c', 'd');

/** One call, and what happens around it. Times are in milliseconds from the call before, or from its own start. */
const steps = fc.array(
  fc.record({
    account: fc.integer({ min: 0, max: 1 }),
    owners: fc.uniqueArray(callers, { minLength: 1, maxLength: 2 }),
    afterMs: fc.integer({ min: 0, max: 60 }),
    withinMs: fc.integer({ min: 200, max: 3_000 }),
    takesMs: fc.integer({ min: 0, max: 80 }),
    isSent: fc.boolean(),
    joins: fc.option(fc.record({ who: callers, atMs: fc.integer({ min: 0, max: 300 }) }), { nil: undefined }),
    leavesAtMs: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
    pauseMs: fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined, freq: 8 }),
  }),
  { minLength: 5, maxLength: 50 },
);

interface Made {
  readonly account: number;
  readonly caller: string;
  readonly startedAt: number;
  endedAt: number;
  readonly isSent: boolean;
}

test('whatever happens, every call ends, none waits beside a free turn, and no bound is exceeded', async () => {
  await fc.assert(
    fc.asyncProperty(settings, steps, async ({ quota, share, slots: size, maxQueue }, schedule) => {
      const slots = new Slots(size);
      const budgets = [0, 1].map(
        () =>
          new Budget({
            window: quota === undefined ? undefined : new MemoryWindow(quota, windowMs),
            windowOf: share === undefined ? undefined : () => new MemoryWindow(share, windowMs),
            slots,
            maxQueue,
          }),
      );
      const made: Made[] = [];
      const stuck: string[] = [];
      let [running, most, open] = [0, 0, 0];

      for (const [number, step] of schedule.entries()) {
        const budget = budgets[step.account] as Budget;
        const aborted = new AbortController();
        let listener: CallersListener | undefined;
        const waiting = new Set<string>(step.owners);
        const join = (caller: string): void => {
          if (waiting.has(caller)) return;
          waiting.add(caller);
          listener?.joined({ caller, queueId: caller });
        };
        const deadline = setTimeout(() => aborted.abort(new Error('deadline')), step.withinMs + 1);
        if (step.joins) setTimeout(join, step.joins.atMs, step.joins.who);
        if (step.leavesAtMs !== undefined)
          setTimeout(() => aborted.abort(new Error('left')), step.leavesAtMs);
        if (step.pauseMs !== undefined) budget.pause(step.pauseMs);
        open += 1;
        budget
          .run(
            {
              deadline: performance.now() + step.withinMs,
              signal: aborted.signal,
              watchCallers: (watcher) => {
                listener = watcher;
                for (const caller of waiting) watcher.joined({ caller, queueId: caller });
                return () => (listener = undefined);
              },
            },
            async (caller) => {
              running += 1;
              most = Math.max(most, running);
              const call = { ...step, caller, startedAt: performance.now(), endedAt: Infinity };
              made.push(call);
              await new Promise((ended) => setTimeout(ended, step.takesMs));
              running -= 1;
              call.endedAt = performance.now();
              if (!step.isSent) throw new Failure('UPSTREAM_UNAVAILABLE', 'broken', { unsent: true });
            },
          )
          .catch((error: Error) => {
            // A call whose deadline passes in the queue was refused too late, unless all connections were taken.
            if (error.message === 'deadline' && slots.free > 0 && running === 0) stuck.push(`call ${number}`);
          })
          .finally(() => {
            open -= 1;
            clearTimeout(deadline);
          });
        await jest.advanceTimersByTimeAsync(step.afterMs);
      }
      await jest.advanceTimersByTimeAsync(10 * windowMs);

      expect(stuck).toEqual([]);
      expect({ open, queued: budgets.map(({ queued }) => queued), free: slots.free }).toEqual({
        open: 0,
        queued: [0, 0],
        free: size,
      });
      expect(most).toBeLessThanOrEqual(size);
      for (const account of [0, 1]) {
        const own = made.filter((call) => call.account === account && call.isSent);
        expect(mostInWindow(own)).toBeLessThanOrEqual(quota ?? Infinity);
        for (const caller of ['a', 'b', 'c', 'd']) {
          const ofCaller = own.filter((call) => call.caller === caller);
          expect(mostInWindow(ofCaller)).toBeLessThanOrEqual(share ?? Infinity);
        }
      }
      jest.clearAllTimers();
    }),
    { numRuns: 150 },
  );
});

/** How many calls a vendor can have counted at most in one window: it counts a call at some time between start and end. */
function mostInWindow(calls: readonly Made[]): number {
  const counts = calls.map(
    ({ startedAt }) =>
      calls.filter((other) => other.startedAt >= startedAt && other.startedAt < startedAt + windowMs).length,
  );
  return Math.max(0, ...counts);
}
