import { runInThisContext } from 'node:vm';

/*
 * Jest gives a test file a copy of `process` that emits no events, and fake timers replace the file's globals. Code run
 * in the main context reaches the originals.
 */
const realProcess = runInThisContext('process') as NodeJS.Process;
const realSetImmediate = runInThisContext('setImmediate') as typeof setImmediate;

/**
 * Runs the scenario and waits until Node has reported what it left behind.
 * @returns the reasons of all promises that rejected without a handler meanwhile
 */
export async function unhandledRejectionsOf(scenario: () => unknown): Promise<readonly unknown[]> {
  const reasons: unknown[] = [];
  const listener = (reason: unknown): void => void reasons.push(reason);
  // Jest listens too, and would fail the test before it can say which claim is wrong.
  const others = realProcess.rawListeners('unhandledRejection') as NodeJS.UnhandledRejectionListener[];
  realProcess.removeAllListeners('unhandledRejection');
  realProcess.on('unhandledRejection', listener);
  try {
    await scenario();
    // Node reports a rejection when the microtasks of the current turn have run.
    await new Promise((resolve) => realSetImmediate(resolve));
    return reasons;
  } finally {
    realProcess.off('unhandledRejection', listener);
    for (const other of others) realProcess.on('unhandledRejection', other);
  }
}
