import { expect, test } from '@jest/globals';
import { describeWithRedis } from '../helpers/programs.ts';
import { startRedis } from '../helpers/redis.ts';
import { repeated } from '../helpers/outcomes.ts';
import { json } from '../helpers/server.ts';
import { until } from '../helpers/until.ts';
import { query } from '../helpers/graphql-server.ts';
import { runReplica } from './replica.ts';
import { idOf, startVendor, type Vendor } from './vendors.ts';

const limit = 60;
/** Windows that do not end while a test runs: then what was sent can be counted, and need not be timed. */
const quota = { OPENCX_QUOTA: String(limit), OPENCX_QUOTA_WINDOW_MS: '3600000' };

const sessions = `query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { externalId } }`;
const globalIds = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, place) =>
    Buffer.from(`OpenCXSession:${idOf(first + place)}`).toString('base64url'),
  );

/** Lets the vendor itself enforce its limit: at most so many calls in any span of that length, and 429 for the others. */
function enforceLimit(vendor: Vendor, windowMs: number): { readonly refused: () => number } {
  const taken: number[] = [];
  let refused = 0;
  vendor.answer((request, response) => {
    const now = performance.now();
    const isRefused = taken.length >= limit && now - (taken.at(-limit) as number) < windowMs;
    if (isRefused) refused += 1;
    else taken.push(now);
    json({ id: request.url?.split('/').at(-1) }, isRefused ? 429 : 200)(request, response);
  });
  return { refused: () => refused };
}

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
    expect(refused).toEqual(repeated(40, 'UPSTREAM_RATE_LIMITED'));
  });

  test('comes free again when its window has passed, and no earlier: the vendor refuses no call', async () => {
    await using redis = await startRedis();
    await using opencx = await startVendor('OPENCX');
    // A call counts from its end, so a slow machine can only put more time between the calls that the vendor sees. Its
    // window is shorter by what two clocks may differ.
    const { refused } = enforceLimit(opencx, 3900);
    const environment = {
      REDIS_URL: redis.url,
      OPENCX_QUOTA: String(limit),
      OPENCX_QUOTA_WINDOW_MS: '4000',
      OPENCX_TIMEOUT_MS: '600000',
      REQUEST_TIMEOUT_MS: '600000',
    };
    await using one = await runReplica({ OPENCX: opencx }, environment);
    await using other = await runReplica({ OPENCX: opencx }, environment);
    for (const { process } of [one, other]) await process.says(/Redis is up/);
    const answers = await Promise.all([
      query(one.url, sessions, { ids: globalIds(0, limit) }),
      query(other.url, sessions, { ids: globalIds(1000, limit) }),
    ]);
    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
    expect([opencx.arrivals.length, refused()]).toEqual([2 * limit, 0]);
  });

  test('is shown by sessionProviders of both with the calls of both', async () => {
    await using redis = await startRedis();
    await using opencx = await startVendor('OPENCX');
    const environment = { REDIS_URL: redis.url, ...quota };
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

  test('holds for the calls of one process when Redis goes away', async () => {
    await using redis = await startRedis();
    await using opencx = await startVendor('OPENCX');
    await using one = await runReplica({ OPENCX: opencx }, { REDIS_URL: redis.url, ...quota });
    await one.process.says(/Redis is up/);
    await query(one.url, sessions, { ids: globalIds(0, 40) });
    await redis.kill();
    const { errors } = await query(one.url, sessions, { ids: globalIds(1000, 40) });
    expect(opencx.arrivals).toHaveLength(limit);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(repeated(20, 'UPSTREAM_RATE_LIMITED'));
  });

  test('includes a pause: after a 429 for one process the other sends no call either', async () => {
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
