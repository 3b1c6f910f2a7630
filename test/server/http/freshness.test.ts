import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { stopClock, type Clock } from '../../helpers/clock.ts';
import { hang, json } from '../../helpers/server.ts';
import { ask, oneOfEach, startReplica, zepSession } from '../../engine/replica.ts';
import { idOf, providers, startVendor, startVendors } from '../../engine/vendors.ts';

/** Answers grow older when a test says so, and not by themselves. */
let clock: Clock;
beforeEach(() => {
  clock = stopClock();
});
afterEach(() => clock[Symbol.dispose]());

const id = idOf(1);
const cacheControl = async (answer: ReturnType<typeof ask>): Promise<string | null> =>
  (await answer).headers.get('cache-control');

/** How long the answer is good, in seconds. */
async function maxAge(answer: ReturnType<typeof ask>): Promise<number> {
  const [, seconds] = /^private, max-age=(\d+)$/.exec((await cacheControl(answer)) ?? '') ?? [];
  return Number(seconds);
}

describe('the Cache-Control of an answer', () => {
  test('is private, with the shortest lifetime of what it contains', async () => {
    await using vendors = await startVendors();
    await using server = await startReplica(vendors, {
      ...Object.fromEntries(providers.map((provider) => [`${provider}_CACHE_OPEN_MS`, '9000000'])),
      DUOHUB_CACHE_OPEN_MS: '8000000',
      OPENCX_CACHE_OPEN_MS: '3000000',
      ZEP_CACHE_OPEN_MS: '6000000',
    });
    expect(await maxAge(ask(server.url, oneOfEach, { id }))).toBe(3000);
    expect(await maxAge(ask(server.url, zepSession, { id }))).toBe(6000);
  });

  test('decreases as what it contains ages', async () => {
    await using zep = await startVendor('ZEP');
    await using server = await startReplica({ ZEP: zep }, { ZEP_CACHE_OPEN_MS: '60000' });
    expect(await maxAge(ask(server.url, zepSession, { id }))).toBe(60);
    clock.pass(59_000);
    expect(await maxAge(ask(server.url, zepSession, { id }))).toBe(1);
    expect(zep.arrivals).toHaveLength(1);
  });

  test('lasts as long as the cache keeps that a session is missing', async () => {
    await using zep = await startVendor('ZEP');
    zep.answer(json({}, 404));
    await using server = await startReplica({ ZEP: zep }, { ZEP_CACHE_NOT_FOUND_MS: '3000000' });
    expect(await maxAge(ask(server.url, zepSession, { id }))).toBe(3000);
  });

  test('is max-age=0 for a stale answer, and without a cache', async () => {
    await using zep = await startVendor('ZEP');
    await using cached = await startReplica({ ZEP: zep }, { ZEP_CACHE_OPEN_MS: '1' });
    await using uncached = await startReplica({ ZEP: zep }, { CACHE: 'off' });
    expect(await cacheControl(ask(uncached.url, zepSession, { id }))).toBe('private, max-age=0');
    await ask(cached.url, zepSession, { id });
    clock.pass(1);
    zep.answer(json({}, 500));
    expect(await cacheControl(ask(cached.url, zepSession, { id }))).toBe('private, max-age=0');
  });

  test.each([
    ['that failed in part', oneOfEach],
    ['that was refused', '{ nothing }'],
    ['that holds no session', '{ __typename }'],
    ['about the vendors', '{ sessionProviders { availability } }'],
  ])('of an answer %s forbids to keep it', async (_, document) => {
    await using vendors = await startVendors();
    vendors.ZEP.answer(json({}, 403));
    await using server = await startReplica(vendors);
    const variables = document === oneOfEach ? { id } : {};
    expect(await cacheControl(ask(server.url, document, variables))).toBe('no-store');
  });

  test('of an answer about sessions and vendors is that of what changes first', async () => {
    await using zep = await startVendor('ZEP');
    await using server = await startReplica({ ZEP: zep }, { ZEP_CACHE_OPEN_MS: '60000' });
    const document = `{ zepSession(externalId: "${id}") { id } sessionProviders { availability } }`;
    expect(await cacheControl(ask(server.url, document))).toBe('private, max-age=0');
  });
});

