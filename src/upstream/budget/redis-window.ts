import type { SharedRedis } from '../redis.ts';
import { randomUUID } from 'node:crypto';
import { freeTurns, MemoryWindow, type Turn, type Turns, type Window, type WindowStatus } from './window.ts';

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
local wanted = #ARGV - 3
local granted = math.max(0, math.min(wanted, limit - made))
for i = 1, granted do redis.call('ZADD', KEYS[1], now, ARGV[3 + i]) end
if granted > 0 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
local answer = { granted }
if granted == wanted then return answer end
local over = made + granted - limit
local oldest = redis.call('ZRANGE', KEYS[1], over, over + ARGV[3] - 1, 'WITHSCORES')
for i = 2, #oldest, 2 do answer[#answer + 1] = math.ceil((oldest[i] + windowUs - now) / 1000) end
return answer
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

  async take(count: number, wanted: number): Promise<Turns> {
    const own = this.#own.takeNow(count, wanted);
    if (own.granted.length === 0) return own;
    const { redis, key, windowMs, limit } = this.#options;
    const members = own.granted.map(() => randomUUID());
    const [shared, ...freeIn] = await redis.ask(
      (client) =>
        client.eval(takeScript, 1, key, windowMs, limit, wanted, ...members) as Promise<
          [number, ...number[]]
        >,
      [members.length],
    );
    for (const turn of own.granted.slice(shared)) turn.giveBack();
    const granted = own.granted
      .slice(0, shared)
      .map((turn, place) => this.#shared(turn, members[place] ?? ''));
    if (shared === members.length) return { granted, freeIn: own.freeIn };
    return { granted, freeIn: freeTurns(freeIn, wanted, windowMs) };
  }

  #shared(own: Turn, member: string): Turn {
    const { redis, key, windowMs } = this.#options;
    return {
      giveBack: () => {
        own.giveBack();
        void redis.ask((client) => client.zrem(key, member), 0);
      },
      settle: () => {
        own.settle();
        void redis.ask((client) => client.eval(settleScript, 1, key, windowMs, member), null);
      },
    };
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
