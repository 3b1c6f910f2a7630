import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { SharedRedis } from '../redis.ts';
import { ageOf, type Entry } from './freshness.ts';
import { SharedRecords, type SharedRecord } from './shared-records.ts';

export interface StoreOptions {
  readonly maxEntries: number;
  /** The size of the JSON, which is less than the memory that it occupies. */
  readonly maxBytes: number;
  readonly redis?: SharedRedis | undefined;
}

export interface SetOptions {
  /** How long the entry can be served, fresh or stale, in milliseconds. */
  readonly keepMs: number;
  /** The size of the vendor's answer. */
  readonly bytes: number;
  /** The vendor's answer, for other replicas. Long lists are not shared, so they have none. */
  readonly bodies?: readonly string[] | undefined;
}

/** Verifies another replica's record. @returns undefined if it may not be served */
export type Revive = (record: SharedRecord) => Entry | undefined;

/** Clients choose ids, so what vendors do not have is kept apart: it takes no place of what they have. */
const maxAbsent = 1000;

/** Other programs may publish to the same Redis. The worst that a message can do is to cost calls. */
const evictMessage = z.object({ key: z.string() });

/** The cache: in memory, backed by Redis where replicas share one. */
export class Store {
  readonly #memory: LRUCache<string, Entry>;
  /** What vendors do not have. */
  readonly #absent = new LRUCache<string, Entry>({ max: maxAbsent });
  readonly #redis: SharedRedis | undefined;
  readonly #shared: SharedRecords | undefined;

  constructor({ maxEntries, maxBytes, redis }: StoreOptions) {
    this.#memory = new LRUCache<string, Entry>({ max: maxEntries, maxSize: maxBytes });
    this.#redis = redis;
    this.#shared = redis && new SharedRecords(redis);
    redis?.listen('evict', (message) => {
      const { data } = evictMessage.safeParse(message);
      if (data) this.#memory.delete(data.key);
    });
  }

  /** What is kept of answers, without those that there is no such session. */
  get size(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.#memory.size, bytes: this.#memory.calculatedSize };
  }

  /**
   * This process's entry while it is fresh, otherwise the newest entry of any replica, fresh or not.
   * @param revive omitted for what replicas do not share
   */
  async get(key: string, revive?: Revive): Promise<Entry | undefined> {
    const known = this.#own(key);
    if (!this.#shared || !revive || (known && ageOf(known) < known.lifetimeMs)) return known;
    const record = await this.#shared.get(key);
    // Another request may have read it in the meantime.
    const own = this.#own(key);
    if (!record || (own && !isNewer(record, own))) return own;
    return revive(record) ?? own;
  }

  /** Whether `get` would find this entry in this process. */
  holds(key: string, entry: Entry): boolean {
    return this.#own(key) === entry;
  }

  set(key: string, entry: Entry, { keepMs, bytes, bodies }: SetOptions): void {
    const [memory, other] =
      entry.value === null ? [this.#absent, this.#memory] : [this.#memory, this.#absent];
    other.delete(key);
    // A value that is not kept still replaces an older one.
    if (keepMs <= 0) return void this.delete(key);
    const size = entry.value === null ? {} : { size: Math.max(1, bytes) };
    memory.set(key, entry, { ...size, ttl: keepMs });
    if (bodies) this.#shared?.set(key, { bodies, fetchedAt: entry.fetchedAt }, Math.ceil(keepMs));
  }

  #own(key: string): Entry | undefined {
    return this.#memory.get(key) ?? this.#absent.get(key);
  }

  /** @returns whether a session or list was deleted, here or in Redis */
  async delete(key: string): Promise<boolean> {
    const isOwn = this.#memory.delete(key);
    this.#absent.delete(key);
    return (await this.#shared?.delete(key)) || isOwn;
  }

  /**
   * Deletes an entry on every replica. A message is sent only if a replica can hold the entry, so that unknown ids cause
   * none.
   * @param isKnown whether the caller has found it in the cache
   */
  async evict(key: string, isKnown: boolean): Promise<void> {
    const isDeleted = await this.delete(key);
    if (isKnown || isDeleted) await this.#redis?.publish('evict', { key });
  }

  /** Deletes every key with this prefix. */
  async deleteAll(prefix: string): Promise<void> {
    this.deleteOwn(prefix);
    await this.#shared?.deleteAll(prefix);
  }

  /** Deletes every key with this prefix in this process only, which suffices for entries that are never shared. */
  deleteOwn(prefix: string): void {
    for (const entries of [this.#memory, this.#absent]) {
      for (const key of entries.keys()) if (key.startsWith(prefix)) entries.delete(key);
    }
  }
}

/** An own entry that was shared is of the same time, and about as old. */
function isNewer(record: SharedRecord, own: Entry): boolean {
  return record.fetchedAt !== own.fetchedAt && record.ageMs < ageOf(own);
}