describe('the Cache-Control of a request', () => {
  const long = { ZEP_CACHE_OPEN_MS: '60000' };
  const fresh = { 'cache-control': 'no-cache' };

  test('is ignored unless the operator allows it', async () => {
    await using zep = await startVendor('ZEP');
    await using server = await startReplica({ ZEP: zep }, { ...long, CLIENT_CACHE_CONTROL: 'off' });
    const { fetchedAt } = await readOnce(server.url);
    clock.pass(10_000);
    expect((await readOnce(server.url, fresh)).fetchedAt).toBe(fetchedAt);
    expect(zep.arrivals).toHaveLength(1);
  });

  test('reads again with no-cache where the operator allows it, at most once a second for all clients', async () => {
    await using zep = await startVendor('ZEP');
    await using server = await startReplica({ ZEP: zep }, { ...long, CLIENT_CACHE_CONTROL: 'on' });
    const { fetchedAt } = await readOnce(server.url);
    clock.pass(999);
    const early = await Promise.all(Array.from({ length: 20 }, () => readOnce(server.url, fresh)));
    expect(new Set(early.map((answer) => answer.fetchedAt))).toEqual(new Set([fetchedAt]));
    expect(zep.arrivals).toHaveLength(1);
    clock.pass(1);
    const later = await Promise.all(Array.from({ length: 20 }, () => readOnce(server.url, fresh)));
    expect(new Set(later.map((answer) => answer.fetchedAt))).toEqual(new Set([fetchedAt + 1000]));
    expect(zep.arrivals).toHaveLength(2);
  });

  test('gets a stale answer with max-stale, marked as stale, without waiting for the vendor', async () => {
    await using zep = await startVendor('ZEP');
    const brief = {
      ZEP_CACHE_OPEN_MS: '1',
      CACHE_STALE_WHILE_REVALIDATE_MS: '0',
      CLIENT_CACHE_CONTROL: 'on',
    };
    await using server = await startReplica({ ZEP: zep }, brief);
    const { fetchedAt } = await readOnce(server.url);
    clock.pass(600_000);
    zep.answer(hang);
    expect(await readOnce(server.url, { 'cache-control': 'max-stale=600' })).toEqual({
      fetchedAt,
      stale: true,
    });
  });

  async function readOnce(url: string, headers = {}): Promise<{ fetchedAt: number; stale: boolean }> {
    const { body } = await ask(url, zepSession, { id }, headers);
    const session = body.data?.['zepSession'] as { fetchedAt: string; stale: boolean } | undefined;
    if (!session) throw new Error(`No session: ${JSON.stringify(body)}`);
    const { fetchedAt, stale } = session;
    return { fetchedAt: Date.parse(fetchedAt), stale };
  }
});

describe('x-upstream-debug', () => {
  const asked = { 'x-upstream-debug': '1' };

  test('lists each read of a request, where the operator allows it', async () => {
    await using zep = await startVendor('ZEP');
    await using server = await startReplica({ ZEP: zep }, { DEBUG_UPSTREAM: 'on' });
    const read = { provider: 'ZEP', operation: 'getSession', durationMs: expect.any(Number) };
    const first = await ask(server.url, zepSession, { id }, asked);
    expect(first.body.extensions).toEqual({ upstream: [{ ...read, cache: 'miss', attempts: 1 }] });
    const second = await ask(server.url, zepSession, { id }, asked);
    expect(second.body.extensions).toEqual({ upstream: [{ ...read, cache: 'hit', attempts: 0 }] });
    expect(JSON.stringify(second.body)).not.toMatch(/127\.0\.0\.1|sandbox-key/);
    expect((await ask(server.url, zepSession, { id })).body.extensions).toBeUndefined();
  });

  test('does nothing where it is not allowed', async () => {
    await using zep = await startVendor('ZEP');
    await using server = await startReplica({ ZEP: zep });
    expect((await ask(server.url, zepSession, { id }, asked)).body.extensions).toBeUndefined();
  });
});
