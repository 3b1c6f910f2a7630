import { Redis } from 'ioredis';
import { faultOf } from '../../upstream/redis-fault.ts';
import { redisOptions } from '../../upstream/redis.ts';
import type { Found } from './finding.ts';

/** Checks the Redis that replicas share. */
export async function checkRedis(url: string): Promise<readonly Found[]> {
  const redis = new Redis(url, { ...redisOptions, lazyConnect: true, retryStrategy: () => null });
  let fault: unknown;
  // Also keeps ioredis from printing errors.
  redis.on('error', (error) => (fault = error));
  try {
    await redis.connect();
    return [await latencyOf(redis), await versionOf(redis), await evictionOf(redis)];
  } catch (error) {
    return [{ check: 'connection', verdict: 'failed', detail: faultOf(fault ?? error) }];
  } finally {
    redis.disconnect();
  }
}

async function latencyOf(redis: Redis): Promise<Found> {
  const started = performance.now();
  await redis.ping();
  const milliseconds = Math.round(performance.now() - started);
  const isSlow = milliseconds > redisOptions.commandTimeout / 2;
  const detail = `of one command; the server waits at most ${redisOptions.commandTimeout} ms`;
  return { check: 'latency', verdict: isSlow ? 'warning' : 'ok', detail, milliseconds };
}

async function versionOf(redis: Redis): Promise<Found> {
  const info = await redis.info('server').catch(() => '');
  const [, name, version] = /^(valkey|redis)_version:(\S+)/m.exec(info) ?? [];
  if (!version) return { check: 'version', verdict: 'unknown', detail: 'INFO is not allowed' };
  return { check: 'version', verdict: 'ok', detail: `${name} ${version}` };
}

/** With `noeviction` a full Redis refuses writes. Then nothing new is cached or counted for all replicas. */
async function evictionOf(redis: Redis): Promise<Found> {
  const check = 'eviction';
  const [, policy] = (await redis.config('GET', 'maxmemory-policy').catch(() => [])) as string[];
  if (policy === undefined) return { check, verdict: 'unknown', detail: 'CONFIG is not allowed' };
  const isGood = policy !== 'noeviction';
  return {
    check,
    verdict: isGood ? 'ok' : 'warning',
    detail: isGood ? policy : `${policy}: use volatile-lru`,
  };
}
