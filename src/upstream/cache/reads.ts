import { SessionGraphError } from '../../model/errors.ts';
import type { SessionProvider } from '../../model/generated.ts';
import type { CallContext } from '../client.ts';
import { Flights } from '../flights.ts';
import type { CacheOutcome, Observer } from '../observer.ts';
import { lifetimeOf, type ReadOperation, type Lifetimes } from './lifetime.ts';
import type { Entry, Store } from './store.ts';

/** What was read, with how true it still is. */
export interface Fetched<T> {
  readonly value: T;
  /** When the vendor answered, in milliseconds since 1970. */
  readonly fetchedAt: number;
  /** Whether it is older than it should be. */
  readonly stale: boolean;
  /** For how long it counts as fresh from now, in milliseconds. */
  readonly freshForMs: number;
}

export interface ReadsOptions {
  readonly provider: SessionProvider;
  /** The vendor's name, for messages. */
  readonly name: string;
  /** Tells apart what different credentials may see; holds neither a credential nor an address. */
  readonly scope: string;
  /** Undefined when nothing is to be kept. */
  readonly store?: Store | undefined;
  readonly lifetimes: Lifetimes;
  /** How long after its lifetime an answer is still given while a new one is fetched, in milliseconds. */
  readonly staleWhileRevalidateMs: number;
  /** How long after its lifetime an answer is still given when the vendor cannot be read, in milliseconds. */
  readonly graceMs: number;
  readonly observer: Observer;
}

export interface Read<T> {
  readonly operation: ReadOperation;
  readonly externalId: string;
  readonly load: (call: CallContext) => Promise<T>;
  /** The size of what is not to be copied out of this process. */
  readonly ownBytes?: (value: T) => number;
}

