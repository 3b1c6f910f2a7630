import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, test } from '@jest/globals';
import { describeWithRedis } from '../helpers/programs.ts';
import { startRedis } from '../helpers/redis.ts';
import { repeated } from '../helpers/outcomes.ts';
import { json } from '../helpers/server.ts';
import { until } from '../helpers/until.ts';
import { query } from '../helpers/graphql-server.ts';
import { scrape } from '../server/metrics/metrics.ts';
import { behindProxy, from, runReplica, startReplica, type Replica } from './replica.ts';
import { idOf, startVendor } from './vendors.ts';

const sessions = `query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { externalId } }`;
const globalIds = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, place) =>
    Buffer.from(`OpenCXSession:${idOf(first + place)}`).toString('base64url'),
  );

/** Reads so many sessions in one request. @returns the codes of the errors */
async function read(
  { url }: Pick<Replica, 'url'>,
  first: number,
  count: number,
  caller: number,
): Promise<string[]> {
  const { errors = [] } = await query(url, sessions, { ids: globalIds(first, count) }, from(caller));
  return errors.map(({ extensions }) => extensions.code);
}

const isUp = (replica: Replica) => until(() => replica.log.some((line) => line.includes('Redis is up')));

/** A Redis that is so many milliseconds away. */
async function farAway(redisUrl: string, roundTripMs: number) {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const redis = connect(Number(new URL(redisUrl).port), '127.0.0.1');
    for (const socket of [client, redis]) {
      sockets.add(socket);
      socket.on('error', () => undefined).setNoDelay();
    }
    client.on('data', (bytes) => void setTimeout(() => redis.write(bytes), roundTripMs / 2));
    redis.on('data', (bytes) => void setTimeout(() => client.write(bytes), roundTripMs / 2));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

describeWithRedis('replicas', () => {
  test('give one caller no more than its share of a quota, and leave the rest to others', async () => {
    await using redis = await startRedis();
    await using opencx = await startVendor('OPENCX');
    const environment = {
      ...behindProxy,
      REDIS_URL: redis.url,
      OPENCX_QUOTA: '60',
      OPENCX_QUOTA_WINDOW_MS: '3600000',
      CALLER_QUOTA_PERCENT: '50',
    };
    // Processes of their own: when this one is busy, Redis would seem slow to both.
    await using one = await runReplica({ OPENCX: opencx }, environment);
    await using other = await runReplica({ OPENCX: opencx }, environment);
    for (const { process } of [one, other]) await process.says(/Redis is up/);
    const greedy = await Promise.all([read(one, 0, 50, 1), read(other, 1000, 50, 1)]);
    expect(greedy.flat()).toEqual(repeated(70, 'UPSTREAM_RATE_LIMITED'));
    expect(opencx.arrivals).toHaveLength(30);
    expect(await Promise.all([read(one, 2000, 10, 2), read(other, 3000, 20, 3)])).toEqual([[], []]);
    expect(await read(one, 4000, 1, 4)).toEqual(['UPSTREAM_RATE_LIMITED']);
    const keys = await redis.client.keys('*budget*');
    expect(keys).toHaveLength(4);
    expect(keys.join()).not.toContain('192.0.2');
  });

  test('use a whole quota in time when Redis is 200 ms away', async () => {
    await using redis = await startRedis();
    await using distant = await farAway(redis.url, 200);
    await using opencx = await startVendor('OPENCX');
    const environment = {
      ...behindProxy,
      REDIS_URL: distant.url,
      OPENCX_QUOTA: '100',
      OPENCX_QUOTA_WINDOW_MS: '3600000',
    };
    await using server = await startReplica({ OPENCX: opencx }, environment);
    await isUp(server);
    expect(await read(server, 0, 100, 1)).toEqual([]);
    expect(await redis.client.zcard((await redis.client.keys('*budget*'))[0] ?? '')).toBe(100);
    expect(await read(server, 1000, 1, 1)).toEqual(['UPSTREAM_RATE_LIMITED']);
  });

  test('end a pause that a vendor asked for when its provider is purged on one of them', async () => {
    await using redis = await startRedis();
    await using opencx = await startVendor('OPENCX');
    const environment = {
      ...behindProxy,
      REDIS_URL: redis.url,
      OPERATOR_TOKEN: 'operator-token-of-the-test',
    };
    await using one = await startReplica({ OPENCX: opencx }, environment);
    await using other = await startReplica({ OPENCX: opencx }, environment);
    await Promise.all([one, other].map(isUp));
    opencx.answer(json({}, 429, { 'retry-after': '300' }));
    await read(one, 0, 1, 1);
    await until(async () => (await read(other, 1, 1, 1))[0] === 'UPSTREAM_RATE_LIMITED');
    opencx.answer();
    const calls = opencx.arrivals.length;
    expect(await read(other, 2, 1, 1)).toEqual(['UPSTREAM_RATE_LIMITED']);
    expect(opencx.arrivals).toHaveLength(calls);
    const purged = await fetch(`${other.url}/cache/opencx`, {
      method: 'DELETE',
      headers: { authorization: 'Bearer operator-token-of-the-test' },
    });
    expect(purged.status).toBe(204);
    expect(await read(other, 3, 1, 1)).toEqual([]);
    await until(async () => (await read(one, 4, 1, 1)).length === 0);
  });
});

test('a read that waits for the share of its caller goes on at once at the cost of another who joins it', async () => {
  await using opencx = await startVendor('OPENCX');
  const environment = {
    ...behindProxy,
    OPENCX_QUOTA: '10',
    OPENCX_QUOTA_WINDOW_MS: '300000',
    OPENCX_TIMEOUT_MS: '600000',
    REQUEST_TIMEOUT_MS: '600000',
    CALLER_QUOTA_PERCENT: '10',
  };
  await using server = await startReplica({ OPENCX: opencx }, environment);
  expect(await read(server, 0, 1, 1)).toEqual([]);
  const waiting = read(server, 500, 1, 1);
  const queueLength = 'session_graph_queue_length{provider="OPENCX"}';
  await until(async () => (await scrape(server.url)).get(queueLength) === 1);
  expect(await read(server, 500, 1, 2)).toEqual([]);
  expect(await waiting).toEqual([]);
  expect(opencx.arrivals).toHaveLength(2);
});
