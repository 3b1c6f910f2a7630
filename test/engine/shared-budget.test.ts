import { expect, test } from '@jest/globals';
import { describeWithRedis, startRedis } from '../helpers/redis.ts';
import { until } from '../helpers/until.ts';
import { query } from '../helpers/graphql-server.ts';
import { runReplica } from './replica.ts';
import { idOf, startVendor } from './vendors.ts';

const limit = 60;
/** Windows that do not end while a test runs: then what was sent can be counted, and need not be timed. */
const quota = { OPENCX_QUOTA: String(limit), OPENCX_QUOTA_WINDOW_MS: '3600000' };

const sessions = `query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { externalId } }`;
const globalIds = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, place) =>
    Buffer.from(`OpenCXSession:${idOf(first + place)}`).toString('base64url'),
  );

describeWithRedis('a budget of 60 calls in a window', () => {
  test('holds for two processes together: what fits is answered, and the rest refused', async () => {
    await using redis = await startRedis();
    await using opencx = await startVendor('OPENCX');
    const environment = { REDIS_URL: redis.url, ...quota };
    await using one = await runReplica({ OPENCX: opencx }, environment);
    await using other = await runReplica({ OPENCX: opencx }, environment);
    for (const { process } of [one, other]) await process.says(/Redis is up/);
    const answers = await Promise.all([
      query(one.url, sessions, { ids: globalIds(0, 50) }),
      query(other.url, sessions, { ids: globalIds(1000, 50) }),
    ]);
    expect(opencx.arrivals).toHaveLength(limit);
    const refused = answers.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions.code));
    expect(refused).toEqual(Array.from({ length: 40 }, () => 'UPSTREAM_RATE_LIMITED'));
  });

  test('comes free again when its window has passed', async () => {
    await using redis = await startRedis();
    await using opencx = await startVendor('OPENCX');
    const environment = { REDIS_URL: redis.url, OPENCX_QUOTA: '60', OPENCX_QUOTA_WINDOW_MS: '1000' };
    await using one = await runReplica({ OPENCX: opencx }, environment);
    await using other = await runReplica({ OPENCX: opencx }, environment);
    for (const { process } of [one, other]) await process.says(/Redis is up/);
    const answers = await Promise.all([
      query(one.url, sessions, { ids: globalIds(0, 100) }),
      query(other.url, sessions, { ids: globalIds(1000, 100) }),
    ]);
    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
    expect(opencx.arrivals).toHaveLength(200);
  });

  test('is the same in sessionProviders of both', async () => {
    await using redis = await startRedis();
    await using opencx = await startVendor('OPENCX');
    const environment = { REDIS_URL: redis.url, OPENCX_QUOTA: '60' };
    await using one = await runReplica({ OPENCX: opencx }, environment);
    await using other = await runReplica({ OPENCX: opencx }, environment);
    for (const { process } of [one, other]) await process.says(/Redis is up/);
    await query(one.url, sessions, { ids: globalIds(0, 7) });
    await query(other.url, sessions, { ids: globalIds(100, 5) });
    const status = '{ sessionProviders { provider quota { limit remaining } } }';
    for (const { url } of [one, other]) {
      const { data } = await query<{ sessionProviders: object[] }>(url, status);
      expect(data?.sessionProviders).toContainEqual({
        provider: 'OPENCX',
        quota: { limit: 60, remaining: 48 },
      });
    }
  });

  test('still holds for each process when Redis goes away', async () => {
    await using redis = await startRedis();
    await using opencx = await startVendor('OPENCX');
    await using one = await runReplica({ OPENCX: opencx }, { REDIS_URL: redis.url, ...quota });
    await one.process.says(/Redis is up/);
    await query(one.url, sessions, { ids: globalIds(0, 40) });
    await redis.kill();
    await query(one.url, sessions, { ids: globalIds(1000, 40) });
    expect(opencx.arrivals).toHaveLength(limit);
  });

  test('a pause that one was told holds for the other, which refuses what does not fit', async () => {
    await using redis = await startRedis();
    await using opencx = await startVendor('OPENCX');
    const environment = { REDIS_URL: redis.url };
    await using one = await runReplica({ OPENCX: opencx }, environment);
    await using other = await runReplica({ OPENCX: opencx }, environment);
    for (const { process } of [one, other]) await process.says(/Redis is up/);
    await until(async () => (await redis.client.pubsub('NUMSUB', 'session-graph:1:pause'))[1] === 2);
    opencx.answer((_, response) => response.writeHead(429, { 'retry-after': '600' }).end());
    await query(one.url, sessions, { ids: globalIds(0, 1) });
    opencx.answer();
    const status = '{ sessionProviders { provider availability } }';
    await until(async () => JSON.stringify(await query(other.url, status)).includes('DEGRADED'));
    const answer = await query(other.url, sessions, { ids: globalIds(0, 1) });
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['UPSTREAM_RATE_LIMITED']);
    expect(opencx.arrivals).toHaveLength(1);
  });
});
