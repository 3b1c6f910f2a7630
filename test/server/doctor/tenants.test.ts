import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { json, startServer } from '../../helpers/server.ts';
import { until } from '../../helpers/until.ts';
import { diagnoseZep, type Diagnosis } from './diagnose.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the credentials of tenants', () => {
  /** Zep refuses those that contain "wrong". */
  async function diagnoseTenants(tenants: object): Promise<Diagnosis> {
    const path = join(folder, 'tenants-of-zep.json');
    writeFileSync(path, JSON.stringify({ tenants }));
    return diagnoseZep(
      (request, response) => {
        const isWrong = request.headers.authorization?.includes('wrong');
        json({}, isWrong ? 401 : 200)(request, response);
      },
      { TENANTS_FILE: path },
    );
  }

  test('are each checked, and shown by the tenant’s name without the credential', async () => {
    const found = await diagnoseTenants({
      acme: { ZEP_API_KEY: 'good-of-acme' },
      globex: { ZEP_API_KEY: 'wrong-of-globex' },
      initech: {},
    });
    expect(found.ok).toBe(false);
    expect(found.verdict('ZEP', 'credential')).toBe('ok');
    expect(found.verdict('Tenants', 'acme: ZEP credential')).toBe('ok');
    expect(found.detail('Tenants', 'globex: ZEP credential')).toBe(
      'refused (HTTP status 401): check ZEP_API_KEY',
    );
    expect(found.verdict('Tenants', 'initech: ZEP credential')).toBe('absent');
    expect(found.text).not.toMatch(/-of-/);
  });

  test('are checked at a tenant’s own address', async () => {
    await using own = await startServer(json({}, 403));
    const found = await diagnoseTenants({ acme: { ZEP_API_KEY: 'good-of-acme', ZEP_BASE_URL: own.url } });
    expect(found.verdict('Tenants', 'acme: ZEP credential')).toBe('failed');
    expect(own.paths).toHaveLength(1);
  });

  test('are checked eight at a time', async () => {
    let [running, most] = [0, 0];
    const release = Promise.withResolvers<void>();
    await using vendor = await startServer(async (request, response) => {
      if (request.headers.authorization?.includes('of-tenant')) {
        most = Math.max(most, (running += 1));
        await release.promise;
        running -= 1;
      }
      json({})(request, response);
    });
    const names = Array.from({ length: 20 }, (_, index) => `tenant-${index}`);
    const tenants = names.map((name) => [name, { ZEP_API_KEY: `of-${name}`, ZEP_BASE_URL: vendor.url }]);
    const diagnosis = diagnoseTenants(Object.fromEntries(tenants));
    await until(() => running >= 8);
    // More would arrive before these are answered.
    for (let call = 0; call < 50; call += 1) await fetch(vendor.url);
    release.resolve();
    expect((await diagnosis).verdict('Tenants', 'tenant-19: ZEP credential')).toBe('ok');
    expect(most).toBe(8);
  });

  test('are unknown if their file cannot be used', async () => {
    const found = await diagnoseTenants({ acme: { ZEP_KEY: 'misspelt' } });
    expect([found.ok, found.verdict('Tenants', 'credentials')]).toEqual([false, 'unknown']);
    expect(found.verdict('Authentication', 'TENANTS_FILE')).toBe('failed');
  });
});
