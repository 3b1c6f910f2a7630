import { jest } from '@jest/globals';

export interface Clock extends Disposable {
  /** Moves `Date` and `performance` on by this many milliseconds. */
  pass(milliseconds: number): void;
  /** Sets `Date` forward, or back. No time passes. */
  jump(milliseconds: number): void;
}

/**
 * Stops `Date` at a whole second, and `performance`, until the test moves them or leaves the scope. Timers run on. What a
 * server in this process decides by the time then depends on the test alone, however slow the machine is.
 */
export function stopClock(): Clock {
  jest.useFakeTimers({
    now: Math.ceil(Date.now() / 1000) * 1000,
    doNotFake: [
      'hrtime',
      'nextTick',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
  return {
    pass: (milliseconds) => void jest.advanceTimersByTime(milliseconds),
    jump: (milliseconds) => void jest.setSystemTime(Date.now() + milliseconds),
    [Symbol.dispose]: () => void jest.useRealTimers(),
  };
}
