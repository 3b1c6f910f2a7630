import { FairQueue } from './fair-queue.ts';

/** Who an item in the queue belongs to. */
export interface Owner {
  /** Identifies who sent the request: callers take turns in the queue, and share the connections. */
  readonly caller: string;
  /** Identifies the request: the requests of one caller take turns. */
  readonly queueId: string;
}

/** A queue in which callers take turns, and within a caller its requests. */
export class CallerQueue<T extends Owner> {
  /** A place for each item, by caller. Which item takes it is decided when it leaves. */
  readonly #places = new FairQueue<string>();
  readonly #ofCaller = new Map<string, FairQueue<T>>();

  get length(): number {
    return this.#places.length;
  }

  /** The items in the order in which they leave if nothing is added. */
  get inOrder(): readonly T[] {
    const left = new Map([...this.#ofCaller].map(([caller, items]) => [caller, items.inOrder.values()]));
    return this.#places.inOrder.map((caller) => left.get(caller)?.next().value as T);
  }

  push(item: T): void {
    const items = this.#ofCaller.get(item.caller) ?? new FairQueue<T>();
    this.#ofCaller.set(item.caller, items);
    items.push(item.queueId, item);
    this.#places.push(item.caller, item.caller);
  }

  /** @returns the first caller in the queue that meets the condition */
  nextCaller(condition: (caller: string) => boolean): string | undefined {
    return this.#places.peek(condition);
  }

  /** Removes the caller's next item. */
  shift(caller: string): T | undefined {
    const item = this.#ofCaller.get(caller)?.shift();
    if (item) this.#places.shift((place) => place === caller);
    this.#forget(caller);
    return item;
  }

  /** Removes the item that would leave last: one of the caller with the most. */
  pop(): T | undefined {
    const caller = this.#places.pop();
    const item = caller === undefined ? undefined : this.#ofCaller.get(caller)?.pop();
    if (caller !== undefined) this.#forget(caller);
    return item;
  }

  /** @returns whether it was in the queue */
  remove(item: T): boolean {
    const isRemoved = this.#ofCaller.get(item.caller)?.remove(item) ?? false;
    if (isRemoved) this.#places.removeLast(item.caller);
    this.#forget(item.caller);
    return isRemoved;
  }

  /** @returns the removed items */
  removeIf(condition: (item: T) => boolean): T[] {
    const removed = [...this.#ofCaller.values()].flatMap((items) => items.removeIf(condition));
    for (const { caller } of removed) {
      this.#places.removeLast(caller);
      this.#forget(caller);
    }
    return removed;
  }

  #forget(caller: string): void {
    if (this.#ofCaller.get(caller)?.length === 0) this.#ofCaller.delete(caller);
  }
}
