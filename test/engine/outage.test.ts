import { describe, expect, test } from '@jest/globals';
import { isSettled } from '../helpers/barrier.ts';
import { stopClock } from '../helpers/clock.ts';
import { repeated } from '../helpers/outcomes.ts';
import { breakConnection, hang, json } from '../helpers/server.ts';
import { describeWithRedis } from '../helpers/programs.ts';
import { startRedis } from '../helpers/redis.ts';
import { until } from '../helpers/until.ts';
import { codes, query } from '../helpers/graphql-server.ts';
import {
  ask,
  behindProxy,
  dataOfEach,
  from,
  oneOfEach,
  readZep,
  startReplica,
  type Replica,
} from './replica.ts';
import { idOf, providers, startVendor, startVendors, type Vendor } from './vendors.ts';

const uncached = { ZEP_CACHE_OPEN_MS: '1', CACHE_STALE_WHILE_REVALIDATE_MS: '0' };
const down = json({}, 500);
/** The breaker stays open until the test moves the clock. */
const openMs = 3_600_000;
const breaker = { ZEP_BREAKER_OPEN_MS: String(openMs) };

/** Reads sessions of a vendor that fails, each from another address, until nobody's reads reach it. */
async function openForAll(server: Replica, zep: Vendor): Promise<void> {
  const calls = zep.arrivals.length;
  await Promise.all(
    Array.from({ length: 20 }, (_, number) => readZep(server.url, idOf(1000 + number), from(number))),
  );
  expect(zep.arrivals.length).toBeGreaterThan(calls);
}

/** Reads other sessions of a vendor that fails, until the server calls it no more. */
async function openBreaker(server: Replica, zep: Vendor): Promise<void> {
  for (let next = 1000; ; next += 20) {
    const calls = zep.arrivals.length;
    // Together, so that the failures are close to each other on a slow machine as well.
    await Promise.all(Array.from({ length: 20 }, (_, number) => readZep(server.url, idOf(next + number))));
    if (zep.arrivals.length === calls) return;
  }
}

interface Status {
  readonly sessionProviders: readonly {
    readonly provider: string;
    readonly availability: string | null;
    readonly retryAt: string | null;
  }[];
}

async function statusOf(url: string, provider: string) {
  const document =
    '{ sessionProviders { provider availability retryAt quota { limit remaining resetsAt } } }';
  const { data } = await query<Status>(url, document);
  return data?.sessionProviders.find((one) => one.provider === provider);
}

describe('a vendor that is down', () => {
  test('is not called: known sessions are stale, others fail with the time of the next try', async () => {
    await using zep = await startVendor('ZEP');
    using clock = stopClock();
    await using server = await startReplica({ ZEP: zep }, { ...uncached, ...breaker });
    const first = await readZep(server.url, idOf(1));
    expect(first.data?.zepSession).toMatchObject({ externalId: idOf(1), stale: false });
    clock.pass(1);
    zep.answer(down);
    expect((await readZep(server.url, idOf(1))).data?.zepSession).toMatchObject({ stale: true });
    await openBreaker(server, zep);
    const calls = zep.arrivals.length;
    const known = await readZep(server.url, idOf(1));
    expect(known).toEqual({ data: { zepSession: { ...first.data?.zepSession, stale: true } } });
    const unknown = await readZep(server.url, idOf(2));
    expect(unknown.data).toEqual({ zepSession: null });
    expect(unknown.errors?.[0]?.extensions).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      retryable: true,
      provider: 'ZEP',
      retryAfterSeconds: openMs / 1000,
    });
    expect(zep.arrivals).toHaveLength(calls);
  });

  test('is UNAVAILABLE until its time is over, then tried by one call, and AVAILABLE when that succeeds', async () => {
    await using zep = await startVendor('ZEP');
    using clock = stopClock();
    await using server = await startReplica({ ZEP: zep }, { ...uncached, ...breaker });
    expect(await statusOf(server.url, 'ZEP')).toMatchObject({ availability: 'AVAILABLE', retryAt: null });
    zep.answer(down);
    await openBreaker(server, zep);
    const retryAt = new Date(Date.now() + openMs).toISOString();
    clock.pass(openMs - 1);
    expect(await statusOf(server.url, 'ZEP')).toMatchObject({ availability: 'UNAVAILABLE', retryAt });
    clock.pass(1);
    expect(await statusOf(server.url, 'ZEP')).toMatchObject({ availability: 'DEGRADED', retryAt: null });
    zep.answer();
    const release = zep.hold();
    const calls = zep.arrivals.length;
    const answers = [1, 2, 3, 4, 5].map((number) => readZep(server.url, idOf(number)));
    await until(() => answers.filter(isSettled).length === answers.length - 1);
    expect(zep.arrivals.length).toBe(calls + 1);
    release();
    const all = await Promise.all(answers);
    expect(all.flatMap(codes)).toEqual(repeated(4, 'zepSession: UPSTREAM_UNAVAILABLE'));
    expect(await statusOf(server.url, 'ZEP')).toMatchObject({ availability: 'AVAILABLE', retryAt: null });
    expect((await readZep(server.url, idOf(9))).errors).toBeUndefined();
  });

  test('counts as down also when it breaks connections', async () => {
    await using zep = await startVendor('ZEP');
    await using server = await startReplica({ ZEP: zep }, { ...uncached, ...breaker });
    zep.answer(breakConnection);
    await openBreaker(server, zep);
    expect(codes(await readZep(server.url, idOf(1)))).toEqual(['zepSession: UPSTREAM_UNAVAILABLE']);
    expect((await statusOf(server.url, 'ZEP'))?.availability).toBe('UNAVAILABLE');
  });

  test('counts as down also when it hangs, and requests end before the vendor’s own timeout', async () => {
    await using zep = await startVendor('ZEP');
    const timeouts = { REQUEST_TIMEOUT_MS: '1500', ZEP_TIMEOUT_MS: '600000' };
    await using server = await startReplica({ ZEP: zep }, { ...uncached, ...breaker, ...timeouts });
    zep.answer(hang);
    const found = new Set<string>();
    // A request counts only if its call has reached the vendor before the request ends.
    await until(async () => {
      const answers = await Promise.all(
        Array.from({ length: 15 }, (_, number) => readZep(server.url, idOf(number))),
      );
      for (const code of answers.flatMap(codes)) found.add(code);
      return (await statusOf(server.url, 'ZEP'))?.availability === 'UNAVAILABLE';
    });
    expect(found).toContain('zepSession: UPSTREAM_TIMEOUT');
  });

  test('leaves the other vendors AVAILABLE', async () => {
    await using vendors = await startVendors();
    await using server = await startReplica(vendors, { ...uncached, ...breaker });
    vendors.ZEP.answer(down);
    await openBreaker(server, vendors.ZEP);
    const { data } = await query<Status>(
      server.url,
      '{ sessionProviders { provider availability retryAt } }',
    );
    expect(data?.sessionProviders.map(({ availability }) => availability)).toEqual(
      providers.map((provider) => (provider === 'ZEP' ? 'UNAVAILABLE' : 'AVAILABLE')),
    );
  });
});

