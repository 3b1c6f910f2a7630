import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Redis } from 'ioredis';
import type { SessionGraphOptions } from '../../src/library/options.ts';
import { createSessionGraph, type SessionGraph } from '../../src/library/session-graph.ts';
import { describeWithRedis } from '../helpers/programs.ts';
import { startRedis, type TestRedis } from '../helpers/redis.ts';
import { json } from '../helpers/server.ts';
import { until } from '../helpers/until.ts';
import { startVendor, type Vendor } from './vendors.ts';

const channel = 'session-graph:1:evict';

let redis: TestRedis;
let vendor: Vendor;
let subscriber: Redis;
let graphs: readonly [SessionGraph, SessionGraph];
/** All that was published to the replicas' channel. */
let messages: string[];

beforeEach(async () => {
  redis = await startRedis();
  vendor = await startVendor('ZEP');
  graphs = [startGraph(), startGraph()];
  subscriber = redis.client.duplicate();
  messages = [];
  subscriber.on('message', (_, message) => messages.push(message));
  await subscriber.subscribe(channel);
  await until(() => graphs.every((graph) => graph.redisIsUp()));
  await until(async () => (await redis.client.pubsub('NUMSUB', channel))[1] === 3);
});
afterEach(async () => {
  subscriber.disconnect();
  for (const graph of graphs) await graph.stop();
  await vendor[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
});

function startGraph(options: Partial<SessionGraphOptions> = {}): SessionGraph {
  const ZEP = { credential: 'hunter2', baseUrl: vendor.url, cacheOpenMs: 600_000 };
  return createSessionGraph({ redisUrl: redis.url, providers: { ZEP }, ...options });
}

/** Reads a session. @param maxAgeMs 0 asks the vendor */
const read = (graph: SessionGraph, id: string, maxAgeMs?: number) =>
  graph
    .createContext(maxAgeMs === undefined ? {} : { freshness: { maxAgeMs } })
    .loaders.session('ZepSession', id);

/** Lets both replicas have the session in their own memory. */
async function cacheInBoth(id: string): Promise<void> {
  for (const graph of graphs) await read(graph, id, 0);
  await until(async () => (await redis.client.keys(`*:${id}`)).length === 1);
}

describeWithRedis('a session that both replicas have in memory', () => {
  test.each([401, 403, 404])('is dropped by both when one is answered %d', async (status) => {
    await cacheInBoth('id');
    vendor.answer(json({}, status));
    const outcome = read(graphs[0], 'id', 0).then(String, ({ code }) => code as string);
    expect(await outcome).toBe(
      { 401: 'UPSTREAM_UNAUTHORIZED', 403: 'UPSTREAM_FORBIDDEN', 404: 'null' }[status],
    );
    await until(() => graphs.every((graph) => graph.cacheSize().entries === 0));
    expect(messages).toHaveLength(1);
    expect(messages.join()).not.toMatch(/hunter2|127\.0\.0\.1/);
  });

  test('is dropped by one when the other, which does not have it, is answered 403 and Redis has it', async () => {
    await read(graphs[1], 'id');
    await until(async () => (await redis.client.keys('*:id')).length === 1);
    vendor.answer(json({}, 403));
    await expect(read(graphs[0], 'id', 0)).rejects.toMatchObject({ code: 'UPSTREAM_FORBIDDEN' });
    await until(() => graphs[1].cacheSize().entries === 0);
  });

  test('is dropped by both when a replica whose settings do not let it use the record is answered 403', async () => {
    await cacheInBoth('id');
    vendor.answer(json({}, 403));
    const third = startGraph({ cacheGraceMs: 0 });
    await until(() => third.redisIsUp() === true);
    await expect(read(third, 'id')).rejects.toMatchObject({ code: 'UPSTREAM_FORBIDDEN' });
    await until(() => graphs.every((graph) => graph.cacheSize().entries === 0));
    await third.stop();
  });

  test('is gone, and not stale, when the vendor fails after that', async () => {
    await cacheInBoth('id');
    vendor.answer(json({}, 403));
    await expect(read(graphs[0], 'id', 0)).rejects.toMatchObject({ code: 'UPSTREAM_FORBIDDEN' });
    await until(() => graphs[1].cacheSize().entries === 0);
    vendor.answer(json({}, 503));
    await expect(read(graphs[1], 'id')).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});

describeWithRedis('a message', () => {
  test.each([404, 403])('is sent for no unknown id that is answered %d, however often', async (status) => {
    vendor.answer(json({}, status));
    for (let round = 0; round < 3; round += 1) {
      for (let id = 0; id < 20; id += 1)
        await read(graphs[round % 2] as SessionGraph, String(id), 0).catch(() => null);
    }
    vendor.answer();
    await cacheInBoth('known');
    vendor.answer(json({}, 404));
    await read(graphs[0], 'known', 0);
    // Messages come in order, so there is none before this one.
    await until(() => messages.length > 0);
    expect(messages).toMatchObject([expect.stringContaining(':known"')]);
  });

  test.each(['garbage', 'null', '[]', '{}', '{"key":17}', '{"key":""}', '{"key":"ZEP:scope:getSession:id"}'])(
    'of another program (%s) drops nothing',
    async (message) => {
      await cacheInBoth('id');
      await redis.client.publish(channel, message);
      await cacheInBoth('other');
      const [key = ''] = await redis.client.keys('*:other');
      await redis.client.publish(channel, JSON.stringify({ key: key.split('cache:2:')[1] }));
      await until(() => graphs.every((graph) => graph.cacheSize().entries === 1));
      vendor.answer(json({}, 503));
      for (const graph of graphs) expect(await read(graph, 'id')).toMatchObject({ stale: false });
    },
  );
});
