import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/server/doctor/finding.ts';
import { runMain } from '../helpers/process.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const describeWithOpenssl = hasOpenssl || process.env['CI'] ? describe : describe.skip;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Vendor extends AsyncDisposable {
  readonly url: string;
  /** The certificate, which is its own authority. */
  readonly certificate: string;
}

async function startVendor(days: number): Promise<Vendor> {
  const [key, certificate] = ['key', 'pem'].map((end) => join(folder, `${days}.${end}`)) as [string, string];
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const out = ['-keyout', key, '-out', certificate, '-days', String(days)];
  const { status, stderr } = spawnSync('openssl', ['req', '-x509', ...newKey, ...names, ...out]);
  if (status !== 0) throw new Error(String(stderr));
  const server: Server = createServer(
    { key: readFileSync(key), cert: readFileSync(certificate) },
    (_, response) => response.end('{}'),
  ).listen(0, 'localhost');
  await once(server, 'listening');
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    certificate,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function findingsOf(url: string, environment: Record<string, string>): Promise<readonly Finding[]> {
  await using main = runMain(['doctor', '--json'], { ZEP_API_KEY: 'key', ZEP_BASE_URL: url, ...environment });
  await main.exit;
  const output = main.output();
  const { findings } = JSON.parse(output.slice(output.indexOf('{\n'), output.lastIndexOf('}') + 1)) as {
    findings: readonly Finding[];
  };
  return findings.filter(({ subject }) => subject === 'ZEP');
}

const found = (findings: readonly Finding[], check: string): Partial<Finding> =>
  findings.find((finding) => finding.check === check) ?? {};

describeWithOpenssl('doctor and TLS', () => {
  test('a certificate that is trusted for long is in order', async () => {
    await using vendor = await startVendor(90);
    const findings = await findingsOf(vendor.url, { NODE_EXTRA_CA_CERTS: vendor.certificate });
    const detail = expect.stringMatching(/^TLSv1\.3, certificate valid until \d{4}-\d\d-\d\d$/);
    expect(found(findings, 'TLS')).toMatchObject({ verdict: 'ok', detail });
    expect(found(findings, 'credential')).toMatchObject({ verdict: 'ok' });
  });

  test('a certificate that ends in days is a warning', async () => {
    await using vendor = await startVendor(3);
    const findings = await findingsOf(vendor.url, { NODE_EXTRA_CA_CERTS: vendor.certificate });
    expect(found(findings, 'TLS')).toMatchObject({ verdict: 'warning' });
  });

  test('a certificate of an unknown authority is a failure that says why', async () => {
    await using vendor = await startVendor(90);
    const findings = await findingsOf(vendor.url, {});
    const detail = 'no connection (DEPTH_ZERO_SELF_SIGNED_CERT)';
    expect(found(findings, 'TLS')).toMatchObject({ verdict: 'failed', detail });
    expect(found(findings, 'credential')).toMatchObject({ verdict: 'failed' });
  });

  test('through a proxy, DNS and TLS are not checked here', async () => {
    const proxy = { NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: 'http://127.0.0.1:1' };
    const findings = await findingsOf('https://vendor.invalid', proxy);
    expect(found(findings, 'DNS')).toMatchObject({ verdict: 'unknown' });
    expect(found(findings, 'TLS')).toMatchObject({ verdict: 'unknown' });
    expect(found(findings, 'credential')).toMatchObject({ verdict: 'failed' });
  });
});
