import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createSessionGraph, type SessionGraph } from '../../src/library/session-graph.ts';
import { describeWithRedis } from '../helpers/programs.ts';
import { startRedis, type TestRedis } from '../helpers/redis.ts';
import { startServer, type TestServer } from '../helpers/server.ts';
import { until } from '../helpers/until.ts';
import { anySession, vendorFacts } from '../helpers/vendor-facts.ts';
import { forgedRecords, type ValidRecord } from './forged-records.ts';

let redis: TestRedis;
let vendor: TestServer;
let graphs: readonly [SessionGraph, SessionGraph];

beforeAll(async () => {
  redis = await startRedis();
  vendor = await startServer(anySession(vendorFacts.ZEP));
  graphs = [startGraph(), startGraph()];
  await until(() => graphs.every((graph) => graph.redisIsUp()));
});
afterAll(async () => {
  for (const graph of graphs) await graph.stop();
  await vendor[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
});

function startGraph(): SessionGraph {
  const ZEP = { credential: 'key', baseUrl: vendor.url, cacheOpenMs: 600_000 };
  return createSessionGraph({ redisUrl: redis.url, providers: { ZEP } });
}

const read = (graph: SessionGraph, id: string) => graph.createContext().loaders.session('ZepSession', id);
const calls = (id: string): number => vendor.paths.filter((path) => path.endsWith(`/${id}`)).length;

/** Writes the record of a session as a replica does, with a graph of its own that forgets it. */
async function record(id: string): Promise<ValidRecord> {
  const graph = startGraph();
  await until(() => graph.redisIsUp() === true);
  const keys = async (): Promise<string[]> => redis.client.keys(`*:${id}`);
  const otherId = `other-${id}`;
  for (const each of [id, otherId]) await read(graph, each);
  await until(
    async () => (await keys()).length === 1 && (await redis.client.keys(`*:${otherId}`)).length === 1,
  );
  await graph.stop();
  const [[key = ''], [otherKey = '']] = [await keys(), await redis.client.keys(`*:${otherId}`)];
  const text = String(await redis.client.get(key));
  const { keepMs } = JSON.parse(text) as ValidRecord;
  return { key, text, keepMs, otherText: String(await redis.client.get(otherKey)) };
}

describeWithRedis('under the key of a session in Redis', () => {
  test('a valid record is served by every replica without a call', async () => {
    await record('valid');
    expect(await read(graphs[0], 'valid')).toMatchObject({ externalId: 'valid', stale: false });
    expect(calls('valid')).toBe(1);
  });

  test.each(forgedRecords.map(({ name, write }, index) => ({ name, write, id: `forged-${index}` })))(
    '$name is a miss, and one call puts the session in its place',
    async ({ write, id }) => {
      const valid = await record(id);
      await redis.client.unlink(valid.key);
      await write(redis.client, valid);
      expect(await read(graphs[0], id)).toMatchObject({
        externalId: id,
        raw: { session_id: id },
        stale: false,
      });
      expect(calls(id)).toBe(2);
      await until(
        async () =>
          (await redis.client.type(valid.key)) === 'string' &&
          (await redis.client.get(valid.key))?.includes(`\\"${id}\\"`) === true &&
          (await redis.client.pttl(valid.key)) > 0 &&
          (await redis.client.pttl(valid.key)) <= valid.keepMs,
      );
      expect(await read(graphs[1], id)).toMatchObject({ externalId: id, stale: false });
      expect(calls(id)).toBe(2);
    },
  );

  test('a stated lifetime has no effect: its own settings say how long a replica serves a record', async () => {
    const { key, text, keepMs } = await record('lifetime');
    const forged = JSON.stringify({ ...(JSON.parse(text) as object), lifetimeMs: 1e300 });
    // The grace period is ten minutes: of its time to be fresh nothing is left.
    await redis.client.set(key, forged, 'PX', keepMs - 600_000 - 10_000);
    expect(await read(graphs[0], 'lifetime')).toMatchObject({ stale: false });
    expect(calls('lifetime')).toBe(2);
  });

  test.each([3_600_000, -3_600_000])('a time of reading that is %d ms off is not shown', async (offMs) => {
    const id = `time-${offMs}`;
    const { key, text, keepMs } = await record(id);
    const envelope = JSON.parse(text) as { fetchedAt: number };
    const forged = JSON.stringify({ ...envelope, fetchedAt: envelope.fetchedAt + offMs });
    await redis.client.set(key, forged, 'PX', keepMs - 5_000);
    const { fetchedAt } = (await read(graphs[0], id)) ?? {};
    expect(Math.abs(Date.parse(String(fetchedAt)) + 5_000 - Date.now())).toBeLessThan(60_000);
    expect(calls(id)).toBe(1);
  });

  test('of the old release nothing is read or deleted, and it keeps its own entry', async () => {
    const { key } = await record('rolling');
    const oldKey = key.replace('cache:2:', '');
    expect(oldKey).not.toBe(key);
    const old = JSON.stringify({ value: { externalId: 'old' }, fetchedAt: Date.now(), lifetimeMs: 600_000 });
    await redis.client.set(oldKey, old, 'PX', 600_000);
    expect(await read(graphs[0], 'rolling')).toMatchObject({ externalId: 'rolling' });
    await graphs[0].purge('ZEP', 'rolling');
    await until(async () => (await redis.client.exists(key)) === 0);
    expect(await redis.client.get(oldKey)).toBe(old);
  });
});
