import {
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhenResult,
  SamplingBreaker,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import { Failure, failureOfError } from './failure.ts';

export type BreakerState = 'closed' | 'half-open' | 'open';

export interface BreakerOptions {
  /** The share of failed calls, above 0, beyond which the breaker opens; at 1 it never does. */
  readonly failureRatio: number;
  /** How long no call is made, in milliseconds; then one tries. */
  readonly openMs: number;
  readonly onChange?: (state: BreakerState, retryAt: number | undefined) => void;
}

/** The ratio is taken over this time, and only when there were at least so many calls in it. */
const sampleMs = 10_000;
const leastCallsPerSecond = 1;

function samplingBreaker(threshold: number): SamplingBreaker {
  return new SamplingBreaker({ threshold, duration: sampleMs, minimumRps: leastCallsPerSecond });
}

type Outcome<T> = { readonly value: T } | { readonly failure: Failure };

/** Leaves a vendor that is down alone. One that answers is up, be it with a 404, a 401, a 429 or nonsense. */
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

  /** When the next call is tried, in milliseconds since 1970; undefined while calls are made. */
  get retryAt(): number | undefined {
    return this.state === 'open' ? this.#retryAt : undefined;
  }

  /** @returns why no call may be made now; undefined when one may */
  refusal(): Failure | undefined {
    if (this.state === 'closed') return undefined;
    const waitMs = Math.max(0, this.#retryAt - Date.now());
    if (waitMs === 0 && !this.#isProbing) return undefined;
    return new Failure('UPSTREAM_UNAVAILABLE', 'is down and left alone for a while', {
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
  const { code } = outcome.failure;
  return code === 'UPSTREAM_TIMEOUT' || code === 'UPSTREAM_UNAVAILABLE';
}

/** @throws {Failure} what counts neither for the vendor nor against it */
async function outcomeOf<T>(call: () => Promise<T>, isProbe: boolean): Promise<Outcome<T>> {
  try {
    return { value: await call() };
  } catch (error) {
    const failure = failureOfError(error);
    // Clients that go tell nothing of the vendor; a probe that was left unfinished must not close the breaker though.
    if (failure.details.abandoned && !isProbe) throw failure;
    return { failure };
  }
}
