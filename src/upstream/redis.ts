import {
  circuitBreaker,
  ConsecutiveBreaker,
  CircuitState,
  handleAll,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import { Redis } from 'ioredis';
import type { Logger } from '../logger.ts';

/** How long a command may take: a slower Redis is worse than none. */
const commandTimeoutMs = 250;
const keyPrefix = 'session-graph:1:';
const purgeChannel = `${keyPrefix}purge`;

/**
 * What replicas share. Redis is a help, never a need: every command that fails answers with its fallback, and after a
 * few in a row Redis is left alone for a second.
 */
export class SharedRedis {
  readonly #redis: Redis;
  readonly #subscriber: Redis;
  readonly #breaker: CircuitBreakerPolicy;
  readonly #log: Logger;
  #isUp = false;

  constructor(url: string, log: Logger) {
    const options = {
      keyPrefix,
      commandTimeout: commandTimeoutMs,
      connectTimeout: 1_000,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (times: number) => Math.min(2_000, 50 * 2 ** times),
    };
    this.#log = log;
    this.#redis = new Redis(url, options);
    this.#subscriber = new Redis(url, { ...options, enableOfflineQueue: true, maxRetriesPerRequest: null });
    this.#breaker = circuitBreaker(handleAll, { halfOpenAfter: 1_000, breaker: new ConsecutiveBreaker(3) });
    this.#redis.on('ready', () => this.#setUp(true));
    this.#redis.on('close', () => this.#setUp(false));
    // Without listeners ioredis prints each failed attempt to connect, with the address.
    this.#redis.on('error', () => undefined);
    this.#subscriber.on('error', () => undefined);
  }

  /** Whether commands are answered now. */
  get isUp(): boolean {
    return this.#isUp && this.#breaker.state !== CircuitState.Open;
  }

  /** @returns the command's answer, or the fallback when Redis is down, slow or answers with an error */
  async ask<T>(command: (redis: Redis) => Promise<T>, fallback: T): Promise<T> {
    if (!this.#isUp) return fallback;
    try {
      return await this.#breaker.execute(() => command(this.#redis));
    } catch {
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

  /** Tells every replica, this one included, what to forget. */
  async publishPurge(message: string): Promise<void> {
    await this.ask((redis) => redis.publish(purgeChannel, message), 0);
  }

  onPurge(listener: (message: string) => void): void {
    this.#subscriber.on('message', (_, message) => listener(message));
    this.#subscriber.subscribe(purgeChannel).catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#redis.disconnect();
    this.#subscriber.disconnect();
  }

  #setUp(isUp: boolean): void {
    if (this.#isUp === isUp) return;
    this.#isUp = isUp;
    if (isUp) this.#log.info({}, 'Redis is up: cache and budgets are shared');
    else this.#log.warn({}, 'Redis is down: cache and budgets are of this process alone');
  }
}