test('a vendor that asks for a pause is DEGRADED until it is over', async () => {
  await using zep = await startVendor('ZEP');
  using clock = stopClock();
  await using server = await startReplica({ ZEP: zep });
  zep.answer(json({}, 429, { 'retry-after': '30' }));
  await readZep(server.url, idOf(1));
  const retryAt = new Date(Date.now() + 30_000).toISOString();
  clock.pass(29_999);
  expect(await statusOf(server.url, 'ZEP')).toMatchObject({ availability: 'DEGRADED', retryAt });
  clock.pass(1);
  expect(await statusOf(server.url, 'ZEP')).toMatchObject({ availability: 'AVAILABLE', retryAt: null });
});

test('the quota that a vendor tells is shown until its reset', async () => {
  await using zep = await startVendor('ZEP');
  using clock = stopClock();
  await using server = await startReplica({ ZEP: zep });
  const resetsAt = Date.now() / 1000 + 30;
  zep.answer(
    json({ session_id: idOf(1) }, 200, {
      'x-ratelimit-limit': '60',
      'x-ratelimit-remaining': '41',
      'x-ratelimit-reset': String(resetsAt),
    }),
  );
  await readZep(server.url, idOf(1));
  const quota = { limit: 60, remaining: 41, resetsAt: new Date(resetsAt * 1000).toISOString() };
  clock.pass(29_999);
  expect(await statusOf(server.url, 'ZEP')).toMatchObject({ quota });
  clock.pass(1);
  expect(await statusOf(server.url, 'ZEP')).toMatchObject({ quota: null });
});

describe('the deadline of a request', () => {
  test('ends the calls that still run, and the answer has what came before', async () => {
    await using vendors = await startVendors();
    await using server = await startReplica(vendors, {
      // Time enough for the two that answer.
      REQUEST_TIMEOUT_MS: '2000',
      // If these ended the calls, the test would run out of time.
      ZEP_TIMEOUT_MS: '600000',
      DUOHUB_TIMEOUT_MS: '600000',
    });
    vendors.ZEP.answer(hang);
    vendors.DUOHUB.answer(hang);
    const { body } = await ask(server.url, oneOfEach, { id: idOf(1) });
    expect(body.data).toEqual({ ...dataOfEach(idOf(1)), duohubSession: null, zepSession: null });
    expect(codes(body)).toEqual(['duohubSession: UPSTREAM_TIMEOUT', 'zepSession: UPSTREAM_TIMEOUT']);
    await until(() => vendors.ZEP.running() + vendors.DUOHUB.running() === 0);
  });
});

describeWithRedis('replicas', () => {
  test('report a vendor as DEGRADED that is down for another replica, until its breaker’s time is over', async () => {
    await using redis = await startRedis();
    await using zep = await startVendor('ZEP');
    const environment = { ...uncached, ...breaker, ...behindProxy, REDIS_URL: redis.url };
    await using one = await startReplica({ ZEP: zep }, environment);
    await using other = await startReplica({ ZEP: zep }, environment);
    for (const { log } of [one, other]) await until(() => log.some((line) => line.includes('Redis is up')));
    expect((await statusOf(other.url, 'ZEP'))?.availability).toBe('AVAILABLE');
    zep.answer(down);
    await openForAll(one, zep);
    expect((await statusOf(one.url, 'ZEP'))?.availability).toBe('UNAVAILABLE');
    await until(async () => (await statusOf(other.url, 'ZEP'))?.availability === 'DEGRADED');
    const [key = '', ...more] = await redis.client.keys('*down:*');
    expect(more).toEqual([]);
    const leftMs = await redis.client.pttl(key);
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(openMs);
    // As if that time had passed in Redis.
    await redis.client.pexpire(key, 1);
    await until(async () => (await statusOf(other.url, 'ZEP'))?.availability === 'AVAILABLE');
  });
});
