import { LRUCache } from 'lru-cache';
import type { SharedRedis } from '../redis.ts';

/** A cached value, and when it was read. */
export interface Entry {
  readonly value: unknown;
  /** In milliseconds since 1970. */
  readonly fetchedAt: number;
  /** How long it is fresh, in milliseconds. */
  readonly lifetimeMs: number;
}

export interface StoreOptions {
  readonly maxEntries: number;
  /** The size of the JSON, which is less than the memory that it occupies. */
  readonly maxBytes: number;
  readonly redis?: SharedRedis | undefined;
}

export interface SetOptions {
  /** How long the entry can be served, fresh or stale, in milliseconds. */
  readonly keepMs: number;
  /** The size of an entry that stays in this process: long lists are neither serialised nor sent to Redis. */
  readonly ownBytes?: number;
}

/** The cache: in memory, backed by Redis where replicas share one. */
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

  /** This process's entry while it is fresh, otherwise the newest entry of any replica, fresh or not. */
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
    // A value that is not kept still replaces an older one.
    if (keepMs <= 0 || size === undefined) return void this.delete(key);
    this.#memory.set(key, entry, { size: Math.max(1, size), ttl: keepMs });
    if (text !== undefined)
      void this.#redis?.ask((redis) => redis.set(key, text, 'PX', Math.ceil(keepMs)), null);
  }

  async delete(key: string): Promise<void> {
    this.#memory.delete(key);
    await this.#redis?.ask((redis) => redis.unlink(key), 0);
  }

  /** Deletes every key with this prefix. */
  async deleteAll(prefix: string): Promise<void> {
    this.deleteOwn(prefix);
    await this.#redis?.unlinkAll(prefix);
  }

  /** Deletes every key with this prefix in this process only, which suffices for entries that are never shared. */
  deleteOwn(prefix: string): void {
    for (const key of this.#memory.keys()) if (key.startsWith(prefix)) this.#memory.delete(key);
  }
}

function stringify(entry: Entry): string | undefined {
  try {
    return JSON.stringify(entry);
  } catch {
    // Nested too deeply to serialise, so not cached.
    return undefined;
  }
}

/** Other programs may write to the same Redis, so anything that is not an entry is ignored. */
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
