import { errorCodes, SessionGraphError } from '../../model/errors.ts';
import type { SessionProvider } from '../../model/generated.ts';
import { Call, type RequestContext } from '../call.ts';
import type { Answer } from '../chain.ts';
import { Flights } from '../flights.ts';
import type { CacheOutcome, Observer } from '../observer.ts';
import type { Operation, OperationLimits } from '../operation.ts';
import { entryInGrace, fetchedNow, isCutShort, keepMsOf, usableEntry } from './freshness.ts';
import { Held } from './held.ts';
import { keyOf, purge } from './purge.ts';
import type { Entry, Fetched, StalePolicy } from './freshness.ts';
import { lifetimeOf, revive } from './revive.ts';
import type { Revive, Store } from './store.ts';

/** Runs an operation against the vendor. */
export type Run = <Value>(operation: Operation<Value>, key: string, call: Call) => Promise<Answer<Value>>;

export interface ReadsOptions extends StalePolicy {
  readonly provider: SessionProvider;
  /** The vendor's name, for messages. */
  readonly name: string;
  /** Separates what different credentials may see. Contains neither a credential nor an address. */
  readonly scope: string;
  /** All operations of the provider, for purges. */
  readonly operations: readonly Operation<unknown>[];
  /** Undefined when nothing is cached. */
  readonly store?: Store | undefined;
  readonly limits: OperationLimits;
  readonly observer: Observer;
  /** Called when the last read under way has ended. */
  readonly onIdle?: () => void;
  readonly run: Run;
}

/** One read on its way through cache, flights and vendor. */
interface Read<Value> {
  readonly operation: Operation<Value>;
  readonly key: string;
  readonly context: RequestContext;
  /** What the cache had. */
  known?: Entry | undefined;
  /** Set if this read is the one that calls the vendor. */
  call?: Call;
}

interface Outcome<Value> {
  readonly fetched: Fetched<Value>;
  readonly entry: Entry;
  readonly outcome: CacheOutcome;
}

/** The reads of one account: each is answered from the cache, by a read in flight, or by the vendor. */
export class Reads {
  readonly #options: ReadsOptions;
  readonly #flights = new Flights();
  readonly #held: Held;
  /** The calls in flight. */
  readonly #calls = new Map<string, Call>();
  /** Incremented by a purge. A read that began before the purge is neither cached nor joined. */
  #generation = 0;
  #pending = 0;

  constructor(options: ReadsOptions) {
    this.#options = options;
    this.#held = new Held(options);
  }

  /** Whether no read is under way, in the background either. */
  get isIdle(): boolean {
    return this.#pending === 0 && this.#flights.size === 0;
  }

  /** @throws {SessionGraphError} */
  async read<Value>(
    operation: Operation<Value>,
    key: string,
    context: RequestContext,
  ): Promise<Fetched<Value>> {
    const started = performance.now();
    const read: Read<Value> = { operation, key, context };
    this.#pending += 1;
    try {
      const { fetched, entry, outcome } = await this.#answer(read);
      this.#report(read, outcome, { started, freshForMs: fetched.freshForMs, entry });
      return fetched;
    } catch (error) {
      this.#report(read, 'failed', { started, freshForMs: 0 });
      throw error;
    } finally {
      this.#pending -= 1;
      if (this.isIdle) this.#options.onIdle?.();
    }
  }

