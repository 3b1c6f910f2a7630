import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { encodeNodeId } from '../../../src/model/node-id.ts';
import { post, startServer, type GraphqlAnswer, type TestServer } from '../../helpers/graphql-server.ts';
import { until } from '../../helpers/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
const tenantsPath = join(folder, 'tenants.json');
const keysPath = join(folder, 'keys.json');
const tenants = ['acme', 'globex'] as const;

/** A vendor whose sessions say which credential they were read with. */
const vendor = createServer((request, response) => {
  const owner = String(request.headers.authorization);
  calls.push(owner);
  const [, id = ''] = /([^/]+)$/.exec(request.url ?? '') ?? [];
  const row = {
    uuid: '0b1e4a9e-9d5e-4c5e-8d6e-1f2a3b4c5d6e',
    created_at: '2026-01-01T00:00:00Z',
    meta: { owner },
  };
  const session = { session_id: decodeURIComponent(id), metadata: { owner } };
  response.end(JSON.stringify(request.url?.startsWith('/zep') ? session : [row]));
});
const calls: string[] = [];

const operatorToken = 'operator-token-0123456789';
const long = { ZEP_CACHE_OPEN_MS: '600000', CHATWIZE_CACHE_LIST_MS: '600000', OPERATOR_TOKEN: operatorToken };

let server: TestServer;

function writeTenants(...names: readonly string[]): void {
  const url = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
  const entries = names.map((name) => [
    name,
    {
      ZEP_API_KEY: `vendor-key-of-${name}`,
      ZEP_BASE_URL: `${url}/zep`,
      CHATWIZE_API_TOKEN: `vendor-key-of-${name}`,
      CHATWIZE_BASE_URL: `${url}/chatwize`,
    },
  ]);
  writeFileSync(tenantsPath, JSON.stringify({ tenants: Object.fromEntries(entries) }));
}

beforeAll(async () => {
  vendor.listen(0, '127.0.0.1');
  await once(vendor, 'listening');
  writeTenants(...tenants);
  const keys = [...tenants, 'initech', ''].map((tenant) => ({
    name: `console of ${tenant}`,
    sha256: createHash('sha256').update(`key-of-${tenant}`).digest('hex'),
    scopes: ['sessions:*', 'personal-data'],
    tenant: tenant || undefined,
  }));
  writeFileSync(keysPath, JSON.stringify({ keys }));
  const environment = { AUTH_API_KEYS_FILE: keysPath, TENANTS_FILE: tenantsPath, CACHE: 'on', ...long };
  server = await startServer({ environment });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  vendor.close();
  vendor.closeAllConnections();
  rmSync(folder, { recursive: true });
});

async function ask(tenant: string, query: string, variables: object = {}): Promise<GraphqlAnswer<unknown>> {
  const headers = { 'x-api-key': `key-of-${tenant}` };
  const response = await post(server.url, JSON.stringify({ query, variables }), { headers });
  return (await response.json()) as GraphqlAnswer<unknown>;
}

const id = encodeNodeId({ type: 'ZepSession', externalId: 'shared' });
const chatbot = '6f0f5f38-4c53-4a6f-9a6d-2f7a2d1c9b11';
const documents: readonly [string, string][] = [
  ['zepSession', '{ zepSession(externalId: "shared") { raw } }'],
  ['session', `{ session(id: "${id}") { raw } }`],
  ['node', `{ node(id: "${id}") { ... on Session { raw } } }`],
  [
    '_entities',
    `{ _entities(representations: [{ __typename: "ZepSession", id: "${id}" }]) { ... on Session { raw } } }`,
  ],
  ['a list', `{ chatwizeChatbot(externalId: "${chatbot}") { sessions(first: 1) { nodes { raw } } } }`],
];

