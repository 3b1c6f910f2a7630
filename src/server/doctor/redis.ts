import { Redis, ReplyError } from 'ioredis';
import { faultOf } from '../../upstream/redis-fault.ts';
import { keyPrefix, redisOptions } from '../../upstream/redis.ts';
import type { Found } from './finding.ts';

/** Checks the Redis that replicas share. */
export async function checkRedis(url: string): Promise<readonly Found[]> {
  const redis = new Redis(url, {
    ...redisOptions,
    keyPrefix,
    lazyConnect: true,
    // It prints a warning where INFO is not allowed.
    enableReadyCheck: false,
    retryStrategy: () => null,
  });
  let fault: unknown;
  // Also keeps ioredis from printing errors.
  redis.on('error', (error) => (fault = error));
  try {
    await redis.connect();
    return [
      await latencyOf(redis),
      await versionOf(redis),
      await evictionOf(redis),
      ...(await databaseOf(redis)),
      await rightsOf(redis),
    ];
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

/** ioredis ignores a database that cannot be selected, so the server would share database 0. */
async function databaseOf(redis: Redis): Promise<readonly Found[]> {
  const { db = 0 } = redis.options;
  if (db === 0) return [];
  const check = 'database';
  const refusal = await refusalOf(redis.select(db));
  return refusal === undefined
    ? [{ check, verdict: 'ok', detail: `number ${db}` }]
    : [{ check, verdict: 'failed', detail: `number ${db} cannot be selected (${refusal})` }];
}

const key = 'doctor';
/** The commands of the scripts that count calls. */
const script = `
redis.call('TIME')
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', 0)
redis.call('ZADD', KEYS[1], 1, 'doctor')
redis.call('ZCARD', KEYS[1])
redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
redis.call('PEXPIRE', KEYS[1], 1000)`;

/** What the server does with Redis. Nothing can follow SUBSCRIBE on a connection. */
const uses: Readonly<Record<string, (redis: Redis) => Promise<unknown>>> = {
  SET: (redis) => redis.set(key, '', 'PX', 1000),
  GET: (redis) => redis.get(key),
  PTTL: (redis) => redis.pttl(key),
  MULTI: (redis) => redis.multi().exec(),
  UNLINK: (redis) => redis.unlink(key),
  SCAN: (redis) => redis.scan(0, 'MATCH', `${keyPrefix}${key}`),
  EVAL: (redis) => redis.eval(script, 1, `${key}:calls`),
  PUBLISH: (redis) => redis.publish(keyPrefix + key, ''),
  SUBSCRIBE: (redis) => redis.subscribe(keyPrefix + key),
};

/** The server goes on without Redis if a command is refused, so nobody would notice. */
async function rightsOf(redis: Redis): Promise<Found> {
  const refused: string[] = [];
  for (const [name, use] of Object.entries(uses)) {
    const refusal = await refusalOf(use(redis));
    if (refusal !== undefined) refused.push(`${name} (${refusal})`);
  }
  return refused.length === 0
    ? { check: 'commands', verdict: 'ok', detail: 'all that the server uses are allowed' }
    : { check: 'commands', verdict: 'failed', detail: `refused: ${refused.join(', ')}` };
}

/** @returns the code of the error with which Redis answers, without its text, which can contain names */
async function refusalOf(answer: Promise<unknown>): Promise<string | undefined> {
  try {
    await answer;
    return undefined;
  } catch (error) {
    if (error instanceof ReplyError) return (error as Error).message.split(' ', 1)[0];
    throw error;
  }
}
