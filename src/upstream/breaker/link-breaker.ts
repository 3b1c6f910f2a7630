import { LRUCache } from 'lru-cache';
import { failureOfError, type Failure, type Health } from '../failure.ts';
import { Breaker, type BreakerOptions, type BreakerState, type Verdict } from './breaker.ts';
import { healthOf } from './health.ts';

export interface LinkBreakerOptions extends Omit<BreakerOptions, 'onChange'> {
  /** @param caller whose breaker has changed; undefined for the one that all callers share */
  readonly onChange?: (state: BreakerState, caller: string | undefined) => void;
}

/** Beyond this number the caller that has not called for longest is forgotten. */
const maxCallers = 1_000;

/** For how long a caller's failure confirms another caller's, in milliseconds. */
const confirmsMs = 10_000;

/**
 * The breakers of a link. What a caller asks for can be the reason why a vendor fails, so each caller has a breaker of its
 * own. The one that they share opens when connections fail, or when calls of different callers do: a caller's failure counts
 * there only if the last failure was another's, so one caller's failures never weigh more than everybody else's.
 */
export class LinkBreaker {
  readonly #options: LinkBreakerOptions;
  readonly #shared: Breaker;
  readonly #own = new LRUCache<string, Breaker>({ max: maxCallers });
  #lastFailure: { readonly caller: string; readonly at: number } | undefined;

  constructor(options: LinkBreakerOptions) {
    this.#options = options;
    this.#shared = this.#create(undefined);
  }

  /** The state of the shared breaker, and the number of callers whose own is not closed. */
  get status(): { readonly state: BreakerState; readonly refusedCallers: number } {
    const refusedCallers = [...this.#own.values()].filter(({ state }) => state !== 'closed').length;
    return { state: this.#shared.state, refusedCallers };
  }

  /** The state for one caller, and for how long it stays open, in milliseconds. */
  stateFor(caller: string): { readonly state: BreakerState; readonly openForMs: number | undefined } {
    const own = this.#own.peek(caller);
    const { state, openForMs } = this.#shared.state === 'closed' && own ? own : this.#shared;
    return { state, openForMs };
  }

  /** @returns the failure of a call that the caller makes now; undefined if the call may be made */
  refusal(caller: string): Failure | undefined {
    return this.#shared.refusal(caller) ?? this.#own.peek(caller)?.refusal(caller);
  }

  /** @throws {Failure} what `call` throws, or `refusal(caller)` */
  async run<T>(caller: string, call: () => Promise<T>): Promise<T> {
    const refusal = this.refusal(caller);
    if (refusal) throw refusal;
    const shared = this.#shared.start(caller);
    const own = this.#ownOf(caller).start(caller);
    let health: Health = 'up';
    try {
      return await call();
    } catch (error) {
      const failure = failureOfError(error);
      health = healthOf(failure);
      throw failure;
    } finally {
      own.end(ownVerdicts[health]);
      shared.end(this.#sharedVerdict(health, caller));
    }
  }

  #sharedVerdict(health: Health, caller: string): Verdict {
    if (health === 'unreachable') return 'down';
    if (health !== 'failing') return health;
    const last = this.#lastFailure;
    const now = performance.now();
    this.#lastFailure = { caller, at: now };
    return last && last.caller !== caller && now - last.at < confirmsMs ? 'down' : 'unknown';
  }

  #ownOf(caller: string): Breaker {
    const known = this.#own.get(caller);
    if (known) return known;
    const breaker = this.#create(caller);
    this.#own.set(caller, breaker);
    return breaker;
  }

  #create(caller: string | undefined): Breaker {
    const { onChange, ...options } = this.#options;
    return new Breaker({ ...options, onChange: (state) => onChange?.(state, caller) });
  }
}

/** Whether the vendor can be reached is for the shared breaker to say. */
const ownVerdicts = {
  up: 'up',
  failing: 'down',
  unreachable: 'unknown',
  unknown: 'unknown',
} as const satisfies Record<Health, Verdict>;