test.each(documents)(
  'two tenants that ask for the same id at the same time through %s get their own',
  async (_, document) => {
    const both = Array.from({ length: 20 }, (_each, index) => tenants[index % 2] as string);
    const answers = await Promise.all(both.map((tenant) => ask(tenant, document)));
    // And once more, from the cache.
    const again = await Promise.all(both.map((tenant) => ask(tenant, document)));
    [...answers, ...again].forEach((answer, index) => {
      const text = JSON.stringify(answer);
      const tenant = both[index % both.length] as string;
      const other = tenants.find((name) => name !== tenant) as string;
      expect(answer.errors).toBeUndefined();
      expect(text).toContain(`vendor-key-of-${tenant}`);
      expect(text).not.toContain(`vendor-key-of-${other}`);
    });
  },
);

test('each tenant has cost one call for each session and list, since both were cached', () => {
  const counts = tenants.map(
    (name) => calls.filter((owner) => owner.includes(`vendor-key-of-${name}`)).length,
  );
  expect(counts).toEqual([2, 2]);
});

async function purge(path: string): Promise<number> {
  const headers = { authorization: `Bearer ${operatorToken}` };
  return (await fetch(`${server.url}/cache/${path}`, { method: 'DELETE', headers })).status;
}

const callsOf = (tenant: string): number =>
  calls.filter((owner) => owner.includes(`vendor-key-of-${tenant}`)).length;

async function readAll(): Promise<number[]> {
  for (const tenant of tenants) await ask(tenant, documents[0]?.[1] ?? '');
  return tenants.map(callsOf);
}

test('a purge for one tenant drops nothing of another, and a purge without a tenant drops what all have', async () => {
  expect(await readAll()).toEqual([2, 2]);
  expect(await purge('zep/shared?tenant=acme')).toBe(204);
  expect(await readAll()).toEqual([3, 2]);
  expect(await purge('zep?tenant=globex')).toBe(204);
  expect(await readAll()).toEqual([3, 3]);
  expect(await purge('zep/shared')).toBe(204);
  expect(await readAll()).toEqual([4, 4]);
  expect(await purge('zep?tenant=nobody')).toBe(404);
});

test.each([
  ['', 'a caller without a tenant'],
  ['initech', 'a caller of an unknown tenant'],
])('%j: %s gets HTTP 403', async (tenant) => {
  const response = await post(server.url, '{"query":"{ __typename }"}', {
    headers: { 'x-api-key': `key-of-${tenant}` },
  });
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
});

test('a provider without a credential of the tenant is not configured, even if the server has one', async () => {
  const answer = await ask(
    'acme',
    '{ duohubSession(externalId: "x") { id } sessionProviders { provider enabled } }',
  );
  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['PROVIDER_NOT_CONFIGURED']);
  expect(answer.data).toMatchObject({
    sessionProviders: [
      { provider: 'CHATWIZE', enabled: true },
      { provider: 'DUOHUB', enabled: false },
      { provider: 'OPENCX', enabled: false },
      { provider: 'ZEP', enabled: true },
    ],
  });
});

test('a credential that is replaced in its own file is used without a restart', async () => {
  const secret = join(folder, 'zep-key-of-initech');
  writeFileSync(secret, 'vendor-key-of-initech');
  const url = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
  const entry = { ZEP_API_KEY_FILE: secret, ZEP_BASE_URL: `${url}/zep` };
  writeFileSync(tenantsPath, JSON.stringify({ tenants: { initech: entry } }));
  const read = async () => JSON.stringify(await ask('initech', documents[0]?.[1] ?? ''));
  await until(async () => (await read()).includes('vendor-key-of-initech'));
  writeFileSync(secret, 'new-key-of-initech');
  await until(async () => (await read()).includes('new-key-of-initech'));
});

test('a tenant that is added to the file can ask without a restart, and one that is removed cannot', async () => {
  writeTenants('initech');
  await until(async () => (await ask('initech', documents[0]?.[1] ?? '')).errors === undefined);
  expect((await ask('acme', '{ __typename }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});
