import { expect, test } from '@jest/globals';
import type { Finding } from '../../src/server/doctor/finding.ts';
import { runMain } from '../helpers/process.ts';
import { json, startServer } from '../helpers/server.ts';
import { until } from '../helpers/until.ts';

const secret = 'hunter2-of-a-vendor';

test('with everything in order it says so in JSON, exits with 0 and reveals no credential', async () => {
  await using vendor = await startServer((request, response) => {
    const isAccepted = request.headers.authorization === `Api-Key ${secret}`;
    json({}, isAccepted ? 200 : 401)(request, response);
  });
  await using main = runMain(['doctor', '--json'], { ZEP_API_KEY: secret, ZEP_BASE_URL: vendor.url });
  expect(await main.exit).toBe(0);
  const output = main.output();
  const { ok, findings } = JSON.parse(output.slice(output.indexOf('{\n'), output.lastIndexOf('}') + 1)) as {
    ok: boolean;
    findings: readonly Finding[];
  };
  expect(ok).toBe(true);
  const ofZep = findings.filter(({ subject }) => subject === 'ZEP');
  const checks = ['DNS', 'TLS', 'latency', 'clock', 'credential', 'quota'];
  expect(ofZep.map(({ check, verdict }) => [check, verdict])).toEqual(checks.map((check) => [check, 'ok']));
  expect(vendor.paths).toEqual(['/sessions-ordered?page_number=1&page_size=1']);
  expect(output).not.toContain(secret);
  expect(output).not.toContain(vendor.url);
});

test('the table has a line for each finding, and progress is on stderr', async () => {
  await using vendor = await startServer(json({}, 401));
  await using main = runMain(['doctor'], { ZEP_API_KEY: secret, ZEP_BASE_URL: vendor.url });
  expect(await main.exit).toBe(1);
  expect(main.output()).toMatch(/^Checking ZEP, Authentication …$/m);
  expect(main.output()).toMatch(/^ZEP is checked$/m);
  expect(main.output()).toMatch(
    /^ZEP +credential +failed +refused \(HTTP status 401\): check ZEP_API_KEY *$/m,
  );
  expect(main.output()).toMatch(/^ZEP +latency +ok +\d+ ms, /m);
});

test('while a vendor does not answer, it says what it waits for', async () => {
  const { promise, resolve: answer } = Promise.withResolvers<void>();
  await using vendor = await startServer(async (request, response) => {
    await promise;
    json({})(request, response);
  });
  await using main = runMain(['doctor'], { ZEP_API_KEY: secret, ZEP_BASE_URL: vendor.url });
  await until(() => main.output().includes('\nWaiting for ZEP …\n'));
  answer();
  expect(await main.exit).toBe(0);
});

test('each mistake in the configuration is a finding, in JSON too', async () => {
  const environment = { ZEP_API_KEY: secret, PORT: 'x', MAX_DEPTH: 'deep' };
  await using table = runMain(['doctor'], environment);
  await using main = runMain(['doctor', '--json'], environment);
  expect([await table.exit, await main.exit]).toEqual([1, 1]);
  expect(table.output()).toMatch(/^Configuration +variables +failed +PORT /m);
  const { ok, findings } = JSON.parse(main.output()) as { ok: boolean; findings: readonly Finding[] };
  expect(ok).toBe(false);
  expect(findings).toEqual(
    ['PORT', 'MAX_DEPTH'].map((name) => ({
      subject: 'Configuration',
      check: 'variables',
      verdict: 'failed',
      detail: expect.stringContaining(name),
    })),
  );
});
