import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { query, startServer } from '../../helpers/graphql-server.ts';
import { scrape, valuesOf } from './metrics.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, contents: object): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(contents));
  return path;
};

test('a vendor whose last account was closed has no state, instead of its last one', async () => {
  // One active tenant has room for four accounts, so those of four others take the place of the first.
  const names = ['zero', 'one', 'two', 'three', 'four'];
  const keys = names.map((tenant) => ({
    name: tenant,
    sha256: createHash('sha256').update(tenant).digest('hex'),
    scopes: ['sessions:*'],
    tenant,
  }));
  const tenants = names.map((name, index) => [
    name,
    index === 0 ? { ZEP_API_KEY: 'sandbox-key' } : { DUOHUB_API_KEY: name },
  ]);
  await using server = await startServer({
    environment: {
      AUTH_API_KEYS_FILE: write('keys.json', { keys }),
      TENANTS_FILE: write('tenants.json', { tenants: Object.fromEntries(tenants) }),
      MAX_ACTIVE_TENANTS: '1',
    },
    configure: (config) => ({ ...config, providers: {} }),
  });
  const ask = (tenant: string, field: string) =>
    query(server.url, `{ ${field}(externalId: "a") { id } }`, {}, { 'x-api-key': tenant });
  const vendorsOf = async (metric: string): Promise<(string | undefined)[]> =>
    Object.keys(valuesOf(await scrape(server.url), metric)).map(
      (labels) => /provider="(\w+)"/.exec(labels)?.[1],
    );
  const metrics = [
    'session_graph_queue_length',
    'session_graph_breaker_state',
    'session_graph_breaker_refused_callers',
  ];

  await ask('zero', 'zepSession');
  for (const metric of metrics) expect(new Set(await vendorsOf(metric))).toEqual(new Set(['ZEP']));
  for (const tenant of names.slice(1)) await ask(tenant, 'duohubSession');
  for (const metric of metrics) expect(new Set(await vendorsOf(metric))).toEqual(new Set(['DUOHUB']));
});
