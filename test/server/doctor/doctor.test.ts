import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { providers } from '../../../src/providers/index.ts';
import { loadConfig } from '../../../src/server/config.ts';
import type { Finding } from '../../../src/server/doctor/finding.ts';
import { isInOrder, subjectsOf } from '../../../src/server/doctor/index.ts';
import { judgeLatency } from '../../../src/server/doctor/vendor.ts';
import { describeWithRedis } from '../../helpers/programs.ts';
import { startRedis } from '../../helpers/redis.ts';
import { bytes, hang, json, startServer, type Answer } from '../../helpers/server.ts';
import { until } from '../../helpers/until.ts';
import { createKey, startIssuer } from '../auth/issuer.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

const secret = 'hunter2-of-a-vendor';

interface Diagnosis {
  readonly ok: boolean;
  readonly text: string;
  verdict(subject: string, check: string): string;
  detail(subject: string, check: string): string;
}

async function diagnose(environment: Record<string, string>): Promise<Diagnosis> {
  const subjects = subjectsOf(loadConfig(environment, providers));
  const findings = (await Promise.all(subjects.map(({ check }) => check()))).flat();
  const find = (subject: string, check: string): Finding | undefined =>
    findings.find((finding) => finding.subject === subject && finding.check === check);
  return {
    ok: isInOrder(findings),
    text: JSON.stringify(findings),
    verdict: (subject, check) => find(subject, check)?.verdict ?? 'absent',
    detail: (subject, check) => find(subject, check)?.detail ?? 'absent',
  };
}

/** Asks a Zep that answers like this. */
async function diagnoseZep(answer: Answer, environment: Record<string, string> = {}): Promise<Diagnosis> {
  await using vendor = await startServer(answer);
  return await diagnose({
    ZEP_API_KEY: secret,
    ZEP_BASE_URL: vendor.url,
    ZEP_TIMEOUT_MS: '1500',
    ...environment,
  });
}

test.each([
  [200, 'ok'],
  [404, 'failed'],
  [401, 'failed'],
])(
  'with a chatbot to list, HTTP status %d says that Chatwize’s credential is %s',
  async (status, verdict) => {
    await using vendor = await startServer(json([], status));
    const found = await diagnose({
      CHATWIZE_API_TOKEN: secret,
      CHATWIZE_BASE_URL: vendor.url,
      CHATWIZE_CHATBOT_IDS: 'one,two',
    });
    expect(found.verdict('CHATWIZE', 'credential')).toBe(verdict);
    expect(vendor.paths).toEqual(['/chatbot/one/sessions']);
  },
);

const sessions = json({ sessions: [] });

