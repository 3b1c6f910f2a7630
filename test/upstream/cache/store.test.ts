import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Entry } from '../../../src/upstream/cache/freshness.ts';
import { Store, type Revive } from '../../../src/upstream/cache/store.ts';
import { SharedRedis } from '../../../src/upstream/redis.ts';
import { recordingLogger } from '../../helpers/logger.ts';
import { describeWithRedis } from '../../helpers/programs.ts';
import { startRedis, type TestRedis } from '../../helpers/redis.ts';
import { until } from '../../helpers/until.ts';

function entryOf(value: unknown, { ageMs = 0, lifetimeMs = 60_000 } = {}): Entry {
  return { value, fetchedAt: Date.now() - ageMs, receivedAt: performance.now() - ageMs, lifetimeMs };
}

const keep = { keepMs: 60_000, bytes: 100 };

const revive: Revive = ({ bodies: [body = ''], fetchedAt, ageMs }) => ({
  value: JSON.parse(body),
  fetchedAt,
  receivedAt: performance.now() - ageMs,
  lifetimeMs: 60_000,
});

const name = (key: string): string => `session-graph:1:cache:2:${key}`;

describe('memory', () => {
  test('answers with what was set, the same object each time', async () => {
    const store = new Store({ maxEntries: 10, maxBytes: 1000 });
    const entry = entryOf({ a: 1 });
    store.set('key', entry, keep);
    expect(await store.get('key')).toBe(entry);
    expect(await store.get('key')).toBe(entry);
    expect(await store.get('other')).toBeUndefined();
  });

  test('is bounded by entries, and forgets what was not used for the longest time', async () => {
    const store = new Store({ maxEntries: 3, maxBytes: 1_000_000 });
    for (const key of ['a', 'b', 'c']) store.set(key, entryOf({ key }), keep);
    await store.get('a');
    store.set('d', entryOf({}), keep);
    const kept = await Promise.all(['a', 'b', 'c', 'd'].map(async (key) => Boolean(await store.get(key))));
    expect([store.size.entries, kept]).toEqual([3, [true, false, true, true]]);
  });

  test('is bounded by bytes', async () => {
    const store = new Store({ maxEntries: 1000, maxBytes: 10_000 });
    for (let number = 0; number < 100; number += 1)
      store.set(`key ${number}`, entryOf({}), { ...keep, bytes: 900 });
    expect(store.size.bytes).toBeGreaterThan(5_000);
    expect(store.size.bytes).toBeLessThanOrEqual(10_000);
    expect(store.size.entries).toBeLessThanOrEqual(11);
  });

  test('does not keep what is larger than all of it, nor what that replaces', async () => {
    const store = new Store({ maxEntries: 10, maxBytes: 1000 });
    store.set('key', entryOf({ a: 1 }), keep);
    store.set('key', entryOf({}), { ...keep, bytes: 1001 });
    expect([await store.get('key'), store.size]).toEqual([undefined, { entries: 0, bytes: 0 }]);
  });

  test('keeps apart what vendors do not have: any number of unknown ids drops no session', async () => {
    const store = new Store({ maxEntries: 10, maxBytes: 1000 });
    store.set('session', entryOf({ a: 1 }), keep);
    for (let id = 0; id < 9600; id += 1) store.set(`unknown ${id}`, entryOf(null), keep);
    expect(await store.get('session')).toMatchObject({ value: { a: 1 } });
    expect([await store.get('unknown 0'), await store.get('unknown 9599')]).toMatchObject([
      undefined as never,
      { value: null },
    ]);
    expect(store.size).toEqual({ entries: 1, bytes: 100 });
  });

  test('has one answer for a key, whether it exists or not', async () => {
    const store = new Store({ maxEntries: 10, maxBytes: 1000 });
    for (const value of [{ a: 1 }, null, { a: 2 }]) {
      store.set('key', entryOf(value), keep);
      expect(await store.get('key')).toMatchObject({ value });
    }
    await store.delete('key');
    expect(await store.get('key')).toBeUndefined();
  });

  test('what is not kept takes the place of what was', async () => {
    const store = new Store({ maxEntries: 10, maxBytes: 1000 });
    store.set('key', entryOf({ a: 1 }), keep);
    store.set('key', entryOf(null), { ...keep, keepMs: 0 });
    expect(await store.get('key')).toBeUndefined();
  });

  test('forgets one key, and all that begin alike', async () => {
    const store = new Store({ maxEntries: 10, maxBytes: 1000 });
    for (const key of ['a:1', 'a:2', 'b:1']) store.set(key, entryOf({ key }), keep);
    await store.delete('a:1');
    expect(store.size.entries).toBe(2);
    await store.deleteAll('a:');
    expect([store.size.entries, await store.get('b:1')]).toMatchObject([1, { value: { key: 'b:1' } }]);
  });

  test('forgets what need not be kept any longer', async () => {
    const store = new Store({ maxEntries: 10, maxBytes: 1000 });
    store.set('brief', entryOf({}), { ...keep, keepMs: 5 });
    store.set('long', entryOf({}), keep);
    await until(async () => (await store.get('brief')) === undefined);
    expect(await store.get('long')).toBeDefined();
  });
});

