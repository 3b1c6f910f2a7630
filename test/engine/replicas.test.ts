import { expect, test } from '@jest/globals';
import { describeWithRedis } from '../helpers/programs.ts';
import { startRedis, type TestRedis } from '../helpers/redis.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { until } from '../helpers/until.ts';
import { json } from '../helpers/server.ts';
import { query } from '../helpers/graphql-server.ts';
import {
  ask,
  oneOfEach,
  readZep,
  runReplica,
  startReplica,
  type Addresses,
  type Replica,
} from './replica.ts';
import { idOf, providers, startVendor, startVendors } from './vendors.ts';

async function startTwo(vendors: Addresses, redis: TestRedis, environment = {}): Promise<[Replica, Replica]> {
  const own = { REDIS_URL: redis.url, ...environment };
  const two = await Promise.all([startReplica(vendors, own), startReplica(vendors, own)]);
  for (const { log } of two) await until(() => log.some((line) => line.includes('Redis is up')));
  return two;
}

describeWithRedis('two replicas on one Redis', () => {
  test('as processes: what one has read is a hit on the other', async () => {
    await using redis = await startRedis();
    await using vendors = await startVendors();
    const environment = { REDIS_URL: redis.url, DEBUG_UPSTREAM: 'on' };
    await using one = await runReplica(vendors, environment);
    await using other = await runReplica(vendors, environment);
    for (const { process } of [one, other]) await process.says(/Redis is up/);
    const first = await query(one.url, oneOfEach, { id: idOf(1) });
    expect(Object.keys(first.data ?? {})).toHaveLength(providers.length);
    await until(async () => (await redis.client.dbsize()) >= providers.length);
    const second = await ask(other.url, oneOfEach, { id: idOf(1) }, { 'x-upstream-debug': '1' });
    expect(second.body.data).toEqual(first.data);
    expect(second.body.extensions).toMatchObject({
      upstream: providers.map(() => ({ cache: 'hit', attempts: 0 })),
    });
    expect(providers.map((provider) => vendors[provider].arrivals.length)).toEqual(providers.map(() => 1));
  });

  test('a session from Redis is the one that the vendor sent, to the last field', async () => {
    await using redis = await startRedis();
    const sandbox = await startSandbox({ port: 0 });
    const addresses = Object.fromEntries(
      providers.map((provider) => [provider, { url: sandbox.baseUrls[provider] }]),
    );
    const [one, other] = await startTwo(addresses, redis);
    const document = `query ($provider: SessionProviderInput!, $externalId: String!) {
      sessionByExternalId(provider: $provider, externalId: $externalId) {
        __typename id createdAt updatedAt endedAt status fetchedAt stale raw metadata { key value }
        participant { externalId name email phone verified }
        ... on ChatwizeSession { lead authData identityVerified }
        ... on OpenCXSession { handoff { summary } contact { name customData { key value } } }
        ... on ZepSession { facts classifications { key value } rowId }
        ... on DuohubSession { userId customerUserId deletedAt }
      }
    }`;
    for (const provider of providers) {
      const variables = { provider, externalId: sandbox.samples.sessions[provider] };
      const first = await query(one.url, document, variables);
      expect(first.errors).toBeUndefined();
      await until(async () => (await redis.client.keys(`*:${provider}:*getSession*`)).length > 0);
      sandbox.setFault(provider, { fault: 'server-error' });
      expect(await query(other.url, document, variables)).toEqual(first);
    }
    for (const { app } of [one, other]) await app.stop();
    await sandbox.close();
  });

  test('with different credentials never see each other’s sessions', async () => {
    await using redis = await startRedis();
    await using zep = await startVendor('ZEP');
    zep.answer((call, response) => {
      const isFirst = call.headers.authorization === 'Api-Key first-key';
      json(isFirst ? { session_id: idOf(1) } : {}, isFirst ? 200 : 403)(call, response);
    });
    const own = { REDIS_URL: redis.url };
    await using one = await startReplica({ ZEP: zep }, { ...own, ZEP_API_KEY: 'first-key' });
    await using other = await startReplica({ ZEP: zep }, { ...own, ZEP_API_KEY: 'second-key' });
    for (const { log } of [one, other]) await until(() => log.some((line) => line.includes('Redis is up')));
    expect((await readZep(one.url, idOf(1))).data?.zepSession).toMatchObject({ externalId: idOf(1) });
    await until(async () => (await redis.client.keys('*getSession*')).length > 0);
    expect(await readZep(other.url, idOf(1))).toMatchObject({
      errors: [{ extensions: { code: 'UPSTREAM_FORBIDDEN' } }],
    });
    expect((await readZep(one.url, idOf(1))).data?.zepSession).toMatchObject({ externalId: idOf(1) });
    expect(zep.arrivals).toHaveLength(2);
    expect((await redis.client.keys('*')).join(' ')).not.toMatch(/first-key|second-key|127\.0\.0\.1/);
  });

  test('what is no entry in Redis is read from the vendor', async () => {
    await using redis = await startRedis();
    await using zep = await startVendor('ZEP');
    const [one, other] = await startTwo({ ZEP: zep }, redis);
    await readZep(one.url, idOf(1));
    await until(async () => (await redis.client.keys('*getSession*')).length > 0);
    const [key = ''] = await redis.client.keys('*getSession*');
    await redis.client.set(key, '{"value":');
    expect((await readZep(other.url, idOf(1))).data?.zepSession).toMatchObject({ externalId: idOf(1) });
    expect(zep.arrivals).toHaveLength(2);
    for (const { app } of [one, other]) await app.stop();
  });

  test.each([
    'garbage',
    '{}',
    '{"provider":"NOBODY"}',
    '{"provider":"OPENCX","externalId":"no uuid"}',
    '[]',
    'null',
  ])('a message of somebody else on the purge channel (%s) purges nothing', async (message) => {
    await using redis = await startRedis();
    await using zep = await startVendor('ZEP');
    const [one, other] = await startTwo({ ZEP: zep, OPENCX: zep }, redis);
    for (const number of [1, 2]) await readZep(one.url, idOf(number));
    const channel = 'session-graph:1:purge';
    await until(async () => (await redis.client.pubsub('NUMSUB', channel))[1] === 2);
    expect(await redis.client.publish(channel, message)).toBe(2);
    // Messages come in order: when this one has been followed, the other one has been read.
    await redis.client.publish(channel, JSON.stringify({ provider: 'ZEP', externalId: idOf(2) }));
    await until(async () => {
      await readZep(one.url, idOf(2));
      return zep.arrivals.length === 3;
    });
    expect((await readZep(one.url, idOf(1))).data?.zepSession).toMatchObject({ externalId: idOf(1) });
    expect(zep.arrivals).toHaveLength(3);
    for (const { app } of [one, other]) await app.stop();
  });
});
