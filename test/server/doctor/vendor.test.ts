import { describe, expect, test } from '@jest/globals';
import { providers } from '../../../src/providers/index.ts';
import { judgeLatency } from '../../../src/server/doctor/vendor.ts';
import { bytes, hang, json, startServer } from '../../helpers/server.ts';
import { diagnose, diagnoseZep, secret, sessions } from './diagnose.ts';

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
