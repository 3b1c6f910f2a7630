/**
 * A queue in which the owners take turns: an owner's second item waits until every other owner has had a first.
 * Who asks for 200 things waits longer for the last of them, and nobody else waits for them.
 */
export class FairQueue<T> {
  #items: { readonly owner: string; readonly round: number; readonly item: T }[] = [];
  /** The round of each owner's last item and how many it has, as long as it has one in the queue. */
  readonly #owners = new Map<string, { last: number; count: number }>();
  #round = 0;

  get length(): number {
    return this.#items.length;
  }

  /** What is queued, in the order in which it will come out if nothing is added. */
  get inOrder(): readonly T[] {
    return this.#items.map(({ item }) => item);
  }

  push(owner: string, item: T): void {
    const known = this.#owners.get(owner);
    const round = known ? known.last + 1 : this.#round;
    this.#owners.set(owner, { last: round, count: (known?.count ?? 0) + 1 });
    const behind = this.#items.findLastIndex((queued) => queued.round <= round) + 1;
    this.#items.splice(behind, 0, { owner, round, item });
  }

  shift(): T | undefined {
    const first = this.#items.shift();
    if (!first) return undefined;
    this.#round = first.round;
    this.#forget(first);
    return first.item;
  }

  /** Takes out what would come out last. */
  pop(): T | undefined {
    const last = this.#items.pop();
    if (!last) return undefined;
    this.#forget(last);
    return last.item;
  }

  /** @returns whether it was in the queue */
  remove(item: T): boolean {
    const place = this.#items.findIndex((queued) => queued.item === item);
    const [removed] = place < 0 ? [] : this.#items.splice(place, 1);
    if (removed) this.#forget(removed);
    return removed !== undefined;
  }

  /** @returns what was taken out */
  removeIf(condition: (item: T) => boolean): T[] {
    const removed = this.#items.filter(({ item }) => condition(item));
    this.#items = this.#items.filter(({ item }) => !condition(item));
    for (const item of removed) this.#forget(item);
    return removed.map(({ item }) => item);
  }

  #forget({ owner }: { readonly owner: string }): void {
    const known = this.#owners.get(owner);
    if (!known) return;
    known.count -= 1;
    if (known.count === 0) this.#owners.delete(owner);
  }
}