describe('the credential of a vendor with a list', () => {
  test('is not accepted by a page of somebody else that has status 200', async () => {
    const found = await diagnoseZep(bytes('<html>Sign in to this network</html>'));
    expect(found.detail('ZEP', 'credential')).toBe(
      'not checked: the vendor sent an answer that does not have the documented shape. Check the base URL',
    );
    expect([found.ok, found.verdict('ZEP', 'credential')]).toEqual([false, 'failed']);
  });

  test('is not accepted by an answer that never ends', async () => {
    const found = await diagnoseZep((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"sessions": [');
    });
    expect(found.detail('ZEP', 'credential')).toContain('did not answer in time');
    expect([found.ok, found.verdict('ZEP', 'credential')]).toEqual([false, 'failed']);
  });

  test.each([
    [200, 'ok', true],
    [401, 'failed', false],
    [403, 'failed', false],
    [404, 'failed', false],
    [429, 'unknown', true],
    [503, 'failed', false],
  ])('with HTTP status %d is %s', async (status, verdict, ok) => {
    const found = await diagnoseZep(json({}, status));
    expect([found.verdict('ZEP', 'credential'), found.ok]).toEqual([verdict, ok]);
  });
});

test('HTTP status 404 speaks of ids only where the settings have some', async () => {
  const zep = await diagnoseZep(json({}, 404));
  expect(zep.detail('ZEP', 'credential')).toBe('unexpected HTTP status 404: check the base URL');
  await using vendor = await startServer(json({}, 404));
  const chatwize = await diagnose({
    CHATWIZE_API_TOKEN: secret,
    CHATWIZE_BASE_URL: vendor.url,
    CHATWIZE_CHATBOT_IDS: 'one',
  });
  expect(chatwize.detail('CHATWIZE', 'credential')).toMatch(/check the base URL, and ids in the settings$/);
});

test.each([
  [5_000, 'ok'],
  [5_001, 'warning'],
])('a read that takes %d ms of 10 s is %s', (milliseconds, verdict) => {
  expect(judgeLatency(milliseconds, 10_000)).toMatchObject({ verdict, milliseconds });
});

test.each([
  [200, 'unknown', true],
  [404, 'unknown', true],
  [401, 'failed', false],
  [403, 'failed', false],
])(
  'the credential of a vendor that no read proves is, with HTTP status %d, %s',
  async (status, verdict, ok) => {
    const provider = providers.find(({ credentialCheck }) => credentialCheck.acceptedStatus === undefined);
    const { id = '', credentialVariable = '' } = provider ?? {};
    await using vendor = await startServer(json({}, status));
    const found = await diagnose({ [credentialVariable]: secret, [`${id}_BASE_URL`]: vendor.url });
    expect([found.verdict(id, 'credential'), found.ok]).toEqual([verdict, ok]);
  },
);

test.each(providers.map((provider) => [provider.id, provider] as const))(
  '%s is asked with its own header and a read below its base URL',
  async (id, { credentialVariable, authorize }) => {
    const [[header = '', value] = []] = Object.entries(authorize(secret));
    await using vendor = await startServer((request, response) =>
      json([], request.headers[header] === value ? 200 : 401)(request, response),
    );
    const found = await diagnose({ [credentialVariable]: secret, [`${id}_BASE_URL`]: `${vendor.url}/base` });
    expect(found.verdict(id, 'credential')).not.toBe('failed');
    expect(vendor.paths).toEqual([expect.stringMatching(/^\/base\/\w/)]);
  },
);

test.each([
  [-3, 'ok', /same time/],
  [-30, 'warning', /this machine is (29|30|31) s ahead/],
  [300, 'failed', /this machine is (299|300|301) s behind/],
])('a vendor whose clock differs by %d s is %s', async (seconds, verdict, detail) => {
  const found = await diagnoseZep((request, response) => {
    const date = new Date(Date.now() + seconds * 1000).toUTCString();
    json({ sessions: [] }, 200, { date })(request, response);
  });
  expect(found.verdict('ZEP', 'clock')).toBe(verdict);
  expect(found.detail('ZEP', 'clock')).toMatch(detail);
});

test('the quota that a vendor advertises is shown, else the configured one', async () => {
  const reset = String(Math.ceil(Date.now() / 1000) + 60);
  const headers = { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
  const advertised = await diagnoseZep(json({}, 200, headers));
  expect(advertised.detail('ZEP', 'quota')).toBe('advertised: 0 of 60 calls left');
  expect(advertised.verdict('ZEP', 'quota')).toBe('warning');
  const configured = await diagnoseZep(sessions, { ZEP_QUOTA: '7' });
  expect(configured.detail('ZEP', 'quota')).toBe('none advertised; configured: 7 calls in 60 s');
});

test('a vendor that does not answer is a failure after its timeout, and the others are still checked', async () => {
  await using other = await startServer(json({}));
  const environment = { DUOHUB_API_KEY: secret, DUOHUB_BASE_URL: other.url };
  const found = await diagnoseZep(hang, environment);
  expect(found.ok).toBe(false);
  expect(found.detail('ZEP', 'credential')).toBe('not checked: the vendor did not answer in time');
  expect(found.verdict('DUOHUB', 'credential')).toBe('ok');
});

test('a host name without an address is a failure that does not name it', async () => {
  const found = await diagnose({ ZEP_API_KEY: secret, ZEP_BASE_URL: 'https://vendor.invalid/api' });
  expect([found.ok, found.verdict('ZEP', 'DNS')]).toEqual([false, 'failed']);
  expect(found.verdict('ZEP', 'credential')).toBe('absent');
  expect(found.text).not.toContain('vendor.invalid');
});

test('a server without TLS on an https address is a failure', async () => {
  await using vendor = await startServer(sessions);
  const url = vendor.url.replace('http:', 'https:');
  const found = await diagnose({ ZEP_API_KEY: secret, ZEP_BASE_URL: url });
  expect([found.ok, found.verdict('ZEP', 'TLS')]).toEqual([false, 'failed']);
});

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

test('a Redis that is not there is a failure', async () => {
  const found = await diagnoseZep(sessions, { REDIS_URL: 'redis://127.0.0.1:1' });
  expect([found.ok, found.detail('Redis', 'connection')]).toEqual([false, 'connection refused']);
});

describeWithRedis('a Redis', () => {
  test('that never evicts is a warning, one that does is in order', async () => {
    await using redis = await startRedis();
    const never = await diagnoseZep(sessions, { REDIS_URL: redis.url });
    expect(never.detail('Redis', 'eviction')).toBe('noeviction: use volatile-lru');
    expect([never.ok, never.verdict('Redis', 'eviction')]).toEqual([true, 'warning']);
    await redis.client.config('SET', 'maxmemory-policy', 'volatile-lru');
    const does = await diagnoseZep(sessions, { REDIS_URL: redis.url });
    expect(does.verdict('Redis', 'eviction')).toBe('ok');
    expect(does.detail('Redis', 'version')).toMatch(/^(redis|valkey) \d/);
    expect(does.verdict('Redis', 'latency')).toBe('ok');
    expect(does.verdict('Redis', 'commands')).toBe('ok');
  });

  test('with a database number that it does not have is a failure', async () => {
    await using redis = await startRedis();
    const absent = await diagnoseZep(sessions, { REDIS_URL: `${redis.url}/99` });
    expect([absent.ok, absent.detail('Redis', 'database')]).toEqual([
      false,
      'number 99 cannot be selected (ERR)',
    ]);
    const present = await diagnoseZep(sessions, { REDIS_URL: `${redis.url}/3` });
    expect([present.ok, present.verdict('Redis', 'database')]).toEqual([true, 'ok']);
  });

  test('whose user may not run what the server uses is a failure', async () => {
    await using redis = await startRedis();
    const user = (name: string, ...rules: string[]) =>
      redis.client.acl('SETUSER', name, 'on', `>${secret}`, '+@all', '-@dangerous', ...rules);
    await user('weak', '~*', '&*', '-get', '-set', '-eval');
    await user('elsewhere', '~other:*', '&*');
    await user('able', '~session-graph:*', '&session-graph:*');
    const commandsOf = async (name: string) => {
      const url = redis.url.replace('//', `//${name}:${secret}@`);
      const found = await diagnoseZep(sessions, { REDIS_URL: url });
      return { ok: found.ok, detail: found.detail('Redis', 'commands') };
    };
    expect(await commandsOf('weak')).toEqual({
      ok: false,
      detail: 'refused: SET (NOPERM), GET (NOPERM), EVAL (NOPERM)',
    });
    expect((await commandsOf('elsewhere')).ok).toBe(false);
    expect(await commandsOf('able')).toEqual({ ok: true, detail: 'all that the server uses are allowed' });
    expect(await redis.client.keys('*')).toEqual([expect.stringMatching(/doctor:calls$/)]);
  });
});
