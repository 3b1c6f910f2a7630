import { LRUCache } from 'lru-cache';
import { Failure } from '../failure.ts';
import { Sample } from './sample.ts';

export type BreakerState = 'closed' | 'half-open' | 'open';

export interface BreakerOptions {
  /** The share of failed calls, from above 0 to 1, above which the breaker opens. At 1 it never opens. */
  readonly failureRatio: number;
  /** How long the breaker stays open before it lets calls through to try the vendor, in milliseconds. */
  readonly openMs: number;
  readonly onChange?: (state: BreakerState) => void;
}

/** What a call says to a breaker. `unknown` changes nothing. */
export type Verdict = 'up' | 'down' | 'unknown';

/** A call that the breaker has let through. */
export interface Trial {
  /** Ends the call. To be called once. */
  end(verdict: Verdict): void;
}

/**
 * A circuit breaker. While it is closed it counts calls; when too many fail it opens and refuses calls; after a while it is
 * half-open: each caller can make one call, and the first that tells something closes it or opens it again. A caller whose call
 * told nothing waits as long again for its next.
 */
export class Breaker {
  readonly #options: BreakerOptions;
  readonly #sample = new Sample();
  /** The callers that have tried the vendor since the breaker is half-open, and when each may try again. */
  readonly #tried = new LRUCache<string, number>({ max: 1_000 });
  #isClosed = true;
  /** On the clock of `performance.now()`. */
  #retryAt = 0;
  /** Counts the changes of state, so that calls from before a change are not counted after it. */
  #era = 0;

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  get state(): BreakerState {
    if (this.#isClosed) return 'closed';
    return performance.now() < this.#retryAt ? 'open' : 'half-open';
  }

  /** How long it stays open, in milliseconds; undefined unless it is open. */
  get openForMs(): number | undefined {
    return this.state === 'open' ? Math.round(this.#retryAt - performance.now()) : undefined;
  }

  /** @returns the failure of a call that the caller makes now; undefined if the call may be made */
  refusal(caller: string): Failure | undefined {
    const { state } = this;
    const waitMs = this.openForMs ?? (this.#tried.get(caller) ?? 0) - performance.now();
    if (state === 'closed' || waitMs <= 0) return undefined;
    return new Failure('UPSTREAM_UNAVAILABLE', 'is unavailable; calls are paused', {
      local: true,
      retryAfterSeconds: Math.ceil(Math.min(waitMs, this.#options.openMs) / 1000),
    });
  }

  /** Starts a call. `refusal` must have let it through. */
  start(caller: string): Trial {
    const isTry = !this.#isClosed;
    if (isTry && this.#tried.size === 0) this.#options.onChange?.('half-open');
    if (isTry) this.#tried.set(caller, Infinity);
    const era = this.#era;
    return {
      end: (verdict) => {
        if (era !== this.#era) return;
        if (isTry) this.#tried.set(caller, performance.now() + this.#options.openMs);
        if (verdict === 'unknown') return;
        if (isTry) this.#change(verdict === 'up');
        else this.#count(verdict === 'down');
      },
    };
  }

  /** Opens it for a reason that it cannot see. */
  open(): void {
    if (this.#isClosed) this.#change(false);
  }

  #count(isFailure: boolean): void {
    this.#sample.add(isFailure);
    if (isFailure && this.#sample.failsMoreThan(this.#options.failureRatio)) this.#change(false);
  }

  #change(isClosed: boolean): void {
    this.#era += 1;
    this.#isClosed = isClosed;
    this.#tried.clear();
    this.#sample.clear();
    if (!isClosed) this.#retryAt = performance.now() + this.#options.openMs;
    this.#options.onChange?.(this.state);
  }
}
