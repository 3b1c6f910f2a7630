import { expect, test } from '@jest/globals';
import { describeWithRedis, startRedis } from '../helpers/redis.ts';
import { until } from '../helpers/until.ts';
import { query } from '../http/server.ts';
import { runReplica } from './replica.ts';
import { idOf, startVendor } from './vendors.ts';

const limit = 60;
const windowMs = 1000;
const quota = { OPENCX_QUOTA: String(limit), OPENCX_QUOTA_WINDOW_MS: String(windowMs) };

/**
 * The shortest time in which one call more came than the quota allows in a window. Calls are counted when they are
 * sent, so on their way they can draw closer together, but hardly by half a window; two budgets would bring it to zero.
 */
function shortestOverrun(arrivals: readonly number[]): number {
  const spans = arrivals.slice(limit).map((at, place) => at - (arrivals[place] as number));
  return Math.min(...spans);
}

const sessions = `query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { externalId } }`;
const globalIds = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, place) =>
    Buffer.from(`OpenCXSession:${idOf(first + place)}`).toString('base64url'),
  );

describeWithRedis('a budget of 60 calls in a window', () => {
  test('holds for two processes together, and everything that fits the deadline is answered', async () => {
    await using redis = await startRedis();
    await using opencx = await startVendor('OPENCX');
    const environment = { REDIS_URL: redis.url, ...quota };
    await using one = await runReplica({ OPENCX: opencx }, environment);
    await using other = await runReplica({ OPENCX: opencx }, environment);
    for (const { process } of [one, other]) await process.says(/Redis is up/);
    const answers = await Promise.all([
      query(one.url, sessions, { ids: globalIds(0, 100) }),
      query(other.url, sessions, { ids: globalIds(1000, 100) }),
    ]);
    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
    expect(opencx.arrivals).toHaveLength(200);
    expect(shortestOverrun(opencx.arrivals)).toBeGreaterThan(windowMs / 2);
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

  test('still holds for each process while Redis is away', async () => {
    await using redis = await startRedis();
    await using opencx = await startVendor('OPENCX');
    await using one = await runReplica({ OPENCX: opencx }, { REDIS_URL: redis.url, ...quota });
    await one.process.says(/Redis is up/);
    const answer = query(one.url, sessions, { ids: globalIds(0, 100) });
    await until(() => opencx.arrivals.length >= 30);
    await redis.kill();
    expect((await answer).errors).toBeUndefined();
    expect(shortestOverrun(opencx.arrivals)).toBeGreaterThan(windowMs / 2);
  });
});
