import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';
import { query, startServer, type TestServer } from '../../helpers/graphql-server.ts';
import { json, startServer as startVendor, type TestServer as Vendor } from '../../helpers/server.ts';
import { until } from '../../helpers/until.ts';
import { scrape, valuesOf } from '../metrics/metrics.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));
const tenantsPath = join(folder, 'tenants.json');
const keysPath = join(folder, 'keys.json');
const names = ['acme', 'globex'];
const keys = names.map((tenant) => ({
  name: `console of ${tenant}`,
  sha256: createHash('sha256').update(`key-of-${tenant}`).digest('hex'),
  scopes: ['sessions:*'],
  tenant,
}));
writeFileSync(keysPath, JSON.stringify({ keys }));

let zep: Vendor;
let server: TestServer;

/** @param credentials of the tenants, by name */
function writeTenants(credentials: Record<string, string>, path = ''): void {
  const entries = Object.entries(credentials).map(([name, key]) => [
    name,
    { ZEP_API_KEY: key, ZEP_BASE_URL: zep.url + path },
  ]);
  writeFileSync(tenantsPath, JSON.stringify({ tenants: Object.fromEntries(entries) }));
}

beforeEach(async () => {
  zep = await startVendor((request, response) => {
    const isRefused = request.headers.authorization?.includes('wrong');
    json({ session_id: 'a' }, isRefused ? 401 : 200)(request, response);
  });
  writeTenants({ acme: 'wrong', globex: 'right' });
  const environment = { AUTH_API_KEYS_FILE: keysPath, TENANTS_FILE: tenantsPath };
  server = await startServer({ environment });
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await zep[Symbol.asyncDispose]();
});

async function ask(tenant: string): Promise<string | undefined> {
  const headers = { 'x-api-key': `key-of-${tenant}` };
  const { errors = [] } = await query(server.url, '{ zepSession(externalId: "a") { id } }', {}, headers);
  return errors[0]?.extensions.code;
}

async function refused(owner: string): Promise<number | undefined> {
  const values = valuesOf(await scrape(server.url), 'session_graph_refused_credentials');
  return values[`{provider="ZEP",owner="${owner}"}`];
}

test("a tenant's refused credential counts as that of a tenant, and fails no operation of the server", async () => {
  expect([await refused('server'), await refused('tenant')]).toEqual([0, 0]);
  expect([await ask('acme'), await ask('globex')]).toEqual(['UPSTREAM_UNAUTHORIZED', undefined]);
  expect([await refused('server'), await refused('tenant')]).toEqual([0, 1]);
  expect((await scrape(server.url)).get('session_graph_failed_operations_total')).toBe(0);
});

test("a tenant's refused credential that was replaced no longer counts, before the tenant asks again", async () => {
  await ask('acme');
  expect(await refused('tenant')).toBe(1);
  writeTenants({ acme: 'new', globex: 'right' });
  await until(async () => (await refused('tenant')) === 0);
  expect(await ask('acme')).toBeUndefined();
  expect(await refused('tenant')).toBe(0);
});

test('the refused credential of a tenant counts on while other tenants are changed, until it is removed', async () => {
  await ask('acme');
  writeTenants({ acme: 'wrong' });
  await until(async () => (await ask('globex')) === 'FORBIDDEN');
  expect(await refused('tenant')).toBe(1);
  writeTenants({ globex: 'right' });
  await until(async () => (await refused('tenant')) === 0);
});

test('a credential that was refused at one base URL does not count at another', async () => {
  await ask('acme');
  writeTenants({ acme: 'wrong' }, '/moved');
  await until(async () => (await refused('tenant')) === 0);
  await ask('acme');
  expect(await refused('tenant')).toBe(1);
});

test('a refused credential that two tenants share counts once', async () => {
  writeTenants({ acme: 'wrong', globex: 'wrong' });
  await until(async () => (await ask('globex')) === 'UPSTREAM_UNAUTHORIZED');
  await ask('acme');
  expect(await refused('tenant')).toBe(1);
});
