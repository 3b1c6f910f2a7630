import { afterEach, beforeEach, jest } from '@jest/globals';
import { SessionGraphError, type ErrorCode } from '../../../src/model/errors.ts';
import { silentLogger } from '../../../src/model/logger.ts';
import type { Fetched, FreshnessPreference } from '../../../src/upstream/cache/freshness.ts';
import { Reads, type ReadsOptions, type Run } from '../../../src/upstream/cache/reads.ts';
import { Store } from '../../../src/upstream/cache/store.ts';
import type { Call, RequestContext } from '../../../src/upstream/call.ts';
import type { ReadReport } from '../../../src/upstream/observer.ts';
import type { Cut, Operation, OperationLimits } from '../../../src/upstream/operation.ts';

export interface Value {
  readonly status: string;
  readonly is: string;
}

type Answer = Value | null | ErrorCode;

export const open = (is: string): Value => ({ status: 'OPEN', is });
export const ended = (is: string): Value => ({ status: 'ENDED', is });

export const limits: OperationLimits = {
  maxSessionBytes: 1000,
  maxListBytes: 100_000,
  cacheOpenMs: 5000,
  cacheEndedMs: 600_000,
  cacheNotFoundMs: 2000,
  cacheListMs: 5000,
  maxMessages: 5000,
  maxMessageCalls: 20,
  cacheMessagesMs: 5000,
};

export const operation = {
  name: 'getSession',
  request: (key: string) => ({ path: [key] }),
  decode: (json: unknown) => json as Value | null,
  maxBytes: 'maxSessionBytes',
  nullWhenNotFound: true,
  lifetimeMs: ({ status }: Value, { cacheEndedMs, cacheOpenMs }: OperationLimits) =>
    status === 'ENDED' ? cacheEndedMs : cacheOpenMs,
  cachedIn: 'redis',
  purgedWith: 'its session',
} satisfies Operation<Value | null>;

export function requestContext(fields: Partial<RequestContext> = {}): RequestContext {
  const { signal } = new AbortController();
  return { signal, log: silentLogger, caller: 'caller', queueId: 'request', deadline: Infinity, ...fields };
}

/** Reads of a vendor whose answers the test sets, with the calls that it gets. The test controls the time. */
export function reading(options: Partial<ReadsOptions> = {}) {
  const reports: ReadReport[] = [];
  const vendor = {
    answer: open('first') as Answer,
    cut: undefined as Cut | undefined,
    hold: undefined as Promise<unknown> | undefined,
  };
  const load = jest.fn(async (call: Call): Promise<Value | null> => {
    const { answer, hold } = vendor;
    call.attempts += 1;
    await (hold && Promise.race([hold, rejectOnAbort(call.signal)]));
    if (typeof answer === 'string') throw new SessionGraphError(answer, 'It failed.', { provider: 'ZEP' });
    return answer;
  });
  const run = async (_: unknown, __: unknown, call: Call) => {
    const value = await load(call);
    const { cut } = vendor;
    return { value, bytes: 100, bodies: value === null ? [] : [JSON.stringify(value)], ...(cut && { cut }) };
  };
  const reads = new Reads({
    provider: 'ZEP',
    name: 'Zep',
    scope: 'ZEP:scope',
    operations: [operation],
    store: new Store({ maxEntries: 100, maxBytes: 100_000 }),
    limits,
    staleWhileRevalidateMs: 3000,
    graceMs: 60_000,
    observer: {},
    run: run as Run,
    ...options,
  });
  function read(
    freshness?: FreshnessPreference,
    signal = new AbortController().signal,
  ): Promise<Fetched<Value | null>> {
    const onRead = (report: ReadReport): void => void reports.push(report);
    return reads.read(operation, 'id', requestContext({ signal, onRead, ...(freshness && { freshness }) }));
  }
  return { reads, vendor, load, read, outcomes: () => reports.map(({ outcome }) => outcome), reports };
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new SessionGraphError('UPSTREAM_TIMEOUT', 'Aborted.')));
  });
}

/**
 * Stops the time in each test of a file.
 * @returns moves it on by this many milliseconds
 */
export function stopTime(now = 1_000_000): (milliseconds: number) => void {
  beforeEach(() => void jest.useFakeTimers({ now }));
  afterEach(() => void jest.useRealTimers());
  return (milliseconds) => void jest.advanceTimersByTime(milliseconds);
}
