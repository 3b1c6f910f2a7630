/** The right to make one call. */
export interface Turn {
  /** Returns the turn of a call that was not made after all. */
  giveBack(): void;
  /**
   * Marks the end of the call, which counts from now on. The vendor counted it when it arrived, some time between its start
   * and its end.
   */
  settle(): void;
}

/** A window's answer to calls that want turns. */
export interface Turns {
  readonly granted: readonly Turn[];
  /** The milliseconds until the next turns come free, soonest first; empty if all were granted that were asked for. */
  readonly freeIn: readonly number[];
}

export interface WindowStatus {
  readonly limit: number;
  readonly remaining: number;
  /** When the whole quota is available again, in milliseconds since 1970. */
  readonly resetsAt: number;
}

/**
 * A sliding window: at most `limit` calls in any span of `windowMs`, because nobody knows when the vendor's own window
 * begins.
 */
export interface Window {
  /**
   * @param count how many turns to take
   * @param wanted the number of entries in `freeIn`
   */
  take(count: number, wanted: number): Promise<Turns>;
  /** Whether this process has made no call in the last window. */
  readonly isUnused: boolean;
  status(): Promise<WindowStatus>;
}

export class MemoryWindow implements Window {
  readonly #windowMs: number;
  #limit: number;
  /** When each call of the last window ended or, if it is under way, started; oldest first, on the monotonic clock. */
  readonly #made: number[] = [];

  constructor(limit: number, windowMs: number) {
    this.#limit = limit;
    this.#windowMs = windowMs;
  }

  get isUnused(): boolean {
    this.#forgetOld();
    return this.#made.length === 0;
  }

  async take(count: number, wanted: number): Promise<Turns> {
    return this.takeNow(count, wanted);
  }

  takeNow(count: number, wanted: number): Turns {
    const now = this.#forgetOld();
    const free = Math.max(0, Math.min(count, this.#limit - this.#made.length));
    const granted = Array.from({ length: free }, () => this.#turn(now));
    if (free === count) return { granted, freeIn: [] };
    const over = this.#made.length - this.#limit;
    const next = this.#made.slice(over, over + wanted).map((at) => at + this.#windowMs - now);
    return { granted, freeIn: freeTurns(next, wanted, this.#windowMs) };
  }

  async status(): Promise<WindowStatus> {
    const now = this.#forgetOld();
    const resetsInMs = (this.#made.at(-1) ?? now - this.#windowMs) + this.#windowMs - now;
    return {
      limit: this.#limit,
      remaining: Math.max(0, this.#limit - this.#made.length),
      resetsAt: Date.now() + resetsInMs,
    };
  }

  #turn(startedAt: number): Turn {
    this.#made.push(startedAt);
    const settle = (): void => {
      this.#forget(startedAt);
      this.#made.push(performance.now());
    };
    return { giveBack: () => this.#forget(startedAt), settle };
  }

  #forget(at: number): void {
    const place = this.#made.lastIndexOf(at);
    if (place >= 0) this.#made.splice(place, 1);
  }

  #forgetOld(): number {
    const now = performance.now();
    while (this.#made[0] !== undefined && this.#made[0] <= now - this.#windowMs) this.#made.shift();
    return now;
  }
}

/**
 * @param freeIn when the turns that are taken now come free
 * @returns `wanted` turns: a turn that is taken as soon as it comes free comes free again one window later
 */
export function freeTurns(freeIn: readonly number[], wanted: number, windowMs: number): readonly number[] {
  return Array.from(
    { length: wanted },
    (_, place) => (freeIn[place % freeIn.length] as number) + Math.floor(place / freeIn.length) * windowMs,
  );
}
