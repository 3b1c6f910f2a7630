import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { root, run } from './helpers/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
const project = join(folder, 'project');
const consumer = join(folder, 'consumer');
const installed = join(consumer, 'node_modules/session-graph');

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

let packed: Packed;

async function sh(script: string, cwd: string): Promise<string> {
  await using child = run('sh', ['-c', `cd '${cwd}' && ${script}`]);
  if ((await child.exit) !== 0) throw new Error(child.output());
  return child.output();
}

// In a copy: packing builds, and writes package.json for a moment, under the other tests' feet.
beforeAll(async () => {
  const left = new Set(['.git', 'node_modules', 'dist', 'test']);
  mkdirSync(project);
  for (const name of readdirSync(root)) {
    if (!left.has(name)) cpSync(join(root, name), join(project, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  packed = JSON.parse(await sh('npm pack --json 2>/dev/null', project))[0];
  mkdirSync(installed, { recursive: true });
  await sh(`tar xzf ${packed.filename} --strip-components=1 -C '${installed}'`, project);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const manifest = () => readJson(join(installed, 'package.json'));

test('it holds the library, its types, the schema and what everybody wants to read', () => {
  const paths = packed.files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining(['README.md', 'LICENSE', 'CHANGELOG.md', 'dist/index.js', 'dist/index.d.ts']),
  );
  expect(paths.filter((path) => path.startsWith('schema/')).map((path) => path.slice(7))).toEqual(
    readdirSync(join(root, 'schema')),
  );
  const known =
    /^(README\.md|LICENSE|CHANGELOG\.md|package\.json|schema\/\w+\.graphql|dist\/.*\.(d\.ts|js))$/;
  expect(paths.filter((path) => !known.test(path))).toEqual([]);
  expect(
    paths.filter((path) => /sandbox|graphiql|\/http\/|main|app\.|config|format-error/.test(path)),
  ).toEqual([]);
});

test('its manifest has no scripts, and just the dependencies that it imports', () => {
  const { scripts, devDependencies, optionalDependencies, overrides, dependencies, peerDependencies } =
    manifest();
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
  expect(peerDependencies).toEqual({ graphql: expect.stringMatching(/^\^16\./) });
});

test('packing leaves the manifest of the project as it was', () => {
  const name = 'package.json';
  expect(readFileSync(join(project, name), 'utf8')).toBe(readFileSync(join(root, name), 'utf8'));
  expect(readdirSync(project).filter((file) => file.startsWith('.package.json'))).toEqual([]);
});

test('after a pack that was interrupted, the next one and restore find the full manifest', async () => {
  const [strip, restore] = ['strip', 'restore'].map(
    (what) => `'${process.execPath}' scripts/library-manifest.ts ${what}`,
  );
  const before = readFileSync(join(project, 'package.json'), 'utf8');
  await sh(`${strip} && ${strip}`, project);
  expect(readJson(join(project, 'package.json'))).toEqual(manifest());
  await sh(`${restore} && ${restore}`, project);
  expect(readFileSync(join(project, 'package.json'), 'utf8')).toBe(before);
});

const program = `import { createSessionGraph, type ErrorCode, type SessionGraph } from 'session-graph';
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
console.log(JSON.stringify({ data, isCode: errors?.[0]?.extensions['code'] === code }));
`;

test("a TypeScript program that installs it compiles and runs, and the README's compiles", async () => {
  const packages = ['graphql', 'typescript', '@types/node', ...Object.keys(manifest().dependencies)];
  for (const name of packages) {
    mkdirSync(dirname(join(consumer, 'node_modules', name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(consumer, 'node_modules', name));
  }
  writeFileSync(join(consumer, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(consumer, 'program.ts'), program);
  const [, example = ''] = /^```ts\n([^]*?)^```$/m.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
  expect(example).toContain("from 'session-graph'");
  writeFileSync(join(consumer, 'readme.ts'), example);
  await sh(
    `'${root}/node_modules/.bin/tsc' --strict --module nodenext --target es2023 --types node program.ts readme.ts`,
    consumer,
  );
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
  });
}, 60_000);
