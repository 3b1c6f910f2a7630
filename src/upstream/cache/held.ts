import {
  entryInGrace,
  type Entry,
  type Fetched,
  type FreshnessPreference,
  type StalePolicy,
} from './freshness.ts';

/**
 * Whole answers whose refresh was cut short. For a while they are served without waiting for the next refresh: each reader would
 * wait for a vendor that is too slow to send all of it.
 */
export class Held {
  readonly #policy: StalePolicy;
  readonly #until = new WeakMap<Entry, number>();

  constructor(policy: StalePolicy) {
    this.#policy = policy;
  }

  /** @returns the entry as the answer to the read that was cut short; undefined if it is too old */
  add<T>(entry: Entry): Fetched<T> | undefined {
    this.#until.set(entry, performance.now() + this.#policy.staleWhileRevalidateMs);
    return entryInGrace<T>(entry, this.#policy);
  }

  /** @returns undefined if the reader must wait, as one who wants a fresher answer */
  get<T>(entry: Entry, preference: FreshnessPreference | undefined): Fetched<T> | undefined {
    if (preference || performance.now() >= (this.#until.get(entry) ?? 0)) return undefined;
    const fetched = entryInGrace<T>(entry, this.#policy);
    return fetched && { ...fetched, isCached: true };
  }
}
