import { describe, expect, test } from '@jest/globals';
import { isSettled } from '../helpers/barrier.ts';
import { breakConnection, hang, json } from '../helpers/server.ts';
import { describeWithRedis, startRedis } from '../helpers/redis.ts';
import { until } from '../helpers/until.ts';
import { codes, query } from '../helpers/graphql-server.ts';
import { ask, dataOfEach, oneOfEach, readZep, startReplica, type Replica } from './replica.ts';
import { idOf, providers, startVendor, startVendors, type Vendor } from './vendors.ts';

const uncached = { ZEP_CACHE_OPEN_MS: '1', CACHE_STALE_WHILE_REVALIDATE_MS: '0' };
const down = json({}, 500);

/** Reads other sessions of a vendor that fails until nobody calls it any more. */
async function openBreaker(server: Replica, zep: Vendor): Promise<void> {
  for (let next = 1000; ; next += 1) {
    const calls = zep.arrivals.length;
    await readZep(server.url, idOf(next));
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
  test('has its known sessions shown as stale, and of others its failure, without a call', async () => {
    await using zep = await startVendor('ZEP');
    await using server = await startReplica({ ZEP: zep }, { ...uncached, ZEP_BREAKER_OPEN_MS: '60000' });
    const first = await readZep(server.url, idOf(1));
    expect(first.data?.zepSession).toMatchObject({ externalId: idOf(1), stale: false });
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
      retryAfterSeconds: expect.any(Number),
    });
    expect(zep.arrivals).toHaveLength(calls);
  });

  test('is UNAVAILABLE, with when it is tried again; is tried by one call; and is AVAILABLE when that is answered', async () => {
    await using zep = await startVendor('ZEP');
    await using server = await startReplica({ ZEP: zep }, { ...uncached, ZEP_BREAKER_OPEN_MS: '300' });
    expect(await statusOf(server.url, 'ZEP')).toMatchObject({ availability: 'AVAILABLE', retryAt: null });
    zep.answer(down);
    await openBreaker(server, zep);
    const before = await statusOf(server.url, 'ZEP');
    expect(before?.availability).toBe('UNAVAILABLE');
    expect(Date.parse(before?.retryAt ?? '')).toBeGreaterThan(Date.now() - 1000);
    await until(async () => (await statusOf(server.url, 'ZEP'))?.availability === 'DEGRADED');
    zep.answer();
    const release = zep.hold();
    const calls = zep.arrivals.length;
    const answers = [1, 2, 3, 4, 5].map((number) => readZep(server.url, idOf(number)));
    await until(() => answers.filter(isSettled).length === answers.length - 1);
    expect(zep.arrivals.length).toBe(calls + 1);
    release();
    const all = await Promise.all(answers);
    expect(all.filter(({ errors }) => !errors)).toHaveLength(1);
    expect(new Set(all.flatMap(codes))).toEqual(new Set(['zepSession: UPSTREAM_UNAVAILABLE']));
    expect(await statusOf(server.url, 'ZEP')).toMatchObject({ availability: 'AVAILABLE', retryAt: null });
    expect((await readZep(server.url, idOf(9))).errors).toBeUndefined();
  });

  test.each([
    ['breaks connections', breakConnection, 'UPSTREAM_UNAVAILABLE'],
    ['hangs', hang, 'UPSTREAM_TIMEOUT'],
  ])(
    'counts as down also when it %s, and when requests end before the vendor’s own timeout',
    async (_, how, code) => {
      await using zep = await startVendor('ZEP');
      await using server = await startReplica({ ZEP: zep }, { ...uncached, REQUEST_TIMEOUT_MS: '100' });
      zep.answer(how);
      const answers = await Promise.all(
        Array.from({ length: 15 }, (__, number) => readZep(server.url, idOf(number))),
      );
      expect(new Set(answers.flatMap(codes)).has(`zepSession: ${code}`)).toBe(true);
      expect((await statusOf(server.url, 'ZEP'))?.availability).toBe('UNAVAILABLE');
    },
  );

  test('leaves the others as they are', async () => {
    await using vendors = await startVendors();
    await using server = await startReplica(vendors, uncached);
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

test('a vendor that asks for a pause is DEGRADED until then', async () => {
  await using zep = await startVendor('ZEP');
  await using server = await startReplica({ ZEP: zep });
  zep.answer(json({}, 429, { 'retry-after': '30' }));
  await readZep(server.url, idOf(1));
  const status = await statusOf(server.url, 'ZEP');
  expect(status?.availability).toBe('DEGRADED');
  const waitMs = Date.parse(status?.retryAt ?? '') - Date.now();
  expect(waitMs).toBeGreaterThan(20_000);
  expect(waitMs).toBeLessThanOrEqual(30_000);
});

test('the quota that a vendor tells is shown', async () => {
  await using zep = await startVendor('ZEP');
  await using server = await startReplica({ ZEP: zep });
  const resetsAt = Math.ceil(Date.now() / 1000) + 30;
  zep.answer(
    json({ session_id: idOf(1) }, 200, {
      'x-ratelimit-limit': '60',
      'x-ratelimit-remaining': '41',
      'x-ratelimit-reset': String(resetsAt),
    }),
  );
  await readZep(server.url, idOf(1));
  const quota = { limit: 60, remaining: 41, resetsAt: new Date(resetsAt * 1000).toISOString() };
  expect(await statusOf(server.url, 'ZEP')).toMatchObject({ quota });
});

describe('the deadline of a request', () => {
  test('cuts off what is missing, and what has come is returned', async () => {
    await using vendors = await startVendors();
    await using server = await startReplica(vendors, { REQUEST_TIMEOUT_MS: '300' });
    vendors.ZEP.answer(hang);
    vendors.DUOHUB.answer(hang);
    const { body } = await ask(server.url, oneOfEach, { id: idOf(1) });
    expect(body.data).toEqual({ ...dataOfEach(idOf(1)), duohubSession: null, zepSession: null });
    expect(codes(body)).toEqual(['duohubSession: UPSTREAM_TIMEOUT', 'zepSession: UPSTREAM_TIMEOUT']);
    await until(() => vendors.ZEP.running() + vendors.DUOHUB.running() === 0);
  });
});

describeWithRedis('replicas', () => {
  test('tell of a vendor that is down for another one, and of nothing when it is over', async () => {
    await using redis = await startRedis();
    await using zep = await startVendor('ZEP');
    const environment = { ...uncached, REDIS_URL: redis.url, ZEP_BREAKER_OPEN_MS: '500' };
    await using one = await startReplica({ ZEP: zep }, environment);
    await using other = await startReplica({ ZEP: zep }, environment);
    for (const { log } of [one, other]) await until(() => log.some((line) => line.includes('Redis is up')));
    zep.answer(down);
    await openBreaker(one, zep);
    expect((await statusOf(one.url, 'ZEP'))?.availability).toBe('UNAVAILABLE');
    await until(async () => (await statusOf(other.url, 'ZEP'))?.availability === 'DEGRADED');
    await until(async () => (await statusOf(other.url, 'ZEP'))?.availability === 'AVAILABLE');
  });
});