/** The vendor cannot be read now, which says nothing against what it said before. */
const passing = new Set(['UPSTREAM_TIMEOUT', 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_RATE_LIMITED']);
/** What was read before must not be shown any more. */
const revoking = new Set(['UPSTREAM_UNAUTHORIZED', 'UPSTREAM_FORBIDDEN', 'NOT_FOUND']);

/** One vendor's reads: each from what is known already, from a read that is under way, or from the vendor. */
export class Reads {
  readonly #options: ReadsOptions;
  readonly #flights = new Flights();
  /** Raised by a purge: a read that began before it is not kept, and nobody joins it any more. */
  #generation = 0;

  constructor(options: ReadsOptions) {
    this.#options = options;
  }

  /** @throws {SessionGraphError} */
  async read<T>(read: Read<T>, call: CallContext): Promise<Fetched<T>> {
    const started = performance.now();
    const { operation } = read;
    const { provider, observer } = this.#options;
    let attempts = 0;
    const end = (outcome: CacheOutcome, freshForMs: number): void => {
      observer.cacheRead?.({ provider, operation, outcome });
      const durationMs = Math.round(performance.now() - started);
      const freshUntil = Date.now() + freshForMs;
      call.onRead?.({ provider, operation, outcome, attempts, durationMs, freshUntil });
    };
    try {
      const { fetched, outcome } = await this.#answer(read, {
        ...call,
        onAttempt: () => void (attempts += 1),
      });
      end(outcome, fetched.freshForMs);
      return fetched;
    } catch (error) {
      end('failed', 0);
      throw error;
    }
  }

  /** Forgets one session, or with no id everything; a list may hold the session, so lists go in either case. */
  async purge(externalId?: string): Promise<void> {
    this.#generation += 1;
    const { store, scope } = this.#options;
    if (externalId === undefined) return store?.deleteAll(`${scope}:`);
    store?.deleteOwn(`${scope}:listSessions:`);
    return store?.delete(this.#key('getSession', externalId));
  }

  stop(): void {
    this.#flights.stop();
  }

  async #answer<T>(read: Read<T>, call: CallContext) {
    const entry = await this.#options.store?.get(this.#key(read.operation, read.externalId));
    const known = entry && this.#useKnown<T>(entry, call);
    if (known?.isBehind) this.#refresh(read, call);
    return known ?? this.#fetch(read, call, entry);
  }

  #useKnown<T>(entry: Entry, { wish = {} }: CallContext) {
    const { staleWhileRevalidateMs, graceMs } = this.#options;
    const ageMs = Date.now() - entry.fetchedAt;
    const freshForMs = Math.min(entry.lifetimeMs, wish.maxAgeMs ?? Infinity) - ageMs;
    const fetched = {
      value: entry.value as T,
      fetchedAt: entry.fetchedAt,
      stale: freshForMs <= 0,
      freshForMs,
    };
    if (freshForMs > 0) return { fetched, outcome: 'hit' as CacheOutcome, isBehind: false };
    const acceptedMs = Math.min(
      graceMs,
      wish.maxStaleMs ?? (wish.maxAgeMs === undefined ? staleWhileRevalidateMs : 0),
    );
    if (entry.value === null || -freshForMs >= acceptedMs) return undefined;
    return { fetched, outcome: 'stale' as CacheOutcome, isBehind: true };
  }

  #refresh<T>(read: Read<T>, call: CallContext): void {
    const background = {
      log: call.log,
      owner: call.owner,
      ...(call.trace && { trace: call.trace }),
      signal: new AbortController().signal,
      deadline: Infinity,
    };
    // A failure is logged where it happens; the stale answer has been given.
    this.#join(read, background).catch(() => undefined);
  }

  async #fetch<T>(read: Read<T>, call: CallContext, entry: Entry | undefined) {
    const generation = this.#generation;
    try {
      const { answer, joined } = await this.#join(read, call);
      const outcome: CacheOutcome = joined ? 'coalesced' : 'miss';
      return { fetched: this.#fetched<T>(answer), outcome };
    } catch (error) {
      const failure = this.#failureOf(error, call);
      const isOfUse =
        entry &&
        entry.value !== null &&
        generation === this.#generation &&
        Date.now() < entry.fetchedAt + entry.lifetimeMs + this.#options.graceMs;
      if (!isOfUse || !passing.has(failure.code)) throw failure;
      const fetched = { value: entry.value as T, fetchedAt: entry.fetchedAt, stale: true, freshForMs: 0 };
      return { fetched, outcome: 'stale' as CacheOutcome };
    }
  }

  #fetched<T>({ value, fetchedAt, lifetimeMs }: Entry): Fetched<T> {
    return { value: value as T, fetchedAt, stale: false, freshForMs: lifetimeMs - (Date.now() - fetchedAt) };
  }

  #join<T>(read: Read<T>, call: CallContext) {
    const key = this.#key(read.operation, read.externalId);
    return this.#flights.join(`${this.#generation}:${key}`, call.signal, (signal) =>
      this.#load(key, read, { ...call, signal }),
    );
  }

  async #load<T>(key: string, read: Read<T>, call: CallContext): Promise<Entry> {
    const { store, lifetimes, graceMs } = this.#options;
    const generation = this.#generation;
    try {
      const value = await read.load(call);
      const entry = {
        value,
        fetchedAt: Date.now(),
        lifetimeMs: lifetimeOf(read.operation, value, lifetimes),
      };
      const keepMs = entry.lifetimeMs === 0 ? 0 : entry.lifetimeMs + (value === null ? 0 : graceMs);
      const ownBytes = read.ownBytes?.(value);
      if (generation === this.#generation) {
        store?.set(key, entry, { keepMs, ...(ownBytes !== undefined && { ownBytes }) });
      }
      return entry;
    } catch (error) {
      if (error instanceof SessionGraphError && revoking.has(error.code)) void store?.delete(key);
      throw error;
    }
  }

  /** Whoever leaves gets the reason of its own signal, which is the request's deadline or the client's leaving. */
  #failureOf(error: unknown, { signal }: CallContext): SessionGraphError {
    if (error instanceof SessionGraphError) return error;
    if (!signal.aborted) throw error;
    const { provider, name } = this.#options;
    return new SessionGraphError('UPSTREAM_TIMEOUT', `${name} did not answer in time for this request.`, {
      provider,
    });
  }

  #key(operation: ReadOperation, externalId: string): string {
    return `${this.#options.scope}:${operation}:${externalId}`;
  }
}
