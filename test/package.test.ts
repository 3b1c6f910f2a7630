import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { query } from './helpers/graphql-server.ts';
import { link, pack, unpack, type Packed } from './helpers/package.ts';
import { root, run, runSandbox, sh, type Running } from './helpers/process.ts';
import { json, startServer } from './helpers/server.ts';

let packed: Packed;
let consumer: string;
let installed: string;

beforeAll(async () => {
  packed = await pack();
  consumer = join(packed.folder, 'consumer');
  installed = await unpack(packed, consumer);
}, 120_000);
afterAll(() => packed?.[Symbol.dispose]());

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const manifest = () => readJson(join(installed, 'package.json'));

test('it holds the library, its types, the schema and what everybody wants to read', () => {
  const paths = packed.files;
  expect(paths).toEqual(
    expect.arrayContaining(['README.md', 'LICENSE', 'CHANGELOG.md', 'dist/index.js', 'dist/index.d.ts']),
  );
  expect(paths.filter((path) => path.startsWith('schema/')).map((path) => path.slice(7))).toEqual(
    readdirSync(join(root, 'schema')),
  );
  const command = /^dist\/(main\.js|server\/[\w.-]+\.(js|txt)|graphiql\/.+)$/;
  const known =
    /^(README\.md|LICENSE|CHANGELOG\.md|package\.json|(schema|published)\/\w+\.graphql|dist\/.*\.(d\.ts|js))$/;
  const others = paths.filter((path) => !command.test(path));
  expect(others.filter((path) => !known.test(path))).toEqual([]);
  expect(others.filter((path) => /sandbox|\/http\/|\/cli\/|app\.|config|format-error/.test(path))).toEqual(
    [],
  );
  expect(paths.filter((path) => path.startsWith('dist/graphiql/')).length).toBeGreaterThan(5);
});

test('the licence of every package whose code is bundled is with it', () => {
  const notices = readFileSync(join(installed, 'dist/server/NOTICES.txt'), 'utf8');
  for (const name of ['graphql', 'fastify', '@apollo/server', 'zod', 'got', 'ioredis']) {
    const { version, license } = readJson(join(root, 'node_modules', name, 'package.json'));
    expect(notices).toContain(`\n${name} ${version} (${license})\n\n`);
  }
  const packages = notices.match(/^\S+ \d+\.\d+\.\S+ \(.+\)$/gm) ?? [];
  expect(packages.length).toBeGreaterThan(100);
  expect(packages.filter((line) => line.includes('undefined'))).toEqual([]);
});

describe('the command, in a folder without node_modules', () => {
  const start = (args: readonly string[], environment = {}): Running =>
    run(process.execPath, [join(installed, 'dist/main.js'), ...args], environment);

  test('starts the sandbox, whose GraphiQL and GraphQL answer', async () => {
    await using sandbox = start(['sandbox'], { PORT: '0', SANDBOX_PORT: '0' });
    const url = await sandbox.says(/^GraphQL +(http\S+)$/m);
    const page = await (await fetch(url.replace(/graphql$/, 'graphiql'))).text();
    const [, script = ''] = /src="\.\/(graphiql\/assets\/main[^"]+)"/.exec(page) ?? [];
    expect((await fetch(new URL(script, url))).status).toBe(200);
    const [, id = ''] = /^ZEP +(\S+)$/m.exec(sandbox.output()) ?? [];
    const answer = await query(url.replace(/\/graphql$/, ''), `{ session(id: "${id}") { provider } }`);
    expect(answer).toEqual({ data: { session: { provider: 'ZEP' } } });
  });

  test('prints the schema', async () => {
    await using printing = start(['print-schema']);
    expect(await printing.exit).toBe(0);
    expect(printing.output()).toBe(readFileSync(join(root, 'published/schema.graphql'), 'utf8'));
  });

  test('checks vendors', async () => {
    await using vendor = await startServer(json({}, 401));
    await using doctor = start(['doctor', '--json'], { ZEP_API_KEY: 'key', ZEP_BASE_URL: vendor.url });
    expect(await doctor.exit).toBe(1);
    expect(doctor.output()).toContain('refused (HTTP status 401)');
  });
});

test('its manifest has no scripts, and just the dependencies that the library imports', () => {
  const { scripts, devDependencies, optionalDependencies, overrides, dependencies, peerDependencies, bin } =
    manifest();
  expect(bin).toEqual({ 'session-graph': 'dist/main.js' });
  expect({ scripts, devDependencies, optionalDependencies, overrides }).toEqual({});
  expect(Object.keys(dependencies)).toEqual([
    '@graphql-tools/schema',
    '@opentelemetry/api',
    'dataloader',
    'got',
    'ioredis',
    'ipaddr.js',
    'lru-cache',
    'p-limit',
    'zod',
  ]);
  expect(peerDependencies).toEqual({
    graphql: expect.stringMatching(/^\^16\./),
    '@apollo/client': '^4.0.0',
    '@urql/exchange-graphcache': '^9.0.0',
  });
  // Nobody has to install both clients, or one of them to run the command.
  expect(manifest().peerDependenciesMeta).toEqual({
    '@apollo/client': { optional: true },
    '@urql/exchange-graphcache': { optional: true },
  });
});

