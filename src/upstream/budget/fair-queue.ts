/** The items of one owner, in the order in which they leave. */
interface Lane<T> {
  readonly length: number;
  readonly inOrder: readonly T[];
  push(item: T): void;
  shift(): T | undefined;
  /** Removes the item that would leave last. */
  pop(): T | undefined;
  /** @returns whether it was in the lane */
  remove(item: T): boolean;
  /** @returns the removed items */
  removeIf(condition: (item: T) => boolean): T[];
}

/** First in, first out. */
class List<T> implements Lane<T> {
  #items: T[] = [];

  get length(): number {
    return this.#items.length;
  }

  get inOrder(): readonly T[] {
    return this.#items;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  shift(): T | undefined {
    return this.#items.shift();
  }

  pop(): T | undefined {
    return this.#items.pop();
  }

  remove(item: T): boolean {
    const place = this.#items.indexOf(item);
    if (place >= 0) this.#items.splice(place, 1);
    return place >= 0;
  }

  removeIf(condition: (item: T) => boolean): T[] {
    const removed = this.#items.filter((item) => condition(item));
    if (removed.length > 0) this.#items = this.#items.filter((item) => !condition(item));
    return removed;
  }
}

type KeyOf<T> = (item: T) => string;
type Lanes<T> = Map<string, Lane<T>>;

/**
 * A queue in which owners take turns, one item in each round. An owner of 200 items waits longer for the last of them, but
 * does not delay anybody else. With a second key the items of an owner take turns in the same way.
 */
export class FairQueue<T> implements Lane<T> {
  readonly #ownerOf: KeyOf<T>;
  readonly #within: readonly KeyOf<T>[];
  /** The owners that have had no turn in this round, and those that wait for the next. */
  #now: Lanes<T> = new Map();
  #next: Lanes<T> = new Map();
  /** Also those that have left: by coming back an owner gets no second turn in a round. */
  readonly #hadTurn = new Set<string>();
  #length = 0;

  constructor(ownerOf: KeyOf<T>, ...within: readonly KeyOf<T>[]) {
    this.#ownerOf = ownerOf;
    this.#within = within;
  }

  get length(): number {
    return this.#length;
  }

  /** The items in the order in which they leave if nothing is added. */
  get inOrder(): readonly T[] {
    const order: T[] = [];
    let turns = [...this.#now.values()].map((lane) => lane.inOrder.values());
    let later = [...this.#next.values()].map((lane) => lane.inOrder.values());
    while (turns.length + later.length > 0) {
      const served = turns.filter((lane) => {
        const { done, value } = lane.next();
        if (!done) order.push(value);
        return !done;
      });
      turns = [...later, ...served];
      later = [];
    }
    return order;
  }

  /** The owners in the order of their turns. */
  get owners(): readonly string[] {
    return [...this.#now.keys(), ...this.#next.keys()];
  }

  /** The items of one owner, in the order in which they leave. */
  itemsOf(owner: string): readonly T[] {
    return (this.#now.get(owner) ?? this.#next.get(owner))?.inOrder ?? [];
  }

  push(item: T): void {
    const owner = this.#ownerOf(item);
    this.#laneOf(owner).push(item);
    this.#length += 1;
  }

  /** @returns the owner of the next item, among the owners that meet the condition */
  nextOwner(condition: (owner: string) => boolean = () => true): string | undefined {
    for (const lanes of [this.#now, this.#next]) {
      for (const owner of lanes.keys()) if (condition(owner)) return owner;
    }
    return undefined;
  }

  /** Removes the next item. @param owner whose. Default: of the owner whose turn it is */
  shift(owner = this.nextOwner()): T | undefined {
    if (owner === undefined) return undefined;
    if (this.#now.size === 0) this.#startRound();
    const lane = this.#now.get(owner) ?? this.#next.get(owner);
    const item = lane?.shift();
    if (!lane || item === undefined) return undefined;
    this.#hadTurn.add(owner);
    this.#now.delete(owner);
    this.#next.delete(owner);
    if (lane.length > 0) this.#next.set(owner, lane);
    this.#forget(owner, lane, 1);
    return item;
  }

  /** Removes the last item of the owner that has the most. */
  pop(): T | undefined {
    const lanes = [...this.#now, ...this.#next];
    const most = Math.max(0, ...lanes.map(([, { length }]) => length));
    const [owner = '', lane] = lanes.findLast(([, { length }]) => length === most) ?? [];
    const item = lane?.pop();
    if (lane && item !== undefined) this.#forget(owner, lane, 1);
    return item;
  }

  /** @returns the removed items */
  removeIf(condition: (item: T) => boolean): T[] {
    return [...this.#now, ...this.#next].flatMap(([owner, lane]) => {
      const removed = lane.removeIf(condition);
      this.#forget(owner, lane, removed.length);
      return removed;
    });
  }

  /** @returns whether it was in the queue */
  remove(item: T): boolean {
    const owner = this.#ownerOf(item);
    const lane = this.#now.get(owner) ?? this.#next.get(owner);
    const isRemoved = lane?.remove(item) ?? false;
    if (lane && isRemoved) this.#forget(owner, lane, 1);
    return isRemoved;
  }

  #laneOf(owner: string): Lane<T> {
    const known = this.#now.get(owner) ?? this.#next.get(owner);
    if (known) return known;
    const [key, ...others] = this.#within;
    const lane = key ? new FairQueue(key, ...others) : new List<T>();
    (this.#hadTurn.has(owner) ? this.#next : this.#now).set(owner, lane);
    return lane;
  }

  #startRound(): void {
    [this.#now, this.#next] = [this.#next, new Map()];
    this.#hadTurn.clear();
  }

  #forget(owner: string, lane: Lane<T>, removed: number): void {
    this.#length -= removed;
    if (this.#length === 0) this.#hadTurn.clear();
    if (lane.length > 0) return;
    this.#now.delete(owner);
    this.#next.delete(owner);
  }
}
