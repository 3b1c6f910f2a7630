import { Redis, ReplyError } from 'ioredis';
import type { Logger } from '../model/logger.ts';

/** How long a command may take: a slower Redis is worse than none. */
const commandTimeoutMs = 250;
/** After so many commands in a row without an answer the connection is given up. */
const mostUnanswered = 3;
const keyPrefix = 'session-graph:1:';

/** What replicas tell each other: what to forget, and for how long a vendor must not be called. */
export type Topic = 'purge' | 'pause';
const topics: readonly Topic[] = ['purge', 'pause'];

/**
 * What replicas share. Redis is a help, never a need: every command that fails answers with its fallback, and a Redis
 * that does not answer is left alone until a new connection to it does.
 */
export class SharedRedis {
  readonly #redis: Redis;
  readonly #subscriber: Redis;
  readonly #log: Logger;
  /** Undefined until the first attempt to connect has ended. */
  #isUp: boolean | undefined;
  #unanswered = 0;
  #isStopped = false;

  constructor(url: string, log: Logger) {
    const options = {
      keyPrefix,
      commandTimeout: commandTimeoutMs,
      connectTimeout: 1_000,
      disconnectTimeout: commandTimeoutMs,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (times: number) => Math.min(2_000, 50 * 2 ** times),
    };
    this.#log = log;
    this.#redis = new Redis(url, options);
    this.#subscriber = new Redis(url, { ...options, autoResubscribe: false });
    this.#subscriber.on('ready', () => {
      this.#subscriber.subscribe(...topics.map(channelOf)).catch(() => this.#reconnect(this.#subscriber));
    });
    this.#redis.on('ready', () => this.#setUp(true));
    this.#redis.on('close', () => this.#setUp(false));
    // Without listeners ioredis prints each failed attempt to connect, with the address.
    this.#redis.on('error', () => undefined);
    this.#subscriber.on('error', () => undefined);
  }

  /** Whether commands are answered now. */
  get isUp(): boolean {
    return this.#isUp === true;
  }

  /** @returns the command's answer, or the fallback when Redis is down, slow or answers with an error */
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

  /** Deletes every key that begins so. */
  async unlinkAll(prefix: string): Promise<void> {
    let cursor = '0';
    do {
      // SCAN and its answer are the only ones that ioredis gives no prefix.
      const [next, keys] = await this.ask(
        (redis) => redis.scan(cursor, 'MATCH', `${keyPrefix}${prefix}*`, 'COUNT', 1000),
        ['0', []],
      );
      const names = keys.map((key) => key.slice(keyPrefix.length));
      if (names.length > 0) await this.ask((redis) => redis.unlink(names), 0);
      cursor = next;
    } while (cursor !== '0');
  }

  /** Tells every replica, this one included. */
  async publish(topic: Topic, message: object): Promise<void> {
    await this.ask((redis) => redis.publish(channelOf(topic), JSON.stringify(message)), 0);
  }

  /** @param listener gets what was published; Redis may be shared with others, so it can be anything */
  listen(topic: Topic, listener: (message: unknown) => void): void {
    this.#subscriber.on('message', (channel, message) => {
      if (channel === channelOf(topic)) listener(parse(message));
    });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#redis.disconnect();
    this.#subscriber.disconnect();
  }

  #countUnanswered(): void {
    this.#unanswered += 1;
    if (this.#unanswered !== mostUnanswered) return;
    // Of a Redis that hangs, or a network that swallows everything, the connections themselves tell nothing.
    this.#setUp(false);
    this.#reconnect(this.#redis);
    this.#reconnect(this.#subscriber);
  }

  #reconnect(redis: Redis): void {
    if (!this.#isStopped) redis.disconnect(true);
  }

  #setUp(isUp: boolean): void {
    if (isUp) this.#unanswered = 0;
    if (this.#isUp === isUp || this.#isStopped) return;
    this.#isUp = isUp;
    if (isUp) this.#log.info({}, 'Redis is up: cache and budgets are shared');
    else this.#log.warn({}, 'Redis is down: cache and budgets are of this process alone');
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
