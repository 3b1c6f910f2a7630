/** A timer that fires at the earliest of the times that it is set to. */
export class Alarm {
  readonly #onTime: () => void;
  #timer: NodeJS.Timeout | undefined;
  /** On the clock of `performance.now()`. */
  #at = Infinity;

  constructor(onTime: () => void) {
    this.#onTime = onTime;
  }

  setIn(ms: number): void {
    const at = performance.now() + ms;
    if (at >= this.#at) return;
    this.clear();
    this.#at = at;
    this.#timer = setTimeout(() => {
      this.clear();
      this.#onTime();
    }, ms);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#at = Infinity;
  }
}
