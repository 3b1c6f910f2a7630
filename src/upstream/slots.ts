/** One caller may hold at most this many slots for each that is free. */
const heldPerFree = 7;

/**
 * The connections of one link. The budgets of all its accounts draw on them, so one account's calls cannot hide in the
 * HTTP agent's queue behind another's. The share of a caller depends on what is free (a dynamic threshold): alone it gets
 * seven of eight slots, and another caller still finds one. With fewer than eight slots one caller can hold them all.
 */
export class Slots {
  readonly #size: number;
  readonly #held = new Map<string, number>();
  readonly #waiting = new Set<() => void>();
  #taken = 0;

  constructor(size: number) {
    this.#size = size;
  }

  get free(): number {
    return this.#size - this.#taken;
  }

  canTake(caller: string): boolean {
    return (this.#held.get(caller) ?? 0) < heldPerFree * this.free;
  }

  /** Takes a slot. `canTake` must have said so. */
  take(caller: string): void {
    this.#taken += 1;
    this.#held.set(caller, (this.#held.get(caller) ?? 0) + 1);
  }

  release(caller: string): void {
    this.#taken -= 1;
    const held = (this.#held.get(caller) ?? 1) - 1;
    if (held > 0) this.#held.set(caller, held);
    else this.#held.delete(caller);
    const waiting = [...this.#waiting];
    // Cleared first: those that find no free slot register again, at the end.
    this.#waiting.clear();
    for (const onFree of waiting) onFree();
  }

  /** @param onFree called once when a slot is released */
  wait(onFree: () => void): void {
    this.#waiting.add(onFree);
  }

  /** Forgets a caller of `wait` that no longer needs a slot. */
  forget(onFree: () => void): void {
    this.#waiting.delete(onFree);
  }
}
