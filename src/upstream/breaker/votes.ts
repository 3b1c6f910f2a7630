/** A caller's last call counts for this time, in milliseconds. */
const countsMs = 10_000;

/** Fewer callers than this say nothing about a vendor: what each of them asks for may be the reason. */
const minCallers = 10;

const maxCallers = 10_000;

interface Vote {
  readonly isFailure: boolean;
  readonly at: number;
}

/** What the last call of each caller came to. A caller has one vote, however many calls it makes. */
export class Votes {
  /** The oldest first. */
  readonly #votes = new Map<string, Vote>();
  #failures = 0;

  set(caller: string, isFailure: boolean): void {
    this.#remove(caller);
    this.#votes.set(caller, { isFailure, at: performance.now() });
    if (isFailure) this.#failures += 1;
    this.#forgetOld();
  }

  /** Whether more than this share of the callers failed. */
  failMoreThan(ratio: number): boolean {
    this.#forgetOld();
    return this.#votes.size >= minCallers && this.#failures > ratio * this.#votes.size;
  }

  clear(): void {
    this.#votes.clear();
    this.#failures = 0;
  }

  #forgetOld(): void {
    const since = performance.now() - countsMs;
    for (const [caller, { at }] of this.#votes) {
      if (at > since && this.#votes.size <= maxCallers) return;
      this.#remove(caller);
    }
  }

  #remove(caller: string): void {
    const vote = this.#votes.get(caller);
    if (vote?.isFailure) this.#failures -= 1;
    this.#votes.delete(caller);
  }
}
