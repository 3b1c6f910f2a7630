import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { decodeNodeId } from '../../src/model/node-id.ts';
import { sandboxEnvironment } from '../../src/cli/sandbox-mode.ts';
import { providers } from '../../src/providers/index.ts';
import { codes, post, query } from '../helpers/graphql-server.ts';
import { root, run, runMain, runSandbox, type Running, type Sandboxed } from '../helpers/process.ts';

async function control({ sandboxUrl }: Sandboxed, path: string, setting?: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const put = setting && { method: 'PUT', headers, body: JSON.stringify(setting) };
  return (await fetch(`${sandboxUrl}/control${path}`, put)).json();
}

const document = '{ zepSession(externalId: "nobody") { id } sessionProviders { provider } }';

async function startSlowQuery(server: Sandboxed, fault: object): Promise<Promise<Response>[]> {
  await control(server, '/faults/zep', fault);
  const answer = post(server.url, JSON.stringify({ query: document }));
  answer.catch(() => undefined);
  for (;;) {
    const { zep } = (await control(server, '/calls')) as { zep: { inFlight: number } };
    // In an array: a promise would be awaited with this function.
    if (zep.inFlight > 0) return [answer];
  }
}

describe('without what it needs the server ends', () => {
  test('npm start without a credential names the variables and the sandbox', async () => {
    await using npm = run('npm', ['start', '--silent']);
    expect(await npm.exit).toBe(1);
    for (const { credentialVariable } of providers) expect(npm.output()).toContain(credentialVariable);
    expect(npm.output()).toContain('npm run sandbox');
    expect(npm.output()).not.toMatch(/^ +at /m);
  });

  test.each([
    ['serve', ['AUTH_JWKS_URL', 'AUTH_API_KEYS_FILE', 'AUTH_ANONYMOUS']],
    ['sandbox', ['AUTH_JWKS_URL', 'AUTH_API_KEYS_FILE', 'AUTH_ANONYMOUS']],
  ])(
    '%s on an address of the network, where nobody can authenticate, names the variables to set',
    async (command, names) => {
      await using main = runMain([command], { ...sandboxEnvironment(), HOST: '0.0.0.0', PORT: '0' });
      expect(await main.exit).toBe(1);
      for (const name of names) expect(main.output()).toContain(name);
      expect(main.output()).not.toMatch(/^ +at /m);
    },
  );

  test('without a build, npm start says how to build it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
    for (const name of ['scripts', 'package.json'])
      cpSync(join(root, name), join(folder, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    await using npm = run('npm', ['start', '--silent', '--prefix', folder], { ZEP_API_KEY: 'key' });
    expect(await npm.exit).toBe(1);
    expect(npm.output()).toBe('session-graph is not built. Run `npm run build`.\n');
    rmSync(folder, { recursive: true });
  });

  test('without a built GraphiQL the server says how to build it, or to do without', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
    for (const name of ['src', 'schema', 'package.json'])
      cpSync(join(root, name), join(folder, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const start = (environment: Record<string, string>) =>
      run(process.execPath, [join(folder, 'src/main.ts')], {
        ZEP_API_KEY: 'key',
        PORT: '0',
        LOG_LEVEL: 'fatal',
        ...environment,
      });
    await using main = start({});
    expect(await main.exit).toBe(1);
    expect(main.output()).toBe(
      'Invalid configuration:\n  - GRAPHIQL is on, but the page is not built. Run `npm run build`, or set GRAPHIQL=off\n',
    );
    await using without = start({ GRAPHIQL: 'off' });
    await without.says(/^ready at/m);
    rmSync(folder, { recursive: true });
  });

  test('a file with keys that is broken is told at start, without a word of it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
    const path = join(folder, 'keys.json');
    writeFileSync(path, '{ "keys": [ { "name": "a", "sha256": "hunter2" } ] }');
    await using main = runMain([], {
      ZEP_API_KEY: 'key',
      AUTH_API_KEYS_FILE: path,
      TENANTS_FILE: `${path}.none`,
    });
    expect(await main.exit).toBe(1);
    expect(main.output().match(/^ {2}- .+/gm)).toEqual([
      '  - AUTH_API_KEYS_FILE: keys.0.sha256 must be a SHA-256 in lower-case hexadecimal',
      '  - TENANTS_FILE: the file cannot be read',
    ]);
    expect(main.output()).not.toContain('hunter2');
    rmSync(folder, { recursive: true });
  });

  test('all faults of the configuration are told at once, without a value and a stack', async () => {
    const environment = {
      PORT: '70000',
      LOG_LEVEL: 'hunter2',
      ZEP_API_KEY: 'hun\nter2',
      DUOHUB_BASE_URL: 'hunter2',
    };
    await using main = runMain([], environment);
    expect(await main.exit).toBe(1);
    expect(main.output().match(/^ {2}- \S+/gm)).toEqual([
      '  - PORT',
      '  - LOG_LEVEL',
      '  - DUOHUB_BASE_URL',
      '  - ZEP_API_KEY',
    ]);
    expect(main.output()).not.toMatch(/hunter2|ter2|70000|^ +at /m);
  });

  test.each([
    ['a port that is taken', 'PORT', []],
    ['a sandbox port that is taken', 'SANDBOX_PORT', ['sandbox']],
  ])('%s is told without a stack', async (_, variable, args) => {
    await using first = await runSandbox();
    const environment = { PORT: '0', ZEP_API_KEY: 'key', [variable]: new URL(first.url).port };
    await using second = runMain(args, environment);
    expect(await second.exit).toBe(1);
    expect(second.output()).toMatch(/The server cannot listen: .*EADDRINUSE.*PORT/);
    expect(second.output()).not.toMatch(/^ +at /m);
  });
});

test('the sandbox prints addresses, an id of each vendor and a chatbot, all of which work', async () => {
  await using server = await runSandbox();
  const graphiql = await server.process.says(/^GraphiQL +(http.*\/graphiql)$/m);
  const chatbot = await server.process.says(/^A Chatwize chatbot.*\n(\S+)$/m);
  const names = providers.map(({ id }) => id);
  const printed = server.process.output().matchAll(new RegExp(`^(${names.join('|')}) +(\\S+)$`, 'gm'));
  const ids = [...printed].map(([, , id]) => id);
  expect((await fetch(graphiql)).status).toBe(200);
  expect(await control(server, '')).toMatchObject({ samples: {} });
  const read = `query ($ids: [ID!]!, $chatbot: String!) {
    sessionsByIds(ids: $ids) { __typename }
    chatwizeChatbot(externalId: $chatbot) { sessions(first: 1) { nodes { __typename } } }
  }`;
  expect(await query(server.url, read, { ids, chatbot })).toEqual({
    data: {
      sessionsByIds: ids.map((id = '') => ({ __typename: decodeNodeId(id, 'id').type })),
      chatwizeChatbot: { sessions: { nodes: [{ __typename: 'ChatwizeSession' }] } },
    },
  });
  expect(ids).toHaveLength(names.length);
  expect(server.process.output()).toMatch(/"msg":"ready at http:\/\/127\.0\.0\.1:\d+\/graphql"/);
});

test('a vendor that hangs is an error at its field while the others answer', async () => {
  await using server = await runSandbox({ ZEP_TIMEOUT_MS: '300' });
  await control(server, '/faults/zep', { fault: 'hang' });
  const samples = (await control(server, '')) as { samples: { duohub: { session: string } } };
  const both = `query ($id: String!) { duohubSession(externalId: $id) { externalId } zepSession(externalId: "x") { id } }`;
  const externalId = samples.samples.duohub.session;
  const answer = await query(server.url, both, { id: externalId });
  expect(answer.data).toEqual({ duohubSession: { externalId }, zepSession: null });
  expect(codes(answer)).toEqual(['zepSession: UPSTREAM_TIMEOUT']);
});

describe('a stopping server', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'finishes what runs and refuses what comes on %s',
    async (signal) => {
      await using server = await runSandbox();
      const [answer] = await startSlowQuery(server, { fault: 'latency', milliseconds: 1_000 });
      server.process.signal(signal);
      await server.process.says(/"msg":"stopping"/);
      expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
      expect((await post(server.url, JSON.stringify({ query: document }))).status).toBe(503);
      expect(await (await answer)?.json()).toMatchObject({ data: { zepSession: null } });
      expect(await server.process.exit).toBe(0);
      expect(server.process.output()).toContain('"msg":"stopped"');
    },
  );

  test('ends within SHUTDOWN_TIMEOUT_MS, and answers with what there is', async () => {
    await using server = await runSandbox({ SHUTDOWN_TIMEOUT_MS: '100', ZEP_TIMEOUT_MS: '600000' });
    const [answer] = await startSlowQuery(server, { fault: 'hang' });
    server.process.signal('SIGTERM');
    expect(await (await answer)?.json()).toMatchObject({ data: { zepSession: null, sessionProviders: {} } });
    expect(await server.process.exit).toBe(0);
  });

  test('ends without waiting when it is asked again', async () => {
    await using server = await runSandbox({ ZEP_TIMEOUT_MS: '600000' });
    await startSlowQuery(server, { fault: 'hang' });
    // Again and again: two signals that come together count as one.
    const again = setInterval(() => server.process.signal('SIGTERM'), 100);
    expect(await server.process.exit).toBe(1);
    clearInterval(again);
  });

  test.each([
    ['npm is told to end it', (npm: Running) => npm.signal('SIGTERM')],
    ['Ctrl-C reaches it both from the terminal and from npm', (npm: Running) => npm.signalGroup('SIGINT')],
  ])('stops as well when %s', async (_, stop) => {
    await using npm = run('npm', ['start', '--silent'], { PORT: '0', ZEP_API_KEY: 'key' });
    const url = await npm.says(/ready at (http\S+)\/graphql/);
    await npm.says(/"msg":"started"/);
    stop(npm);
    await npm.says(/"msg":"stopped"/);
    await npm.exit;
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
  });

  test('has said where it is, whatever the log leaves out', async () => {
    await using main = runMain([], { PORT: '0', ZEP_API_KEY: 'key', LOG_LEVEL: 'silent' });
    const url = await main.says(/^ready at (http\S+)\/graphql$/m);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });
});