describeWithRedis('with Redis', () => {
  let server: TestRedis;
  let links: SharedRedis[];
  beforeEach(async () => {
    server = await startRedis();
    links = [new SharedRedis(server.url, recordingLogger()), new SharedRedis(server.url, recordingLogger())];
    await until(() => links.every(({ isUp }) => isUp));
  });
  afterEach(async () => {
    for (const link of links) await link.stop();
    await server[Symbol.asyncDispose]();
  });

  const stores = (): [Store, Store] =>
    links.map((redis) => new Store({ maxEntries: 10, maxBytes: 1000, redis })) as [Store, Store];
  const stored = (key: string): Promise<string | null> => server.client.get(name(key));
  const share = (body: string) => ({ ...keep, bodies: [body] });
  test('what is kept while Redis is asked is found, though Redis did not have it', async () => {
    const [store] = stores();
    const asked = store.get('key', revive);
    const entry = entryOf({ a: 1 });
    store.set('key', entry, keep);
    expect(await asked).toBe(entry);
  });

  test('what one store keeps the other has, for as long as it is kept', async () => {
    const [one, other] = stores();
    const entry = entryOf({ nested: [1, null, 'ü'] });
    one.set('key', entry, { ...share(JSON.stringify(entry.value)), keepMs: 600_000.5 });
    await until(async () => (await stored('key')) !== null);
    expect(await other.get('key', revive)).toMatchObject({ value: entry.value, fetchedAt: entry.fetchedAt });
    const ttl = await server.client.pttl(name('key'));
    expect(ttl).toBeGreaterThan(0);
    expect(ttl).toBeLessThanOrEqual(600_001);
  });

  test('what is only of one process is neither stored nor asked for', async () => {
    const [one, other] = stores();
    one.set('list', entryOf({}), keep);
    one.set('key', entryOf({}), share('{}'));
    await until(async () => (await stored('key')) !== null);
    expect([await other.get('list', revive), await stored('list')]).toEqual([undefined, null]);
    expect(await other.get('key')).toBeUndefined();
  });

  test('the younger of two entries counts when the own is no longer fresh', async () => {
    const [one, other] = stores();
    one.set('key', entryOf({ is: 'old' }, { ageMs: 20_000, lifetimeMs: 10_000 }), share('{"is":"old"}'));
    other.set('key', entryOf({ is: 'new' }), share('{"is":"new"}'));
    await until(async () => Boolean((await stored('key'))?.includes('new')));
    expect(await one.get('key', revive)).toMatchObject({ value: { is: 'new' } });
  });

  test('the age is by the clock of Redis', async () => {
    const [one, other] = stores();
    one.set('key', entryOf({}), share('{}'));
    await until(async () => (await stored('key')) !== null);
    await server.client.pexpire(name('key'), 20_000);
    const revived: Revive = (record) => entryOf({}, { ageMs: record.ageMs });
    const { receivedAt = 0 } = (await other.get('key', revived)) ?? {};
    expect(performance.now() - receivedAt).toBeGreaterThanOrEqual(40_000);
  });

  test('what is forgotten is forgotten in Redis too', async () => {
    const [one, other] = stores();
    for (const key of ['a:1', 'a:2', 'b:1']) one.set(key, entryOf({}), share('{}'));
    await until(async () => (await stored('b:1')) !== null);
    expect(await one.delete('a:1')).toBe(true);
    expect([await other.get('a:1', revive), await stored('a:1')]).toEqual([undefined, null]);
    expect([await one.delete('a:1'), await other.delete('b:1')]).toEqual([false, true]);
    one.set('b:1', entryOf({}), share('{}'));
    await one.deleteAll('a:');
    expect(await server.client.keys('*')).toEqual([name('b:1')]);
  });
});
