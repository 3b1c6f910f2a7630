import { jest } from '@jest/globals';
import { SessionGraphError, type ErrorCode } from '../../../src/model/errors.ts';
import type { Wish } from '../../../src/upstream/cache/lifetime.ts';
import { Reads, type Fetched, type Read, type ReadsOptions } from '../../../src/upstream/cache/reads.ts';
import { Store } from '../../../src/upstream/cache/store.ts';
import type { CallContext } from '../../../src/upstream/client.ts';
import type { ReadReport } from '../../../src/upstream/observer.ts';
import { silentLogger } from '../../../src/model/logger.ts';

export interface Value {
  readonly status: string;
  readonly is: string;
}

type Answer = Value | null | ErrorCode;

export const open = (is: string): Value => ({ status: 'OPEN', is });
export const ended = (is: string): Value => ({ status: 'ENDED', is });

/** Reads of a vendor whose answers the test sets, with what was asked of it. Time is the test's. */
export function reading(options: Partial<ReadsOptions> = {}) {
  const reports: ReadReport[] = [];
  const vendor = { answer: open('first') as Answer, hold: undefined as Promise<unknown> | undefined };
  const load = jest.fn(async ({ onAttempt, signal }: CallContext): Promise<Value | null> => {
    const { answer, hold } = vendor;
    onAttempt?.();
    await (hold && Promise.race([hold, rejectOnAbort(signal)]));
    if (typeof answer === 'string') throw new SessionGraphError(answer, 'It failed.', { provider: 'ZEP' });
    return answer;
  });
  const reads = new Reads({
    provider: 'ZEP',
    name: 'Zep',
    scope: 'ZEP:scope',
    store: new Store({ maxEntries: 100, maxBytes: 100_000 }),
    lifetimes: { openMs: 5000, endedMs: 600_000, notFoundMs: 2000, listMs: 5000 },
    staleWhileRevalidateMs: 3000,
    graceMs: 60_000,
    observer: {},
    ...options,
  });
  function read(wish?: Wish, signal = new AbortController().signal): Promise<Fetched<Value | null>> {
    const call: CallContext = {
      signal,
      log: silentLogger,
      owner: 'owner',
      deadline: Infinity,
      onRead: (report) => reports.push(report),
      ...(wish && { wish }),
    };
    const session: Read<Value | null> = { operation: 'getSession', externalId: 'id', load };
    return reads.read(session, call);
  }
  return { reads, vendor, load, read, outcomes: () => reports.map(({ outcome }) => outcome), reports };
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new SessionGraphError('UPSTREAM_TIMEOUT', 'Left.')));
  });
}