  /** Drops the cached answers of one session, or of everything. */
  async purge(externalId?: string): Promise<void> {
    this.#generation += 1;
    const { store } = this.#options;
    if (store) await purge(store, this.#options, externalId);
  }

  stop(): void {
    this.#flights.stop();
  }

  async #answer<Value>(read: Read<Value>): Promise<Outcome<Value>> {
    const known = await this.#lookUp(read);
    read.known = known;
    const { freshness } = read.context;
    const usable = known && usableEntry<Value>(known, freshness, this.#options);
    const fetched = usable ?? (known && this.#held.get<Value>(known, freshness));
    if (!known || !fetched) return this.#fetch(read);
    if (!fetched.stale) return { fetched, entry: known, outcome: 'hit' };
    this.#refresh(read);
    return { fetched, entry: known, outcome: 'stale' };
  }

  async #lookUp<Value>({ operation, key }: Read<Value>): Promise<Entry | undefined> {
    const { store, limits, graceMs } = this.#options;
    const reviveShared: Revive = (record) => revive({ operation, key, limits, graceMs }, record);
    const isShared = operation.cachedIn === 'redis';
    return store?.get(this.#cacheKey(operation, key), isShared ? reviveShared : undefined);
  }

  /** Reads in the background. A failure is logged where it happens; the client already has the stale answer. */
  #refresh<Value>({ operation, key, known, context }: Read<Value>): void {
    const { signal } = new AbortController();
    const { log, caller, queueId, trace } = context;
    const background = { signal, log, caller, queueId, deadline: Infinity, ...(trace && { trace }) };
    this.#join({ operation, key, known, context: background }).catch(() => undefined);
  }

  async #fetch<Value>(read: Read<Value>): Promise<Outcome<Value>> {
    const generation = this.#generation;
    try {
      const { answer, joined } = await this.#join(read);
      return joined && answer.outcome === 'miss' ? { ...answer, outcome: 'coalesced' } : answer;
    } catch (error) {
      const failure = this.#failureOf(error, read.context.signal);
      const isUsable = generation === this.#generation && errorCodes[failure.code].keepsStale;
      const { known } = read;
      const fetched = isUsable && known ? entryInGrace<Value>(known, this.#options) : undefined;
      if (!known || !fetched) throw failure;
      return { fetched, entry: known, outcome: 'stale' };
    }
  }

  async #join<Value>(read: Read<Value>) {
    const key = `${this.#generation}:${this.#cacheKey(read.operation, read.key)}`;
    let joined = this.#calls.get(key);
    joined?.join(read.context);
    try {
      return await this.#flights.join(key, read.context.signal, (controller) => {
        const call = new Call(read.context, controller);
        call.join(read.context);
        joined = call;
        read.call = call;
        this.#calls.set(key, call);
        return this.#load(read, call).finally(() => {
          if (this.#calls.get(key) === call) this.#calls.delete(key);
        });
      });
    } finally {
      joined?.leave(read.context);
    }
  }

  async #load<Value>(read: Read<Value>, call: Call): Promise<Outcome<Value>> {
    const { operation, key, known } = read;
    const { store, limits, run } = this.#options;
    const generation = this.#generation;
    try {
      const answer = await run(operation, key, call);
      const { value, cut } = answer;
      this.#reportSkippedRows(operation, value, call);
      const isCurrent = generation === this.#generation;
      // As if it had failed. Without the grace period a part is better than nothing.
      if (isCurrent && known && isCutShort(answer) && !isCutShort(known)) {
        const fetched = this.#held.add<Value>(known);
        if (fetched) return { fetched, entry: known, outcome: 'stale' };
      }
      const times = { fetchedAt: Date.now(), receivedAt: performance.now() };
      const entry = { value, ...times, lifetimeMs: store ? lifetimeOf(operation, value, limits) : 0, cut };
      if (isCurrent) this.#keep(read, entry, answer);
      return { fetched: fetchedNow(entry), entry, outcome: 'miss' };
    } catch (error) {
      const evicts = error instanceof SessionGraphError && errorCodes[error.code].evicts;
      if (evicts) void store?.evict(this.#cacheKey(operation, key), hasValue(known));
      throw error;
    }
  }

  #keep<Value>({ operation, key, known }: Read<Value>, entry: Entry, answer: Answer<Value>): void {
    const { store, graceMs } = this.#options;
    const cacheKey = this.#cacheKey(operation, key);
    // The other replicas must not go on serving it.
    if (entry.value === null && hasValue(known)) void store?.evict(cacheKey, true);
    const keepMs = keepMsOf(entry.value, entry.lifetimeMs, graceMs);
    const { bytes, bodies } = answer;
    store?.set(cacheKey, entry, { keepMs, bytes, ...(operation.cachedIn === 'redis' && { bodies }) });
  }

  #report<Value>(
    read: Read<Value>,
    outcome: CacheOutcome,
    { started, freshForMs, entry }: { started: number; freshForMs: number; entry?: Entry },
  ): void {
    const { provider, observer, store } = this.#options;
    const { context, call } = read;
    const operation = read.operation.name;
    observer.cacheRead?.({ provider, operation, outcome });
    const durationMs = Math.round(performance.now() - started);
    const attempts = call?.attempts ?? 0;
    const freshUntil = performance.now() + freshForMs;
    const key = this.#cacheKey(read.operation, read.key);
    const cached = store && entry && { key, entry: new WeakRef(entry) };
    context.onRead?.({ provider, operation, outcome, attempts, durationMs, freshUntil, cached });
  }

  #reportSkippedRows<Value>(operation: Operation<Value>, value: Value, { context }: Call): void {
    const { provider, observer } = this.#options;
    const rows = operation.skippedRows?.(value) ?? 0;
    if (rows === 0) return;
    const fields = { provider, operation: operation.name, rows };
    context.log.warn(fields, 'rows without a usable id were skipped');
    observer.rowsLeftOut?.({ provider, rows });
  }

  /** A caller that aborts gets the reason of its own signal: the request's deadline, or the client's disconnect. */
  #failureOf(error: unknown, signal: AbortSignal): SessionGraphError {
    if (error instanceof SessionGraphError) return error;
    if (!signal.aborted) throw error;
    const { provider, name } = this.#options;
    return new SessionGraphError(
      'UPSTREAM_TIMEOUT',
      `${name} did not answer before the request's deadline.`,
      {
        provider,
      },
    );
  }

  #cacheKey(operation: Operation<unknown>, key: string): string {
    return keyOf(this.#options.scope, operation, key);
  }
}

function hasValue(entry: Entry | undefined): boolean {
  return entry !== undefined && entry.value !== null;
}
