import { z } from 'zod';
import type { SharedRedis } from '../redis.ts';

/** A new format gets a new number: replicas of two releases then ignore each other's entries. */
const version = 2;
/** The keys of version 1 begin with a provider's id, so they are never equal to these. */
const prefix = `cache:${version}:`;

const envelope = z.object({
  version: z.literal(version),
  keepMs: z.int().positive(),
  fetchedAt: z.int().positive(),
  bodies: z.array(z.string()),
});

/** The vendor's answer as one replica stored it. Its contents are not verified. */
export interface SharedRecord {
  /** The body of each of the operation's requests; empty if the vendor does not have what was asked for. */
  readonly bodies: readonly string[];
  /** When the vendor answered, by the clock of the replica that read it, in milliseconds since 1970. */
  readonly fetchedAt: number;
  /** Its age, by the clock of Redis. */
  readonly ageMs: number;
  /** How long Redis keeps it from now on, in milliseconds. */
  readonly remainingMs: number;
}

/**
 * The vendors' answers that replicas share through Redis. They are stored as they came, since another release maps them
 * differently, and read as what anybody can have written: what has not this form is ignored.
 */
export class SharedRecords {
  readonly #redis: SharedRedis;

  constructor(redis: SharedRedis) {
    this.#redis = redis;
  }

  async get(key: string): Promise<SharedRecord | undefined> {
    const name = prefix + key;
    const answer = await this.#redis.ask((redis) => redis.multi().get(name).pttl(name).exec(), null);
    const [text, remainingMs] = (answer ?? []).map(([, value]) => value);
    return typeof text === 'string' && typeof remainingMs === 'number'
      ? parseRecord(text, remainingMs)
      : undefined;
  }

  set(key: string, record: Pick<SharedRecord, 'bodies' | 'fetchedAt'>, keepMs: number): void {
    const { bodies, fetchedAt } = record;
    const text = JSON.stringify({ version, keepMs, fetchedAt, bodies });
    void this.#redis.ask((redis) => redis.set(prefix + key, text, 'PX', keepMs), null);
  }

  /** @returns whether there was one */
  async delete(key: string): Promise<boolean> {
    return (await this.#redis.ask((redis) => redis.unlink(prefix + key), 0)) > 0;
  }

  /** Deletes every key with this prefix. */
  deleteAll(keys: string): Promise<void> {
    return this.#redis.unlinkAll(prefix + keys);
  }
}

function parseRecord(text: string, remainingMs: number): SharedRecord | undefined {
  const { data } = envelope.safeParse(jsonOf(text));
  // A key without an expiry has a remaining time of -1.
  if (!data || remainingMs <= 0 || remainingMs > data.keepMs) return undefined;
  const { bodies, fetchedAt, keepMs } = data;
  return { bodies, fetchedAt, ageMs: keepMs - remainingMs, remainingMs };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
