/** What a window says to a call that wants to be made. */
export type Turn =
  | {
      readonly granted: true;
      /** The call was not made after all. */
      giveBack(): void;
      /**
       * The call is over. It counts from now on: when it was sent it had still to reach the vendor, who counted it at
       * some time before this.
       */
      settle(): void;
    }
  /** `freeIn`: in how many milliseconds the next turns come free, the soonest first. */
  | { readonly granted: false; readonly freeIn: readonly number[] };

export interface WindowStatus {
  readonly limit: number;
  readonly remaining: number;
  /** When the window is whole again, in milliseconds since 1970. */
  readonly resetsAt: number;
}

/**
 * At most `limit` calls in any span of `windowMs`, wherever that span begins, so whenever the vendor's minute begins, and
 * as the vendor counts.
 */
export interface Window {
  /** @param wanted how many turns are waited for: so many are told in `freeIn` */
  take(wanted: number): Promise<Turn>;
  status(): Promise<WindowStatus>;
}

export class MemoryWindow implements Window {
  readonly #windowMs: number;
  #limit: number;
  /** When the calls of the last window were made or, if they are over, ended; the oldest first. */
  readonly #made: number[] = [];

  constructor(limit: number, windowMs: number) {
    this.#limit = limit;
    this.#windowMs = windowMs;
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
 * @param freeIn when the turns come free that are taken now
 * @returns as many as are wanted: a turn that is taken when it comes free is free again a window later
 */
export function freeTurns(freeIn: readonly number[], wanted: number, windowMs: number): readonly number[] {
  return Array.from(
    { length: wanted },
    (_, place) => (freeIn[place % freeIn.length] as number) + Math.floor(place / freeIn.length) * windowMs,
  );
}
