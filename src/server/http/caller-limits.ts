import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Redis } from 'ioredis';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  type RateLimiterAbstract,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { keyPrefix, redisOptions } from '../../upstream/redis.ts';
import { callerOf } from './caller.ts';
import { refuse } from './errors.ts';

export interface CallerLimitsOptions {
  /** Requests that one caller may send in a minute, to all replicas together if they share a Redis; 0 for any number. */
  readonly requestsPerMinute: number;
  /** Requests of one caller that one process answers at the same time; 0 for any number. */
  readonly concurrency: number;
  readonly redisUrl: string | undefined;
  /** Whether Redis answers; undefined without one. */
  readonly redisIsUp: () => boolean | undefined;
  readonly onRefused: (limit: CallerLimit) => void;
}

export type CallerLimit = 'rate' | 'concurrency';

const perMinute = 'CALLER_REQUESTS_PER_MINUTE';
const atOnce = 'CALLER_CONCURRENCY';

/** Refuses requests over the limits of their caller, before their bodies are read. */
export function registerCallerLimits(scope: FastifyInstance, options: CallerLimitsOptions): void {
  if (options.concurrency > 0) limitConcurrency(scope, options);
  if (options.requestsPerMinute > 0) limitRate(scope, options);
}

function limitConcurrency(scope: FastifyInstance, { concurrency, onRefused }: CallerLimitsOptions): void {
  const running = new Map<string, number>();
  scope.addHook('onRequest', async (request, reply) => {
    const caller = callerOf(request);
    const count = running.get(caller) ?? 0;
    if (count >= concurrency) {
      onRefused('concurrency');
      const message = `This caller has ${count} requests running. ${atOnce} allows ${concurrency}.`;
      return refuseCaller(reply, { message, waitSeconds: 1 });
    }
    running.set(caller, count + 1);
    // The client can have left while it was authenticated. The event does not fire again.
    if (reply.raw.closed) leave(running, caller);
    else reply.raw.once('close', () => leave(running, caller));
    return undefined;
  });
}

function limitRate(scope: FastifyInstance, options: CallerLimitsOptions): void {
  const { requestsPerMinute, onRefused } = options;
  const limiterNow = createLimiter(scope, options);
  scope.addHook('onRequest', async (request, reply) => {
    const waitMs = await waitOf(limiterNow(), callerOf(request));
    if (waitMs === 0) return undefined;
    onRefused('rate');
    const message = `This caller has sent too many requests. ${perMinute} allows ${requestsPerMinute}.`;
    return refuseCaller(reply, { message, waitSeconds: Math.ceil(waitMs / 1000) });
  });
}

function leave(running: Map<string, number>, caller: string): void {
  const count = (running.get(caller) ?? 1) - 1;
  if (count > 0) running.set(caller, count);
  else running.delete(caller);
}

/**
 * While Redis is down, each process counts on its own.
 * @returns tells which limiter counts now
 */
function createLimiter(
  scope: FastifyInstance,
  { requestsPerMinute: points, redisUrl, redisIsUp }: CallerLimitsOptions,
): () => RateLimiterAbstract {
  const memory = new RateLimiterMemory({ points, duration: 60 });
  if (redisUrl === undefined) return () => memory;
  const storeClient = new Redis(redisUrl, redisOptions);
  // ioredis would print each failed attempt to connect, with the address. The graph logs that Redis is down.
  storeClient.on('error', () => undefined);
  scope.addHook('onClose', async () => storeClient.disconnect());
  const options = { points, duration: 60, insuranceLimiter: memory, rejectIfRedisNotReady: true };
  const shared = new RateLimiterRedis({ storeClient, keyPrefix: `${keyPrefix}caller`, ...options });
  // A Redis that hangs would delay each request until its command times out.
  return () => (redisIsUp() === false ? memory : shared);
}

/** @returns how long the caller must wait, in milliseconds; 0 if the request may be answered */
async function waitOf(limiter: RateLimiterAbstract, caller: string): Promise<number> {
  // Hashed, because names of callers do not belong into Redis.
  const key = createHash('sha256').update(caller).digest('base64url').slice(0, 22);
  try {
    await limiter.consume(key);
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
    throw refusal;
  }
}

function refuseCaller(
  reply: FastifyReply,
  { message, waitSeconds }: { message: string; waitSeconds: number },
): FastifyReply {
  reply.header('retry-after', String(waitSeconds));
  return refuse(reply, {
    status: 429,
    code: 'TOO_MANY_REQUESTS',
    message,
    retryable: true,
    retryAfterSeconds: waitSeconds,
  });
}
