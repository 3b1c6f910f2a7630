/** A window's answer to a call that wants a turn. */
export type Turn =
  | {
      readonly granted: true;
      /** Returns the turn of a call that was not made after all. */
      giveBack(): void;
      /**
       * Marks the end of the call, which counts from now on. The vendor counted it when it arrived, some time between its
       * start and its end.
       */
      settle(): void;
    }
  /** `freeIn`: the milliseconds until the next turns come free, soonest first. */
  | { readonly granted: false; readonly freeIn: readonly number[] };

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
  /** @param wanted the number of entries in `freeIn` */
  take(wanted: number): Promise<Turn>;
  /** Whether this process has made no call in the last window. */
  readonly isUnused: boolean;
  status(): Promise<WindowStatus>;
}

export class MemoryWindow implements Window {
  readonly #windowMs: number;
  #limit: number;
  /** When each call of the last window ended or, if it is under way, started; oldest first. */
  readonly #made: number[] = [];

  constructor(limit: number, windowMs: number) {
    this.#limit = limit;
    this.#windowMs = windowMs;
  }

  get isUnused(): boolean {
    this.#forgetOld();
    return this.#made.length === 0;
  }

  async take(wanted: number): Promise<Turn> {
    return this.takeNow(wanted);
  }

  takeNow(wanted: number): Turn {
    const now = this.#forgetOld();
    const over = this.#made.length - this.#limit;
    if (over >= 0) {
      return {
        granted: false,
        freeIn: freeTurns(
          this.#made.slice(over, over + wanted).map((at) => at + this.#windowMs - now),
          wanted,
          this.#windowMs,
        ),
      };
    }
    this.#made.push(now);
    const settle = (): void => {
      this.#forget(now);
      this.#made.push(Date.now());
    };
    return { granted: true, giveBack: () => this.#forget(now), settle };
  }

  async status(): Promise<WindowStatus> {
    const now = this.#forgetOld();
    return {
      limit: this.#limit,
      remaining: Math.max(0, this.#limit - this.#made.length),
      resetsAt: (this.#made.at(-1) ?? now - this.#windowMs) + this.#windowMs,
    };
  }

  #forget(at: number): void {
    const place = this.#made.lastIndexOf(at);
    if (place >= 0) this.#made.splice(place, 1);
  }

  #forgetOld(): number {
    const now = Date.now();
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
