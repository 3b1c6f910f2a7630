import { Redis, ReplyError } from 'ioredis';
import type { Logger } from '../model/logger.ts';
import { faultOf, type RedisFault } from './redis-fault.ts';

/** A slower Redis costs more time than it saves. */
const commandTimeoutMs = 250;
/** After this many consecutive commands without an answer the connection is replaced. */
const maxUnanswered = 3;
export const keyPrefix = 'session-graph:1:';

/** For connections that fail fast: nothing waits for a Redis that is down. */
export const redisOptions = {
  commandTimeout: commandTimeoutMs,
  connectTimeout: 1_000,
  disconnectTimeout: commandTimeoutMs,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  retryStrategy: (times: number) => Math.min(2_000, 50 * 2 ** times),
};

/** The messages between replicas: what to purge, which cached answer to drop, and how long to pause calls to a vendor. */
export type Topic = 'purge' | 'evict' | 'pause';
const topics: readonly Topic[] = ['purge', 'evict', 'pause'];

/**
 * The state that replicas share. Redis is optional at runtime: a command that fails returns its fallback, and a Redis that
 * does not answer gets no commands until a new connection to it succeeds.
 */
export class SharedRedis {
  readonly #redis: Redis;
  readonly #subscriber: Redis;
  readonly #log: Logger;
  readonly #listeners: Record<Topic, Set<(message: unknown) => void>> = {
    purge: new Set(),
    evict: new Set(),
    pause: new Set(),
  };
  /** Undefined until the first attempt to connect has ended. */
  #isUp: boolean | undefined;
  #unanswered = 0;
  /** Why the last connection ended. */
  #fault: RedisFault = 'connection closed';
  #isStopped = false;

  constructor(url: string, log: Logger) {
    const options = { ...redisOptions, keyPrefix };
    this.#log = log;
    this.#redis = new Redis(url, options);
    this.#subscriber = new Redis(url, { ...options, autoResubscribe: false });
    this.#subscriber.on('ready', () => {
      this.#subscriber.subscribe(...topics.map(channelOf)).catch(() => this.#reconnect(this.#subscriber));
    });
    this.#subscriber.on('message', (channel, message) => this.#dispatch(channel, message));
    this.#redis.on('ready', () => this.#setUp(true));
    this.#redis.on('close', () => this.#setUp(false));
    // Without error listeners ioredis prints each failed attempt to connect, including the address.
    this.#redis.on('error', (error) => (this.#fault = faultOf(error)));
    this.#subscriber.on('error', () => undefined);
  }

  /** Whether Redis answers commands now. */
  get isUp(): boolean {
    return this.#isUp === true;
  }

  /** @returns the command's answer, or the fallback if Redis is down, too slow or answers with an error */
  async ask<T>(command: (redis: Redis) => Promise<T>, fallback: T): Promise<T> {
    if (!this.#isUp) return fallback;
    try {
      const answer = await command(this.#redis);
      this.#unanswered = 0;
      return answer;
    } catch (error) {
      if (!(error instanceof ReplyError)) this.#countUnanswered();
      return fallback;
    }
  }

  /** Deletes every key with this prefix. */
  async unlinkAll(prefix: string): Promise<void> {
    let cursor = '0';
    do {
      // ioredis adds its key prefix to every command but SCAN.
      const [next, keys] = await this.ask(
        (redis) => redis.scan(cursor, 'MATCH', `${keyPrefix}${prefix}*`, 'COUNT', 1000),
        ['0', []],
      );
      const names = keys.map((key) => key.slice(keyPrefix.length));
      if (names.length > 0) await this.ask((redis) => redis.unlink(names), 0);
      cursor = next;
    } while (cursor !== '0');
  }

  /** Sends a message to every replica, including this one. */
  async publish(topic: Topic, message: object): Promise<void> {
    await this.ask((redis) => redis.publish(channelOf(topic), JSON.stringify(message)), 0);
  }

  /**
   * @param listener gets every message of the topic. Other programs may publish to it, so a message can be anything.
   * @returns stops listening
   */
  listen(topic: Topic, listener: (message: unknown) => void): () => void {
    this.#listeners[topic].add(listener);
    return () => void this.#listeners[topic].delete(listener);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#redis.disconnect();
    this.#subscriber.disconnect();
  }

  #dispatch(channel: string, message: string): void {
    const topic = topics.find((candidate) => channelOf(candidate) === channel);
    if (!topic) return;
    const parsed = parse(message);
    for (const listener of this.#listeners[topic]) listener(parsed);
  }

  #countUnanswered(): void {
    this.#unanswered += 1;
    if (this.#unanswered !== maxUnanswered) return;
    // A connection to a Redis that hangs, or through a network that drops packets, reports no error by itself.
    this.#fault = 'timeout';
    this.#setUp(false);
    this.#reconnect(this.#redis);
    this.#reconnect(this.#subscriber);
  }

  #reconnect(redis: Redis): void {
    if (!this.#isStopped) redis.disconnect(true);
  }

  #setUp(isUp: boolean): void {
    const fault = this.#fault;
    if (isUp) {
      this.#unanswered = 0;
      this.#fault = 'connection closed';
    }
    if (this.#isUp === isUp || this.#isStopped) return;
    this.#isUp = isUp;
    if (isUp) this.#log.info({}, 'Redis is up: replicas share cache and budgets');
    else this.#log.warn({ reason: fault }, 'Redis is down: this process uses its own cache and budgets');
  }
}

function channelOf(topic: Topic): string {
  return `${keyPrefix}${topic}`;
}

function parse(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
