import { LRUCache } from 'lru-cache';
import type { SharedRedis } from '../redis.ts';

/** Something that was read, and when. */
export interface Entry {
  readonly value: unknown;
  /** In milliseconds since 1970. */
  readonly fetchedAt: number;
  /** For how long it counts as fresh, in milliseconds. */
  readonly lifetimeMs: number;
}

export interface StoreOptions {
  readonly maxEntries: number;
  /** Of the JSON that is held, not of the memory that it takes. */
  readonly maxBytes: number;
  readonly redis?: SharedRedis | undefined;
}

export interface SetOptions {
  /** For how long the entry may be of use, fresh or stale, in milliseconds. */
  readonly keepMs: number;
  /** The size of what only this process keeps: long lists are neither copied nor sent anywhere. */
  readonly ownBytes?: number;
}

/** What was read before: in memory, and with Redis behind it in all replicas. */
export class Store {
  readonly #memory: LRUCache<string, Entry>;
  readonly #redis: SharedRedis | undefined;

  constructor({ maxEntries, maxBytes, redis }: StoreOptions) {
    this.#memory = new LRUCache<string, Entry>({ max: maxEntries, maxSize: maxBytes });
    this.#redis = redis;
  }

  get size(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.#memory.size, bytes: this.#memory.calculatedSize };
  }

  /** The entry of this process while it is fresh; else the youngest that any replica has, fresh or not. */
  async get(key: string): Promise<Entry | undefined> {
    const own = this.#memory.get(key);
    if (!this.#redis || (own && Date.now() < own.fetchedAt + own.lifetimeMs)) return own;
    const text = await this.#redis.ask((redis) => redis.get(key), null);
    const shared = text === null ? undefined : parseEntry(text);
    if (!shared || (own && own.fetchedAt >= shared.fetchedAt)) return own;
    return shared;
  }

  set(key: string, entry: Entry, { keepMs, ownBytes }: SetOptions): void {
    const text = ownBytes === undefined && keepMs > 0 ? stringify(entry) : undefined;
    const size = ownBytes ?? (text === undefined ? undefined : Buffer.byteLength(text));
    // What is not kept replaces what was kept before all the same.
    if (keepMs <= 0 || size === undefined) return void this.delete(key);
    this.#memory.set(key, entry, { size: Math.max(1, size), ttl: keepMs });
    if (text !== undefined)
      void this.#redis?.ask((redis) => redis.set(key, text, 'PX', Math.ceil(keepMs)), null);
  }

  async delete(key: string): Promise<void> {
    this.#memory.delete(key);
    await this.#redis?.ask((redis) => redis.unlink(key), 0);
  }

  /** Forgets everything under keys that begin so. */
  async deleteAll(prefix: string): Promise<void> {
    this.deleteOwn(prefix);
    await this.#redis?.unlinkAll(prefix);
  }

  /** Forgets everything under keys that begin so in this process alone: enough for what only it keeps. */
  deleteOwn(prefix: string): void {
    for (const key of this.#memory.keys()) if (key.startsWith(prefix)) this.#memory.delete(key);
  }
}

function stringify(entry: Entry): string | undefined {
  try {
    return JSON.stringify(entry);
  } catch {
    // Nested too deep: not worth keeping.
    return undefined;
  }
}

/** Redis is shared with others: what is not an entry is as good as nothing. */
function parseEntry(text: string): Entry | undefined {
  try {
    const { value, fetchedAt, lifetimeMs } = JSON.parse(text) as Partial<Entry>;
    if (typeof value !== 'object' || !isTime(fetchedAt) || !isTime(lifetimeMs)) return undefined;
    // Another replica's clock may be ahead of this one's.
    return { value, fetchedAt: Math.min(fetchedAt, Date.now()), lifetimeMs };
  } catch {
    return undefined;
  }
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value);
}
