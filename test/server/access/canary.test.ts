import { createHash } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { startCollector } from '../../helpers/collector.ts';
import { post } from '../../helpers/graphql-server.ts';
import { runMain } from '../../helpers/process.ts';
import { describeWithRedis } from '../../helpers/programs.ts';
import { startRedis } from '../../helpers/redis.ts';
import { file } from '../auth/asking.ts';
import { sign } from '../auth/issuer.ts';
import { claims, key, keySet } from '../auth/token-cases.ts';
import { startVendor } from '../http/vendor.ts';

/** Each can be told from all other text. None may ever come out. */
const canaries = {
  vendor: 'canary-vendor-credential',
  tenant: 'canary-tenant-credential',
  apiKey: 'canary-api-key',
  wrongKey: 'canary-wrong-key',
  operator: 'canary-operator-token',
  metrics: 'canary-metrics-token',
  redis: 'canary-redis-password',
  path: 'canary-base-path',
  body: 'canary-vendor-body',
};

/** Zep answers for the session `good` only, and otherwise tells all that it was told. */
const vendorAnswer: RequestListener = ({ url, headers }, response) => {
  if (url?.endsWith('/sessions/good')) return response.end('{"session_id":"good","user_id":"u-1"}');
  if (url?.endsWith('/sessions/broken'))
    return response.end(`{"${canaries.body}": ${JSON.stringify(headers)}`);
  response.writeHead(url?.endsWith('/sessions/forbidden') ? 403 : 500, { 'x-told': JSON.stringify(headers) });
  return response.end(JSON.stringify({ message: `${canaries.body} ${url} ${JSON.stringify(headers)}` }));
};

const document = `{
  good: zepSession(externalId: "good") { id userId raw fetchedAt }
  broken: zepSession(externalId: "broken") { id }
  forbidden: zepSession(externalId: "forbidden") { id }
  failing: zepSession(externalId: "failing") { id }
}`;

describeWithRedis('with a canary in the place of every secret', () => {
  test('no answer, log line, metric, trace or key in Redis contains one', async () => {
    await using vendor = await startVendor(vendorAnswer);
    await using collector = await startCollector();
    await using redis = await startRedis();
    await redis.client.config('SET', 'requirepass', canaries.redis);
    const { port } = new URL(redis.url);
    const baseUrl = `${vendor.url}/${canaries.path}`;
    const keyEntry = { sha256: sha256(canaries.apiKey), scopes: ['sessions:*', 'personal-data'] };
    await using server = runMain([], {
      PORT: '0',
      LOG_LEVEL: 'trace',
      GRAPHIQL: 'on',
      AUDIT_LOG: 'on',
      DEBUG_UPSTREAM: 'on',
      ZEP_API_KEY: canaries.vendor,
      ZEP_BASE_URL: baseUrl,
      REDIS_URL: `redis://:${canaries.redis}@127.0.0.1:${port}`,
      OPERATOR_TOKEN: canaries.operator,
      METRICS_TOKEN: canaries.metrics,
      ...claims,
      AUTH_TENANT_CLAIM: 'tenant',
      AUTH_JWKS_FILE: file('jwks.json', keySet),
      AUTH_API_KEYS_FILE: file('keys.json', { keys: [{ name: 'console', ...keyEntry, tenant: 'acme' }] }),
      TENANTS_FILE: file('tenants.json', {
        tenants: { acme: { ZEP_API_KEY: canaries.tenant, ZEP_BASE_URL: baseUrl } },
      }),
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    });
    const url = await server.says(/ready at (http.*)\/graphql/);
    await server.says(/Redis is up/);
    const token = await sign({ key, claims: { tenant: 'acme', scope: 'sessions:* personal-data' } });

    const told: string[] = [];
    const tell = async (answer: Promise<Response>): Promise<number> => {
      const { status, headers, text } = await answer.then(async (response) => ({
        status: response.status,
        headers: JSON.stringify([...response.headers]),
        text: await response.text(),
      }));
      told.push(headers, text);
      return status;
    };
    const ask = (headers: Record<string, string>) =>
      tell(
        post(url, JSON.stringify({ query: document }), { headers: { 'x-upstream-debug': '1', ...headers } }),
      );
    const statuses = [
      await ask({ 'x-api-key': canaries.apiKey }),
      await ask({ authorization: `Bearer ${token}` }),
      await ask({ authorization: `Bearer ${token}x` }),
      await ask({ 'x-api-key': canaries.wrongKey }),
      await ask({ authorization: `Basic ${canaries.wrongKey}` }),
      await ask({ authorization: `Bearer ${canaries.apiKey}`, 'x-api-key': canaries.wrongKey }),
      await tell(fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${canaries.metrics}` } })),
      await tell(fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${canaries.wrongKey}` } })),
      await tell(fetch(`${url}/graphiql`)),
      await tell(fetch(`${url}/readyz`)),
      await tell(fetch(`${url}/cache/zep/${canaries.path}`, { method: 'DELETE' })),
      await tell(
        fetch(`${url}/cache/zep/good?tenant=acme`, {
          method: 'DELETE',
          headers: { authorization: `Bearer ${canaries.operator}` },
        }),
      ),
      await tell(fetch(`${url}/graphql/${canaries.wrongKey}?access_token=${canaries.apiKey}`)),
    ];
    expect(statuses).toEqual([200, 200, 401, 401, 401, 401, 200, 401, 200, 200, 401, 204, 404]);
    expect(told.join()).toContain('"userId":"u-1"');
    expect(told.join()).toContain('UPSTREAM_FORBIDDEN');

    const client = new Redis(Number(port), '127.0.0.1', { password: canaries.redis });
    await ask({ 'x-api-key': canaries.apiKey });
    const keys = await client.keys('*');
    expect(keys.length).toBeGreaterThan(0);
    const values = await Promise.all(keys.map((name) => client.get(name).catch(() => '')));
    client.disconnect();

    server.signal('SIGTERM');
    expect(await server.exit).toBe(0);
    const traces = collector.requests.map(({ body }) => body.toString()).join();
    expect(traces).toContain('ZEP getSession');
    expect(server.output()).toContain('"audit":true');
    expect(server.output()).toContain('upstream call failed');
    const outputs = {
      answers: told.join(),
      log: server.output(),
      traces,
      redis: [...keys, ...values].join(),
    };
    for (const [where, text] of Object.entries(outputs)) {
      for (const secret of [...Object.values(canaries), ...token.split('.'), sha256(canaries.apiKey)]) {
        expect([where, secret, text.includes(secret)]).toEqual([where, secret, false]);
      }
    }
  });
});

