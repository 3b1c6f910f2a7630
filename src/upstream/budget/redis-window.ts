import type { SharedRedis } from '../redis.ts';
import { randomUUID } from 'node:crypto';
import { freeTurns, MemoryWindow, type Turn, type Window, type WindowStatus } from './window.ts';

/*
 * A sorted set of the calls of the last window, scored by Redis' own clock in microseconds, so that replicas' clocks need
 * not agree.
 */
const takeScript = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local windowUs = ARGV[1] * 1000
local limit = tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - windowUs)
local made = redis.call('ZCARD', KEYS[1])
if made < limit then
  redis.call('ZADD', KEYS[1], now, ARGV[4])
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  return {}
end
local over = made - limit
local oldest = redis.call('ZRANGE', KEYS[1], over, over + ARGV[3] - 1, 'WITHSCORES')
local free = {}
for i = 2, #oldest, 2 do free[#free + 1] = math.ceil((oldest[i] + windowUs - now) / 1000) end
return free
`;

const settleScript = `
local time = redis.call('TIME')
redis.call('ZADD', KEYS[1], time[1] * 1000000 + time[2], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
`;

const statusScript = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[1] * 1000)
local newest = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
local resets = newest[2] and math.ceil((newest[2] + ARGV[1] * 1000 - now) / 1000) or 0
return { redis.call('ZCARD', KEYS[1]), resets }
`;

export interface RedisWindowOptions {
  readonly redis: SharedRedis;
  /** One key for each provider and credential. */
  readonly key: string;
  readonly limit: number;
  readonly windowMs: number;
}

/**
 * A window that replicas share through Redis. Each process also counts its own calls: it relies on them while Redis is
 * down, and they still count when Redis comes back empty.
 */
export class RedisWindow implements Window {
  readonly #options: RedisWindowOptions;
  readonly #own: MemoryWindow;

  constructor(options: RedisWindowOptions) {
    this.#options = options;
    this.#own = new MemoryWindow(options.limit, options.windowMs);
  }

  get isUnused(): boolean {
    return this.#own.isUnused;
  }

  async take(wanted: number): Promise<Turn> {
    const own = this.#own.takeNow(wanted);
    if (!own.granted) return own;
    const { redis, key, windowMs, limit } = this.#options;
    const member = randomUUID();
    const freeIn = await redis.ask(
      (client) => client.eval(takeScript, 1, key, windowMs, limit, wanted, member) as Promise<number[]>,
      [],
    );
    if (freeIn.length > 0) {
      own.giveBack();
      return { granted: false, freeIn: freeTurns(freeIn, wanted, windowMs) };
    }
    const giveBack = (): void => {
      own.giveBack();
      void redis.ask((client) => client.zrem(key, member), 0);
    };
    const settle = (): void => {
      own.settle();
      void redis.ask((client) => client.eval(settleScript, 1, key, windowMs, member), null);
    };
    return { granted: true, giveBack, settle };
  }

  async status(): Promise<WindowStatus> {
    const { redis, key, windowMs, limit } = this.#options;
    const shared = await redis.ask(
      (client) => client.eval(statusScript, 1, key, windowMs) as Promise<[number, number] | null>,
      null,
    );
    if (!shared) return this.#own.status();
    const [made, resetsIn] = shared;
    return { limit, remaining: Math.max(0, limit - made), resetsAt: Date.now() + resetsIn };
  }
}
