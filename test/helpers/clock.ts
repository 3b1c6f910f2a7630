import { jest } from '@jest/globals';

export interface Clock extends Disposable {
  /** Moves `Date` on by this many milliseconds. */
  pass(milliseconds: number): void;
}

/**
 * Stops `Date` at a whole second, until the test moves it or leaves the scope. Timers and `performance` run on. What a
 * server in this process decides by the date then depends on the test alone, however slow the machine is.
 */
export function stopClock(): Clock {
  jest.useFakeTimers({
    now: Math.ceil(Date.now() / 1000) * 1000,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
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
    pass: (milliseconds) => void jest.setSystemTime(Date.now() + milliseconds),
    [Symbol.dispose]: () => void jest.useRealTimers(),
  };
}
