import { LRUCache } from 'lru-cache';
import { TurnPool } from './turn-pool.ts';
import type { Window } from './window.ts';

/** Beyond this number the caller that has not called for longest is forgotten. */
const maxCallers = 1_000;

const unlimited = new TurnPool();

/** What each caller may use of a vendor's quota. */
export class Shares {
  readonly #windowOf: ((caller: string) => Window) | undefined;
  readonly #pools = new LRUCache<string, TurnPool>({ max: maxCallers });
  /** The pools that were looked at since spare turns were last given back. */
  readonly #used = new Set<TurnPool>();

  /** @param windowOf creates the window of a caller. Default: callers are not limited */
  constructor(windowOf?: (caller: string) => Window) {
    this.#windowOf = windowOf;
  }

  get areLimited(): boolean {
    return this.#windowOf !== undefined;
  }

  of(caller: string): TurnPool {
    if (!this.#windowOf) return unlimited;
    const pool = this.#pools.get(caller) ?? new TurnPool(this.#windowOf(caller));
    this.#pools.set(caller, pool);
    this.#used.add(pool);
    return pool;
  }

  giveBackSpare(): void {
    for (const pool of this.#used) pool.giveBackSpare();
    this.#used.clear();
  }
}
