import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Store, type Entry } from '../../../src/upstream/cache/store.ts';
import { SharedRedis } from '../../../src/upstream/redis.ts';
import { recordingLogger } from '../../helpers/logger.ts';
import { describeWithRedis, startRedis, type TestRedis } from '../../helpers/redis.ts';
import { until } from '../../helpers/until.ts';

function entryOf(value: unknown, { ageMs = 0, lifetimeMs = 60_000 } = {}): Entry {
  return { value, fetchedAt: Date.now() - ageMs, lifetimeMs };
}

const keep = { keepMs: 60_000 };

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

  test('is bounded by bytes of UTF-8', async () => {
    const store = new Store({ maxEntries: 1000, maxBytes: 10_000 });
    for (let number = 0; number < 100; number += 1)
      store.set(`key ${number}`, entryOf({ text: '漢'.repeat(300) }), keep);
    expect(store.size.bytes).toBeGreaterThan(5_000);
    expect(store.size.bytes).toBeLessThanOrEqual(10_000);
    expect(store.size.entries).toBeLessThanOrEqual(11);
  });

  test('does not keep what is larger than all of it, nor what that replaces', async () => {
    const store = new Store({ maxEntries: 10, maxBytes: 1000 });
    store.set('key', entryOf({ a: 1 }), keep);
    store.set('key', entryOf({ text: 'x'.repeat(1000) }), keep);
    expect([await store.get('key'), store.size]).toEqual([undefined, { entries: 0, bytes: 0 }]);
  });

  test('keeps what is only of this process by the size that is told, without writing it out', async () => {
    const store = new Store({ maxEntries: 10, maxBytes: 1000 });
    const toJSON = jest.fn();
    store.set('key', entryOf({ toJSON }), { ...keep, ownBytes: 900 });
    expect([store.size.bytes, toJSON.mock.calls.length]).toEqual([900, 0]);
  });

  test('what is not kept takes the place of what was', async () => {
    const store = new Store({ maxEntries: 10, maxBytes: 1000 });
    store.set('key', entryOf({ a: 1 }), keep);
    store.set('key', entryOf(null), { keepMs: 0 });
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
    store.set('brief', entryOf({}), { keepMs: 5 });
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
  const stored = (key: string): Promise<string | null> => server.client.get(`session-graph:1:${key}`);

  test('what one store keeps the other has, for as long as it is kept', async () => {
    const [one, other] = stores();
    const entry = entryOf({ nested: [1, null, 'ü'] });
    one.set('key', entry, { keepMs: 600_000.5 });
    await until(async () => (await stored('key')) !== null);
    expect(await other.get('key')).toEqual(entry);
    const ttl = await server.client.pttl('session-graph:1:key');
    expect(ttl).toBeGreaterThan(0);
    expect(ttl).toBeLessThanOrEqual(600_001);
  });

  test('what is only of one process is not stored', async () => {
    const [one, other] = stores();
    one.set('list', entryOf({}), { ...keep, ownBytes: 10 });
    one.set('key', entryOf({}), keep);
    await until(async () => (await stored('key')) !== null);
    expect([await other.get('list'), await stored('list')]).toEqual([undefined, null]);
  });

  test('the younger of two entries counts when the own is no longer fresh', async () => {
    const [one, other] = stores();
    one.set('key', entryOf({ is: 'old' }, { ageMs: 20_000, lifetimeMs: 10_000 }), keep);
    other.set('key', entryOf({ is: 'new' }), keep);
    await until(async () => Boolean((await stored('key'))?.includes('new')));
    expect(await one.get('key')).toMatchObject({ value: { is: 'new' } });
  });

  test.each([
    ['no JSON', 'garbage'],
    ['JSON of something else', '[1]'],
    ['null', 'null'],
    ['no value', '{"fetchedAt":1,"lifetimeMs":1}'],
    ['a value that is no record', '{"value":"text","fetchedAt":1,"lifetimeMs":1}'],
    ['a time that is none', '{"value":{},"fetchedAt":1e999,"lifetimeMs":1}'],
    ['a lifetime that is none', '{"value":{},"fetchedAt":1,"lifetimeMs":-1}'],
  ])('%s under a key is as good as nothing', async (_, text) => {
    await server.client.set('session-graph:1:key', text);
    expect(await stores()[0].get('key')).toBeUndefined();
  });

  test('a Redis value of another type is ignored', async () => {
    await server.client.lpush('session-graph:1:key', 'item');
    expect(await stores()[0].get('key')).toBeUndefined();
  });

  test('a replica whose clock is ahead has read nothing in the future', async () => {
    const [one] = stores();
    const entry = entryOf({}, { ageMs: -3_600_000 });
    await server.client.set('session-graph:1:key', JSON.stringify(entry));
    expect((await one.get('key'))?.fetchedAt).toBeLessThanOrEqual(Date.now());
  });

  test('what is forgotten is forgotten in Redis when that is told', async () => {
    const [one, other] = stores();
    for (const key of ['a:1', 'a:2', 'b:1']) one.set(key, entryOf({}), keep);
    await until(async () => (await stored('b:1')) !== null);
    await one.delete('a:1');
    expect([await other.get('a:1'), await stored('a:1')]).toEqual([undefined, null]);
    await one.deleteAll('a:');
    expect(await server.client.keys('*')).toEqual(['session-graph:1:b:1']);
  });
});
