/**
 * A queue in which owners take turns: an owner's second item comes after every other owner's first. An owner of 200 items
 * waits longer for the last of them, but does not delay anybody else.
 */
export class FairQueue<T> {
  #items: { readonly owner: string; readonly round: number; readonly item: T }[] = [];
  /** The round of each owner's last item, and the number of its items, while it has any in the queue. */
  readonly #owners = new Map<string, { last: number; count: number }>();
  #round = 0;

  get length(): number {
    return this.#items.length;
  }

  /** The items in the order in which they leave if nothing is added. */
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

  /** @returns the first item, or the first that meets the condition */
  peek(condition: (item: T) => boolean = () => true): T | undefined {
    return this.#items.find(({ item }) => condition(item))?.item;
  }

  /** Removes the first item, or the first that meets the condition. */
  shift(condition: (item: T) => boolean = () => true): T | undefined {
    const place = this.#items.findIndex(({ item }) => condition(item));
    const [first] = place < 0 ? [] : this.#items.splice(place, 1);
    if (!first) return undefined;
    this.#round = first.round;
    this.#forget(first);
    return first.item;
  }

  /** Removes the item that would leave last. */
  pop(): T | undefined {
    const last = this.#items.pop();
    if (!last) return undefined;
    this.#forget(last);
    return last.item;
  }

  /** Removes the owner's last item. */
  removeLast(owner: string): void {
    const place = this.#items.findLastIndex((queued) => queued.owner === owner);
    const [removed] = place < 0 ? [] : this.#items.splice(place, 1);
    if (removed) this.#forget(removed);
  }

  /** @returns whether it was in the queue */
  remove(item: T): boolean {
    const place = this.#items.findIndex((queued) => queued.item === item);
    const [removed] = place < 0 ? [] : this.#items.splice(place, 1);
    if (removed) this.#forget(removed);
    return removed !== undefined;
  }

  /** @returns the removed items */
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