test('a crash is logged without the message and the properties of its error', async () => {
  const text = Buffer.from(JSON.stringify(canaries)).toString('base64');
  // Encoded, since the address of the script is in the stack.
  const crash = `const { vendor, path, body } = JSON.parse(atob('${text}')); setTimeout(() => {
    const options = { headers: { authorization: vendor } };
    throw Object.assign(new Error(path + body), { code: 'ECRASH', options });
  }, 2000)`;
  const preload = `data:text/javascript,${encodeURIComponent(crash)}`;
  await using server = runMain([], {
    PORT: '0',
    ZEP_API_KEY: canaries.vendor,
    NODE_OPTIONS: `--import=${preload}`,
  });
  expect(await server.exit).toBe(1);
  expect(server.output()).toContain('"code":"ECRASH"');
  expect(server.output()).toContain('crashed');
  for (const secret of Object.values(canaries)) expect(server.output()).not.toContain(secret);
});

test.each<[string, Record<string, string>]>([
  ['a credential that is no header value', { ZEP_API_KEY: `${canaries.vendor} \u00e9` }],
  [
    'a base URL with a password',
    { ZEP_API_KEY: 'k', ZEP_BASE_URL: `https://u:${canaries.path}@zep.example` },
  ],
  ['an invalid base URL', { ZEP_API_KEY: 'k', ZEP_BASE_URL: canaries.path }],
  [
    'a Redis URL of another protocol',
    { ZEP_API_KEY: 'k', REDIS_URL: `http://:${canaries.redis}@redis.example` },
  ],
  ['an operator token with spaces', { ZEP_API_KEY: 'k', OPERATOR_TOKEN: `${canaries.operator} x` }],
  [
    'a malformed file of keys',
    { ZEP_API_KEY: 'k', AUTH_API_KEYS_FILE: file('bad.json', { keys: canaries.apiKey }) },
  ],
  [
    'a file of tenants with a wrong URL',
    {
      AUTH_API_KEYS_FILE: file('some.json', { keys: [{ name: 'a', sha256: sha256('a') }] }),
      TENANTS_FILE: file('wrong.json', {
        tenants: { acme: { ZEP_API_KEY: 'k', ZEP_BASE_URL: canaries.path } },
      }),
    },
  ],
])('the error about %s names the setting and does not quote it', async (_, environment) => {
  await using server = runMain([], { PORT: '0', LOG_LEVEL: 'trace', ...environment });
  expect(await server.exit).toBe(1);
  expect(server.output()).toMatch(/[A-Z]+_[A-Z_]+/);
  for (const secret of Object.values(canaries)) expect(server.output()).not.toContain(secret);
  expect(server.output()).not.toMatch(/ {4}at /);
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
