import {
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhenResult,
  SamplingBreaker,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import { errorCodes } from '../model/errors.ts';
import { Failure, failureOfError } from './failure.ts';

export type BreakerState = 'closed' | 'half-open' | 'open';

export interface BreakerOptions {
  /** The share of failed calls, from above 0 to 1, above which the breaker opens. At 1 it never opens. */
  readonly failureRatio: number;
  /** How long the breaker stays open before it lets one call through, in milliseconds. */
  readonly openMs: number;
  readonly onChange?: (state: BreakerState, retryAt: number | undefined) => void;
}

/** The ratio covers this time, and counts only at this rate of calls or more. */
const sampleMs = 10_000;
const minCallsPerSecond = 1;

function samplingBreaker(threshold: number): SamplingBreaker {
  return new SamplingBreaker({ threshold, duration: sampleMs, minimumRps: minCallsPerSecond });
}

type Outcome<T> = { readonly value: T } | { readonly failure: Failure };

/** Stops calls to a vendor that is down. A vendor that answers is up, even with a 404, a 401, a 429 or an invalid body. */
export class Breaker {
  readonly #policy: CircuitBreakerPolicy;
  readonly #openMs: number;
  #retryAt = 0;
  #isProbing = false;

  constructor({ failureRatio, openMs, onChange }: BreakerOptions) {
    this.#openMs = openMs;
    this.#policy = circuitBreaker(
      handleWhenResult((outcome) => isVendorDown(outcome as Outcome<unknown>)),
      {
        halfOpenAfter: openMs,
        breaker: failureRatio < 1 ? samplingBreaker(failureRatio) : new ConsecutiveBreaker(Infinity),
      },
    );
    this.#policy.onBreak(() => {
      this.#retryAt = Date.now() + this.#openMs;
    });
    this.#policy.onStateChange(() => onChange?.(this.state, this.retryAt));
  }

  get state(): BreakerState {
    if (this.#policy.state === CircuitState.Closed) return 'closed';
    return this.#policy.state === CircuitState.Open && Date.now() < this.#retryAt ? 'open' : 'half-open';
  }

  /** When the next call is let through, in milliseconds since 1970; undefined unless the breaker is open. */
  get retryAt(): number | undefined {
    return this.state === 'open' ? this.#retryAt : undefined;
  }

  /** @returns the failure of a call made now; undefined if the call may be made */
  refusal(): Failure | undefined {
    if (this.state === 'closed') return undefined;
    const waitMs = Math.max(0, this.#retryAt - Date.now());
    if (waitMs === 0 && !this.#isProbing) return undefined;
    return new Failure('UPSTREAM_UNAVAILABLE', 'is unavailable; calls are paused', {
      local: true,
      retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
    });
  }

  /** @throws {Failure} what `call` throws, or `refusal()` */
  async run<T>(call: () => Promise<T>): Promise<T> {
    const refusal = this.refusal();
    if (refusal) throw refusal;
    const isProbe = this.state !== 'closed';
    if (isProbe) this.#isProbing = true;
    try {
      const outcome = await this.#policy.execute(() => outcomeOf(call, isProbe));
      if ('failure' in outcome) throw outcome.failure;
      return outcome.value;
    } finally {
      if (isProbe) this.#isProbing = false;
    }
  }
}

function isVendorDown(outcome: Outcome<unknown>): boolean {
  if (!('failure' in outcome)) return false;
  return errorCodes[outcome.failure.code].opensBreaker;
}

/** @throws {Failure} if the call was abandoned */
async function outcomeOf<T>(call: () => Promise<T>, isProbe: boolean): Promise<Outcome<T>> {
  try {
    return { value: await call() };
  } catch (error) {
    const failure = failureOfError(error);
    // A client disconnect says nothing about the vendor. An abandoned probe must not close the breaker, though.
    if (failure.details.abandoned && !isProbe) throw failure;
    return { failure };
  }
}
