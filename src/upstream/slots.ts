/**
 * The connections of one link. The budgets of all its accounts draw on them, so one account's calls cannot hide in the
 * HTTP agent's queue behind another's.
 */
export class Slots {
  readonly #size: number;
  readonly #waiting = new Set<() => void>();
  #taken = 0;

  constructor(size: number) {
    this.#size = size;
  }

  /** @param onFree called once when a slot may be free again, if none is free now */
  take(onFree: () => void): boolean {
    if (this.#taken >= this.#size) {
      this.#waiting.add(onFree);
      return false;
    }
    this.#taken += 1;
    return true;
  }

  release(): void {
    this.#taken -= 1;
    const waiting = [...this.#waiting];
    // Cleared first: those that find no free slot register again, at the end.
    this.#waiting.clear();
    for (const onFree of waiting) onFree();
  }

  /** Forgets a caller of `take` that no longer needs a slot. */
  forget(onFree: () => void): void {
    this.#waiting.delete(onFree);
  }
}
