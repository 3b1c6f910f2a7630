import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createKey, startIssuer } from '../auth/issuer.ts';
import { diagnoseZep, sessions } from './diagnose.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('authentication', () => {
  test('files and a key set that can be used are in order', async () => {
    await using issuer = await startIssuer(await createKey('k1'));
    const tenants = join(folder, 'tenants.json');
    writeFileSync(tenants, '{ "tenants": {} }');
    const found = await diagnoseZep(sessions, {
      AUTH_JWKS_URL: issuer.url,
      AUTH_ISSUER: 'https://issuer.example/',
      AUTH_AUDIENCE: 'a',
      TENANTS_FILE: tenants,
    });
    expect(found.ok).toBe(true);
    expect(found.verdict('Authentication', 'AUTH_JWKS_URL')).toBe('ok');
    expect(found.verdict('Authentication', 'TENANTS_FILE')).toBe('ok');
  });

  test('a broken file and a key set that cannot be read are failures', async () => {
    await using issuer = await startIssuer();
    issuer.answer = 500;
    const keys = join(folder, 'keys.json');
    writeFileSync(keys, '{');
    const found = await diagnoseZep(sessions, {
      AUTH_JWKS_URL: issuer.url,
      AUTH_ISSUER: 'https://issuer.example/',
      AUTH_AUDIENCE: 'a',
      AUTH_API_KEYS_FILE: keys,
    });
    expect(found.ok).toBe(false);
    expect(found.detail('Authentication', 'AUTH_JWKS_URL')).toBe('the key set answered with HTTP status 500');
    expect(found.detail('Authentication', 'AUTH_API_KEYS_FILE')).toBe('the file is not JSON');
  });

  test.each([
    ['no keys', [], {}, 'has no keys'],
    ['a key that may read nothing', [{}], {}, '1 of 1 keys have no scopes, so they may read nothing'],
    ['a key with scopes', [{ scopes: ['sessions:*'] }], {}, 'can be used'],
    ['a key with default scopes', [{}], { AUTH_DEFAULT_SCOPES: 'sessions:*' }, 'can be used'],
  ])('a file of API keys with %s: %#', async (_, entries, environment, detail) => {
    const keys = join(folder, 'entries.json');
    const named = entries.map((entry) => ({ name: 'a', sha256: '0'.repeat(64), ...entry }));
    writeFileSync(keys, JSON.stringify({ keys: named }));
    const found = await diagnoseZep(sessions, { AUTH_API_KEYS_FILE: keys, ...environment });
    expect(found.detail('Authentication', 'AUTH_API_KEYS_FILE')).toBe(detail);
    const verdict = detail === 'can be used' ? 'ok' : 'warning';
    expect([found.ok, found.verdict('Authentication', 'AUTH_API_KEYS_FILE')]).toEqual([true, verdict]);
  });

  test('serving everybody is a warning', async () => {
    const found = await diagnoseZep(sessions, { AUTH_ANONYMOUS: 'on' });
    expect([found.ok, found.verdict('Authentication', 'anonymous callers')]).toEqual([true, 'warning']);
  });
});
