import { expect, test } from '@jest/globals';
import { describeWithRedis } from '../helpers/programs.ts';
import { freePort, startRedis, type TestRedis } from '../helpers/redis.ts';
import { until } from '../helpers/until.ts';
import { query, type GraphqlAnswer } from '../helpers/graphql-server.ts';
import {
  oneOfEach,
  readiness,
  readZep,
  runReplica,
  startReplica,
  type Addresses,
  type ReplicaProcess,
} from './replica.ts';
import { idOf, startVendor, startVendors, type Vendor } from './vendors.ts';

interface Load {
  stop(): Promise<readonly GraphqlAnswer<unknown>[]>;
  answered(): number;
}

/** Asks for other sessions again and again, eight at a time on each server, until it is told to stop. */
function startLoad(urls: readonly string[]): Load {
  const answers: GraphqlAnswer<unknown>[] = [];
  let next = 0;
  const stopped = new AbortController();
  async function work(url: string): Promise<void> {
    while (!stopped.signal.aborted)
      answers.push(await query(url, oneOfEach, { id: idOf((next += 1) % 500) }));
  }
  const workers = urls.flatMap((url) => Array.from({ length: 8 }, () => work(url)));
  return {
    answered: () => answers.length,
    stop: async () => {
      stopped.abort();
      await Promise.all(workers);
      return answers;
    },
  };
}

async function startTwo(vendors: Addresses, redis: TestRedis): Promise<[ReplicaProcess, ReplicaProcess]> {
  const environment = {
    REDIS_URL: redis.url,
    OPENCX_QUOTA: '1000000',
    CACHE_MAX_ENTRIES: '50',
    LOG_LEVEL: 'info',
  };
  const two = await Promise.all([runReplica(vendors, environment), runReplica(vendors, environment)]);
  for (const { process } of two) await process.says(/Redis is up/);
  return two;
}

const tellsRedis =
  (state: 'up' | 'down') =>
  async ({ url }: ReplicaProcess) => {
    await until(
      async () => JSON.stringify(await readiness(url)) === JSON.stringify({ status: 'ready', redis: state }),
    );
  };

/** A session that one has read is not read again by the other. */
async function expectSharing(
  [one, other]: readonly [ReplicaProcess, ReplicaProcess],
  { zep, redis }: { zep: Vendor; redis: TestRedis },
): Promise<void> {
  await readZep(one.url, idOf(9999));
  await until(async () => (await redis.client.keys(`*${idOf(9999)}`)).length > 0);
  const calls = zep.arrivals.length;
  await readZep(other.url, idOf(9999));
  expect(zep.arrivals).toHaveLength(calls);
}

const redisLines = ({ process }: ReplicaProcess): string[] =>
  process.output().match(/Redis is (up|down)/g) ?? [];

describeWithRedis('two processes under load', () => {
  test.each([
    ['killed and started again', (redis: TestRedis) => redis.kill(), (redis: TestRedis) => redis.start()],
    [
      'frozen and thawed',
      async (redis: TestRedis) => redis.freeze(),
      async (redis: TestRedis) => redis.thaw(),
    ],
  ])(
    'fail no operation while Redis is %s, say each change once, and share again',
    async (_, takeAway, giveBack) => {
      await using redis = await startRedis();
      await using vendors = await startVendors();
      const two = await startTwo(vendors, redis);
      const load = startLoad(two.map(({ url }) => url));
      await until(() => load.answered() > 100);
      await takeAway(redis);
      await Promise.all(two.map(tellsRedis('down')));
      const answered = load.answered();
      await until(() => load.answered() > answered + 100);
      await giveBack(redis);
      await Promise.all(two.map(tellsRedis('up')));
      const answers = await load.stop();
      expect(answers.filter(({ errors }) => errors)).toEqual([]);
      await expectSharing(two, { zep: vendors.ZEP, redis });
      for (const replica of two) {
        const lines = redisLines(replica);
        // To a server that gets no processor for a while, Redis is down once more: that is a change as well.
        expect(lines.slice(0, 3)).toEqual(['Redis is up', 'Redis is down', 'Redis is up']);
        expect(lines.filter((line, place) => line === lines[place - 1])).toEqual([]);
        await replica[Symbol.asyncDispose]();
      }
    },
  );
});

test('without its Redis the server starts, answers, and is ready', async () => {
  await using zep = await startVendor('ZEP');
  await using server = await startReplica(
    { ZEP: zep },
    { REDIS_URL: `redis://127.0.0.1:${await freePort()}` },
  );
  for (let time = 0; time < 3; time += 1) {
    expect((await readZep(server.url, idOf(1))).data?.zepSession).toMatchObject({ externalId: idOf(1) });
  }
  expect(zep.arrivals).toHaveLength(1);
  await until(
    async () => JSON.stringify(await readiness(server.url)) === '{"status":"ready","redis":"down"}',
  );
  expect(server.log.filter((line) => line.includes('Redis is'))).toHaveLength(1);
});

test('without a Redis to have, readiness says nothing of one', async () => {
  await using zep = await startVendor('ZEP');
  await using server = await startReplica({ ZEP: zep });
  expect(await readiness(server.url)).toEqual({ status: 'ready' });
});
