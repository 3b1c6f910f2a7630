import { expect, test } from '@jest/globals';
import { callerOf, networkOf } from '../../../src/server/http/caller.ts';
import { describeWithRedis } from '../../helpers/programs.ts';
import { startRedis } from '../../helpers/redis.ts';
import { post, startServer, type TestServer } from '../../helpers/graphql-server.ts';
import { until } from '../../helpers/until.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8::/64'],
  ['fe80::1%eth0', 'fe80::/64'],
  ['::1', '::/64'],
])('%s belongs to the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('a caller with a credential is its owner, wherever the request comes from', () => {
  const ip = '203.0.113.7';
  expect(callerOf({ ip, principal: { name: 'key:console' } })).toBe('key:console');
  expect(callerOf({ ip, principal: { name: 'key:console', tenant: 'acme' } })).toBe('acme/key:console');
  expect(callerOf({ ip, principal: { name: 'anonymous' } })).toBe('address:203.0.113.7');
});

const query = '{"query":"{ __typename }"}';

const ask = (server: TestServer, from = '203.0.113.7'): Promise<Response> =>
  post(server.url, query, { headers: { 'x-forwarded-for': from } });

async function statuses(server: TestServer, count: number, from?: string): Promise<number[]> {
  const found: number[] = [];
  for (let index = 0; index < count; index++) found.push((await ask(server, from)).status);
  return found;
}

const behindProxy = { TRUSTED_PROXIES: '127.0.0.0/8', AUTH_ANONYMOUS: 'on' };

test('over its rate a caller gets HTTP 429 with the time to wait, and others are answered', async () => {
  const environment = { ...behindProxy, CALLER_REQUESTS_PER_MINUTE: '3' };
  await using server = await startServer({ environment });
  expect(await statuses(server, 3)).toEqual([200, 200, 200]);
  const refusal = await ask(server);
  expect(refusal.status).toBe(429);
  expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refusal.json()).toEqual({
    errors: [
      {
        message: 'This caller has sent too many requests. CALLER_REQUESTS_PER_MINUTE allows 3.',
        extensions: { code: 'TOO_MANY_REQUESTS', retryable: true, retryAfterSeconds: expect.any(Number) },
      },
    ],
  });
  expect((await ask(server, '198.51.100.1')).status).toBe(200);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toContain('session_graph_caller_refusals_total{limit="rate"} 1');
});

test('a caller that is not behind a trusted proxy cannot take another name', async () => {
  await using server = await startServer({
    environment: { CALLER_REQUESTS_PER_MINUTE: '2', AUTH_ANONYMOUS: 'on' },
  });
  expect([
    ...(await statuses(server, 2, '203.0.113.1')),
    ...(await statuses(server, 1, '203.0.113.2')),
  ]).toEqual([200, 200, 429]);
});

test('over its concurrency a caller gets HTTP 429 until one of its requests has ended', async () => {
  const environment = { ...behindProxy, CALLER_CONCURRENCY: '1' };
  await using server = await startServer({ environment });
  server.sandbox.setFault('ZEP', { fault: 'hang' });
  const slow = { headers: { 'x-forwarded-for': '203.0.113.7' }, signal: new AbortController().signal };
  const controller = new AbortController();
  const first = post(server.url, '{"query":"{ zepSession(externalId: \\"a\\") { id } }"}', {
    ...slow,
    signal: controller.signal,
  });
  first.catch(() => undefined);
  await until(() => server.sandbox.calls('ZEP') > 0);
  const refusal = await ask(server);
  expect([refusal.status, refusal.headers.get('retry-after')]).toEqual([429, '1']);
  expect((await ask(server, '198.51.100.1')).status).toBe(200);
  controller.abort();
  await until(async () => (await ask(server)).status === 200);
});

describeWithRedis('two replicas with one Redis', () => {
  test('count the requests of a caller together, and name no caller in Redis', async () => {
    await using redis = await startRedis();
    const environment = { ...behindProxy, CALLER_REQUESTS_PER_MINUTE: '4', REDIS_URL: redis.url };
    await using one = await startServer({ environment });
    await using two = await startServer({ environment });
    await until(async () => (await fetch(`${one.url}/readyz`)).ok && (await fetch(`${two.url}/readyz`)).ok);
    expect([...(await statuses(one, 2)), ...(await statuses(two, 3))]).toEqual([200, 200, 200, 200, 429]);
    const keys = await redis.client.keys('*');
    expect(keys.some((key) => key.startsWith('session-graph:1:caller'))).toBe(true);
    expect(keys.join()).not.toContain('203.0.113');
  });

  test('count on their own while Redis is down', async () => {
    await using redis = await startRedis();
    const environment = { ...behindProxy, CALLER_REQUESTS_PER_MINUTE: '2', REDIS_URL: redis.url };
    await using server = await startServer({ environment });
    await redis.kill();
    expect(await statuses(server, 3)).toEqual([200, 200, 429]);
  });
});