test('packing leaves the manifest of the project as it was', () => {
  const name = 'package.json';
  expect(readFileSync(join(packed.project, name), 'utf8')).toBe(readFileSync(join(root, name), 'utf8'));
  expect(readdirSync(packed.project).filter((file) => file.startsWith('.package.json'))).toEqual([]);
});

test('after a pack that was interrupted, the next one and restore find the full manifest', async () => {
  const { project } = packed;
  const [strip, restore] = ['strip', 'restore'].map(
    (what) => `'${process.execPath}' scripts/library-manifest.ts ${what}`,
  );
  const before = readFileSync(join(project, 'package.json'), 'utf8');
  await sh(`${strip} && ${strip}`, project);
  expect(readJson(join(project, 'package.json'))).toEqual(manifest());
  await sh(`${restore} && ${restore}`, project);
  expect(readFileSync(join(project, 'package.json'), 'utf8')).toBe(before);
});

const program = `import { createSessionGraph, SessionGraphError, type ErrorCode, type SessionGraph } from 'session-graph';
import { graphql } from 'graphql';

const code: ErrorCode = 'PROVIDER_NOT_CONFIGURED';
const graph: SessionGraph = createSessionGraph({ providers: { ZEP: { credential: 'key', timeoutMs: 1000 } } });
// @ts-expect-error a vendor that does not exist
createSessionGraph.bind(undefined, { providers: { ZEPP: { credential: 'key' } } });
const { data, errors } = await graphql({
  schema: graph.schema,
  contextValue: graph.createContext({ requestId: 'r-1' }),
  source: '{ sessionProviders { provider enabled } duohubSession(externalId: "x") { id } }',
});
await graph.stop();
const isError = errors?.[0]?.originalError instanceof SessionGraphError;
console.log(JSON.stringify({ data, isCode: errors?.[0]?.extensions['code'] === code, isError }));
`;

const frontend = `import { readFileSync } from 'node:fs';
import { InMemoryCache } from '@apollo/client';
import { cacheExchange } from '@urql/exchange-graphcache';
import { cacheOptions as apollo } from 'session-graph/apollo';
import { possibleTypes, type AnySession, type Session, type SessionProvider } from 'session-graph/client';
import { cacheOptions as urql } from 'session-graph/urql';

const provider: SessionProvider = 'ZEP';
// @ts-expect-error a field that does not exist
type Missing = Session['nothing'];
export const factsOf = (session: AnySession) => (session.__typename === 'ZepSession' ? session.facts : null);
new InMemoryCache(apollo);
cacheExchange(urql);
const read = (name: string) => readFileSync(new URL(import.meta.resolve(name)), 'utf8');
console.log(JSON.stringify({
  session: possibleTypes['Session'],
  schema: read('session-graph/schema.graphql').length,
  hasFragments: read('session-graph/fragments.graphql').includes('fragment SessionListItem on Session'),
  policies: Object.keys(apollo.typePolicies).filter((name) => name === 'Query' || name === 'Session'),
  keys: [urql.keys['PageInfo']?.({ __typename: 'PageInfo' }), urql.keys['SessionProviderInfo']?.({ __typename: 'SessionProviderInfo', provider })],
}));
`;

test("a TypeScript program that installs it compiles and runs, and the README's prints a session", async () => {
  const { dependencies, peerDependencies } = manifest();
  link(consumer, ['typescript', '@types/node', ...Object.keys({ ...dependencies, ...peerDependencies })]);
  writeFileSync(join(consumer, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(consumer, 'program.ts'), program);
  const [, example = ''] = /^```ts\n([^]*?)^```$/m.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
  expect(example).toContain("from 'session-graph'");
  await using sandbox = await runSandbox();
  expect(example).toContain('http://127.0.0.1:4010');
  writeFileSync(join(consumer, 'readme.ts'), example.replace('http://127.0.0.1:4010', sandbox.sandboxUrl));
  writeFileSync(join(consumer, 'frontend.ts'), frontend);
  const tsc = `'${root}/node_modules/.bin/tsc' --strict --target es2023 --types node --skipLibCheck`;
  const files = 'program.ts readme.ts frontend.ts';
  await sh(`${tsc} --module esnext --moduleResolution bundler --noEmit ${files}`, consumer);
  await sh(`${tsc} --module nodenext ${files}`, consumer);
  expect(await sh(`'${process.execPath}' readme.js`, consumer)).toContain(
    'Aylin prefers to be answered in Turkish.',
  );
  await sandbox[Symbol.asyncDispose]();
  expect(await sh(`'${process.execPath}' readme.js`, consumer)).toContain('"code": "UPSTREAM_UNAVAILABLE"');
  expect(JSON.parse(await sh(`'${process.execPath}' frontend.js`, consumer))).toEqual({
    session: ['ChatwizeSession', 'DuohubSession', 'OpenCXSession', 'ZepSession'],
    schema: readFileSync(join(root, 'published/schema.graphql'), 'utf8').length,
    hasFragments: true,
    policies: ['Query', 'Session'],
    keys: [null, 'ZEP'],
  });
  const output = await sh(`'${process.execPath}' program.js`, consumer);
  expect(JSON.parse(output)).toEqual({
    data: {
      sessionProviders: expect.arrayContaining([
        { provider: 'ZEP', enabled: true },
        { provider: 'DUOHUB', enabled: false },
      ]),
      duohubSession: null,
    },
    isCode: true,
    isError: true,
  });
}, 60_000);
