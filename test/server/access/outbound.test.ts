import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { codes, query } from '../../helpers/graphql-server.ts';
import { runMain } from '../../helpers/process.ts';
import { describeWithOpenSsl } from '../../helpers/programs.ts';
import { sign } from '../auth/issuer.ts';
import { claims, key, keySet } from '../auth/token-cases.ts';
import { bearer } from '../auth/asking.ts';

/** Names that no resolver knows: only the proxy can find them. */
const vendorHost = 'vendor.invalid';
const issuerHost = 'issuer.invalid';

const portOf = (one: Server): number => (one.address() as AddressInfo).port;
const token = () => sign({ key, claims: { scope: 'sessions:*' } });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describeWithOpenSsl('a vendor and an issuer behind a proxy, with certificates of an own authority', () => {
  let server: Server;
  let proxy: Server;
  let proxied: string[];
  const sockets = new Set<Socket>();

  beforeAll(async () => {
    createCertificates();
    server = createHttpsServer(
      { key: readFileSync(join(folder, 'host.key')), cert: readFileSync(join(folder, 'host.pem')) },
      ({ headers, url }, response) => {
        const isIssuer = headers.host?.startsWith(issuerHost);
        response.end(JSON.stringify(isIssuer ? keySet : { session_id: url?.split('/').at(-1) }));
      },
    ).listen(0, '127.0.0.1');
    // A proxy connects to where its own resolver leads, which is not where ours would.
    proxy = createHttpServer().on('connect', ({ url }, client: Socket) => {
      proxied.push(url ?? '');
      const upstream = connect(portOf(server), '127.0.0.1', () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        client.pipe(upstream).pipe(client);
      });
      for (const socket of [client, upstream]) sockets.add(socket.on('error', () => undefined));
    });
    proxy.listen(0, '127.0.0.1');
    await Promise.all([server, proxy].map((one) => once(one, 'listening')));
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await Promise.all([server, proxy].map((one) => new Promise((closed) => one.close(closed))));
  });

  const run = (environment: Record<string, string>) => {
    proxied = [];
    return runMain([], {
      PORT: '0',
      ZEP_API_KEY: 'vendor-key',
      ZEP_BASE_URL: `https://${vendorHost}/api`,
      ...claims,
      AUTH_JWKS_URL: `https://${issuerHost}/jwks.json`,
      ...environment,
    });
  };
  const proxySettings = () => ({ NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: `http://127.0.0.1:${portOf(proxy)}` });
  const trusting = () => ({ NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') });
  const document = '{ zepSession(externalId: "one") { externalId } }';

  test('are reached', async () => {
    await using main = run({ ...proxySettings(), ...trusting() });
    const url = await main.says(/ready at (http.*)\/graphql/);
    const answer = await query(url, document, {}, bearer(await token()));
    expect(answer).toEqual({ data: { zepSession: { externalId: 'one' } } });
    expect(proxied.toSorted()).toEqual([`${issuerHost}:443`, `${vendorHost}:443`]);
  });

  test('are not reached without trust in that authority', async () => {
    await using main = run(proxySettings());
    const url = await main.says(/ready at (http.*)\/graphql/);
    const answer = await query(url, document, {}, bearer(await token()));
    expect(codes(answer)).toEqual([': SERVICE_UNAVAILABLE']);
    expect(proxied).toContain(`${issuerHost}:443`);
  });

  test('are not reached while Node.js is not told to use the proxy', async () => {
    await using main = run({ ...proxySettings(), ...trusting(), NODE_USE_ENV_PROXY: '0' });
    const url = await main.says(/ready at (http.*)\/graphql/);
    expect(codes(await query(url, document, {}, bearer(await token())))).toEqual([': SERVICE_UNAVAILABLE']);
    expect(proxied).toEqual([]);
  });
});

function createCertificates(): void {
  const path = (name: string): string => join(folder, name);
  writeFileSync(path('san.txt'), `subjectAltName=DNS:${vendorHost},DNS:${issuerHost}`);
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    path('ca.key'),
    '-out',
    path('ca.pem'),
    '-subj',
    '/CN=test authority',
    '-days',
    '2',
  );
  openssl(
    'req',
    ...newKey,
    '-keyout',
    path('host.key'),
    '-out',
    path('host.csr'),
    '-subj',
    `/CN=${vendorHost}`,
  );
  openssl(
    'x509',
    '-req',
    '-in',
    path('host.csr'),
    '-CA',
    path('ca.pem'),
    '-CAkey',
    path('ca.key'),
    '-CAcreateserial',
    '-out',
    path('host.pem'),
    '-days',
    '2',
    '-extfile',
    path('san.txt'),
  );
}

function openssl(...args: readonly string[]): void {
  const { status, stderr } = spawnSync('openssl', args);
  if (status !== 0) throw new Error(String(stderr));
}
