import { LRUCache } from 'lru-cache';
import { failureOfError, type Failure, type Health } from '../failure.ts';
import { Breaker, type BreakerOptions, type BreakerState, type Verdict } from './breaker.ts';
import { healthOf } from './health.ts';
import { Votes } from './votes.ts';

export interface LinkBreakerOptions extends Omit<BreakerOptions, 'onChange'> {
  /** @param caller whose breaker has changed; undefined for the one that all callers share */
  readonly onChange?: (state: BreakerState, caller: string | undefined) => void;
}

/** Beyond this number the caller that has not called for longest is forgotten. */
const maxCallers = 1_000;

/**
 * The breakers of a link. What a caller asks for can be the reason why a vendor fails, so each caller has a breaker of its
 * own. The one that they share opens when connections fail, or when the last calls of most callers did. Whether a vendor that
 * can be reached answers is tried by each caller for itself: nobody's failing calls keep it closed to others.
 */
export class LinkBreaker {
  readonly #options: LinkBreakerOptions;
  readonly #shared: Breaker;
  readonly #own = new LRUCache<string, Breaker>({ max: maxCallers });
  readonly #votes = new Votes();

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
      shared.end(sharedVerdicts[health]);
      this.#vote(caller, health);
    }
  }

  #vote(caller: string, health: Health): void {
    if (health !== 'up' && health !== 'failing') return;
    this.#votes.set(caller, health === 'failing');
    if (health === 'up' || !this.#votes.failMoreThan(this.#options.failureRatio)) return;
    this.#votes.clear();
    this.#shared.open();
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

const sharedVerdicts = {
  up: 'up',
  failing: 'unknown',
  unreachable: 'down',
  unknown: 'unknown',
} as const satisfies Record<Health, Verdict>;

/** Whether the vendor can be reached is for the shared breaker to say. */
const ownVerdicts = {
  up: 'up',
  failing: 'down',
  unreachable: 'unknown',
  unknown: 'unknown',
} as const satisfies Record<Health, Verdict>;
