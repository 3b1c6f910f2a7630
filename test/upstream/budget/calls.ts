import { Budget } from '../../../src/upstream/budget/budget.ts';
import type { CallersListener, Queued } from '../../../src/upstream/budget/waiting.ts';
import { MemoryWindow } from '../../../src/upstream/budget/window.ts';
import { Slots } from '../../../src/upstream/slots.ts';

interface Options {
  readonly quota?: number;
  readonly windowMs?: number;
  readonly concurrency?: number;
  readonly maxQueue?: number;
  /** What one caller may use of the quota. */
  readonly share?: number;
}

export function budgetOf(options: Options): Budget {
  const { quota, windowMs = 1000, concurrency = 1000, maxQueue = 1000, share } = options;
  const window = quota === undefined ? undefined : new MemoryWindow(quota, windowMs);
  const windowOf = share === undefined ? undefined : () => new MemoryWindow(share, windowMs);
  return new Budget({ window, windowOf, slots: new Slots(concurrency), maxQueue });
}

export function caller(owner: string, withinMs = 60_000, signal = new AbortController().signal): Queued {
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
export function sharedCall(owners: readonly string[], withinMs = 60_000) {
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

export const answer = async (): Promise<string> => 'answer';
export const never = (): Promise<never> => new Promise(() => undefined);
export const limited = (retryAfterSeconds: number): object => ({
  code: 'UPSTREAM_RATE_LIMITED',
  details: { local: true, retryAfterSeconds },
});

/** So many calls of one owner, each answered with its number as soon as it has its turn. */
export function calls(budget: Budget, count: number, whose: Queued): Promise<number>[] {
  return Array.from({ length: count }, (_, number) => budget.run(whose, async () => number));
}
