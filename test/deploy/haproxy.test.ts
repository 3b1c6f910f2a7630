import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { root, run, runMain, type Running } from '../helpers/process.ts';
import { describeWithHaproxy } from '../helpers/programs.ts';
import { freePort } from '../helpers/redis.ts';
import { until } from '../helpers/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Balancer extends AsyncDisposable {
  readonly port: number;
}

/** HAProxy with `deploy/haproxy.cfg`, in which only addresses are replaced: here is no Docker that knows the replicas. */
async function startBalancer(
  replicas: readonly string[],
  change: (config: string) => string = (config) => config,
): Promise<Balancer> {
  const port = await freePort();
  const servers = replicas.map(
    (url, index) => `  server graph${index} ${new URL(url).host} check inter 2s fall 1 rise 1`,
  );
  const config = change(readFileSync(join(root, 'deploy/haproxy.cfg'), 'utf8'))
    .replace('  default-server init-addr none resolvers docker\n', '')
    .replace(/^resolvers docker\n(?: .*\n)+/m, '')
    .replaceAll('bind :4000', `bind 127.0.0.1:${port}`)
    .replace(/^ {2}server-template .*$/m, servers.join('\n'));
  const file = join(folder, `${port}.cfg`);
  writeFileSync(file, config);
  const haproxy = run('haproxy', ['-db', '-f', file]);
  const ended = haproxy.exit.then(() => Promise.reject(new Error(haproxy.output())));
  await Promise.race([until(() => listens(port)), ended]);
  return { port, [Symbol.asyncDispose]: () => haproxy[Symbol.asyncDispose]() as Promise<void> };
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
}

interface Request {
  readonly path?: string;
  /** The address that the client has. */
  readonly from?: string;
  readonly headers?: Record<string, string>;
  readonly isSecure?: boolean;
}

async function send(
  port: number,
  { path = '/graphql', from = '127.0.0.1', headers = {}, isSecure = false }: Request = {},
): Promise<Answer> {
  const sending = (isSecure ? secureRequest : request)({
    // A connection of its own, as a new client has.
    agent: false,
    host: '127.0.0.1',
    port,
    path: path === '/graphql' ? '/graphql?query={__typename}' : path,
    localAddress: from,
    headers: { 'apollo-require-preflight': '1', ...headers },
    ...(isSecure && { rejectUnauthorized: false }),
  });
  sending.end();
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'end');
  return { status: response.statusCode, headers: response.headers };
}

async function startServer(
  environment: Record<string, string> = {},
): Promise<Running & { readonly url: string }> {
  const server = runMain(['serve'], {
    PORT: '0',
    ZEP_API_KEY: 'key',
    AUTH_ANONYMOUS: 'on',
    TRUSTED_PROXIES: '127.0.0.1',
    ...environment,
  });
  return Object.assign(server, { url: await server.says(/ready at (http.*)\/graphql/) });
}

describeWithHaproxy('HAProxy, as deploy/ configures it', () => {
  test('passes only the paths for clients on', async () => {
    await using server = await startServer();
    await using balancer = await startBalancer([server.url]);
    const paths = ['/graphql', '/graphiql', '/metrics', '/cache/zep', '/healthz', '/readyz', '/graphql/x'];
    const answers = [];
    for (const path of paths) answers.push((await send(balancer.port, { path })).status);
    expect(answers).toEqual([200, 200, 404, 404, 404, 404, 404]);
  });

  test('tells the server which client asks, whatever the client claims', async () => {
    await using server = await startServer({ CALLER_REQUESTS_PER_MINUTE: '2' });
    await using balancer = await startBalancer([server.url]);
    const statuses = [];
    for (const claimed of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) {
      const { status } = await send(balancer.port, {
        from: '127.0.0.2',
        headers: { 'x-forwarded-for': claimed },
      });
      statuses.push(status);
    }
    expect(statuses).toEqual([200, 200, 429]);
    expect((await send(balancer.port, { from: '127.0.0.3' })).status).toBe(200);
  });

  test('sends no new client to a replica that was killed', async () => {
    await using one = await startServer();
    await using another = await startServer();
    await using balancer = await startBalancer([one.url, another.url]);
    const before = await Promise.all(Array.from({ length: 20 }, () => send(balancer.port)));
    one.signal('SIGKILL');
    await one.exit;
    const after = await Promise.all(Array.from({ length: 20 }, () => send(balancer.port)));
    expect(new Set([...before, ...after].map(({ status }) => status))).toEqual(new Set([200]));
  });

  test('serves TLS with the lines that are there for it', async () => {
    const [key, certificate, pem] = ['key.pem', 'certificate.pem', 'tls.pem'].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    const subject = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=localhost', '-days', '2'];
    expect(spawnSync('openssl', ['req', ...subject, '-keyout', key, '-out', certificate]).status).toBe(0);
    writeFileSync(pem, readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'));
    await using server = await startServer();
    await using balancer = await startBalancer([server.url], (config) =>
      config
        .replace(/^ {2}bind :4000$/m, '')
        .replace('# bind :4000 ssl', 'bind :4000 ssl')
        .replace('# http-response set-header Strict', 'http-response set-header Strict')
        .replace('/usr/local/etc/haproxy/tls.pem', pem),
    );
    const { status, headers } = await send(balancer.port, { isSecure: true });
    expect([status, headers['strict-transport-security']]).toEqual([200, 'max-age=31536000']);
  });
});
