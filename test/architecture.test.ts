import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { isEnumType } from 'graphql';
import { createSchema } from '../src/graphql/schema.ts';
import { providers } from '../src/providers/index.ts';
import { circles, readProject, type Import, type Project } from './helpers/imports.ts';
import { root } from './helpers/process.ts';

/** From top to bottom: a room imports only rooms below it. */
const rooms = [
  'main.ts',
  'index.ts',
  'cli',
  'server',
  'sandbox',
  'library',
  'client',
  'graphql',
  'reads',
  'providers',
  'stand-in',
  'paging',
  'upstream',
  'model',
];
const ids = providers.map(({ id }) => id.toLowerCase());
const project = readProject(root);

const generated = new Set(['src/model/generated.ts', 'src/client/generated.ts', 'src/client/types.ts']);

const isFile = (name: string): boolean => name.startsWith('src/');
const roomOf = (file: string): string => file.split('/')[1] ?? '';
const providerOf = (file: string): string | undefined =>
  ids.find((id) => file.startsWith(`src/providers/${id}/`));
const isStandIn = (file: string): boolean =>
  /^src\/(sandbox|stand-in)\//.test(file) || /^src\/providers\/\w+\/stand-in/.test(file);

/** The imports that point to a room above or beside, types included. */
function upward({ imports }: Project): string[] {
  return describeAll(
    imports.filter(({ from, to }) => {
      if (!isFile(to) || roomOf(from) === roomOf(to)) return false;
      return rooms.indexOf(roomOf(to)) <= rooms.indexOf(roomOf(from));
    }),
  );
}

function describeAll(imports: readonly Import[]): string[] {
  return imports.map(({ from, to, kind }) => `${from} → ${to} (${kind})`);
}

function violations(isForbidden: (one: Import) => boolean): string[] {
  return describeAll(project.imports.filter(isForbidden));
}

test('every kind of import is found, and every imported file exists', () => {
  const files = new Set(project.sources.map(({ file }) => file));
  expect(project.imports.filter(({ to }) => isFile(to) && !files.has(to))).toEqual([]);
  expect(project.imports).toEqual(
    expect.arrayContaining([
      { from: 'src/upstream/http.ts', to: 'got', kind: 'static' },
      { from: 'src/main.ts', to: 'src/cli/program.ts', kind: 'dynamic' },
      { from: 'src/upstream/call.ts', to: 'src/upstream/observer.ts', kind: 'types' },
      { from: 'src/reads/loaders.ts', to: 'src/reads/registry.ts', kind: 'types' },
    ]),
  );
});

test('every file is in a room', () => {
  expect([...new Set(project.sources.map(({ file }) => roomOf(file)))].toSorted()).toEqual(rooms.toSorted());
});

test('imports run from top to bottom, types included', () => {
  expect(upward(project)).toEqual([]);
});

test('no imports form a circle, types included', () => {
  expect(circles(project)).toEqual([]);
});

test('no file takes its folder from the `pathname` of its URL, which is wrong in a folder with a space', () => {
  const files = globSync('{bench,examples,scripts,src,test}/**/*.ts', {
    cwd: root,
    exclude: ['**/node_modules/**'],
  });
  expect(files).toContain('examples/console/vite.config.ts');
  const wrong = files.filter((file) =>
    /import\.meta\.url\)\.pathname/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(wrong).toEqual([]);
});

describe('on a modified copy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function modified(files: Readonly<Record<string, string>>): Project {
    const copy = mkdtempSync(join(folder, 'copy-'));
    cpSync(join(root, 'src'), join(copy, 'src'), { recursive: true });
    for (const [file, code] of Object.entries(files)) writeFileSync(join(copy, file), code);
    return readProject(copy);
  }

  test('an upward import of a type is found', () => {
    const copy = modified({
      'src/upstream/extra.ts': "import type { GraphContext } from '../reads/context.ts';\n",
    });
    expect(upward(copy)).toEqual(['src/upstream/extra.ts → src/reads/context.ts (types)']);
  });

  test('a circle of type imports is found', () => {
    const copy = modified({
      'src/upstream/one.ts': "import { type Two } from './two.ts';\nexport type One = Two | 1;\n",
      'src/upstream/two.ts': "export type Two = import('./one.ts').One | 2;\n",
    });
    expect(circles(copy)).toEqual([['src/upstream/one.ts', 'src/upstream/two.ts']]);
  });
});

test('every provider has a folder', () => {
  const folders = new Set(project.sources.map(({ file }) => providerOf(file)));
  expect(ids.filter((id) => !folders.has(id))).toEqual([]);
});

test('only the registry imports a provider’s folder', () => {
  expect(
    violations(({ from, to }) => {
      const provider = providerOf(to);
      return provider !== undefined && providerOf(from) !== provider && from !== 'src/providers/index.ts';
    }),
  ).toEqual([]);
});

test('no file outside its folder names a provider, except generated types and examples', () => {
  const exceptions = new Set([...generated, 'src/providers/index.ts', 'src/sandbox/examples.ts']);
  const name = new RegExp(`(?<![a-z])(?:${ids.join('|')})(?![a-z])`, 'i');
  const naming = project.sources.filter(
    ({ file, code }) =>
      providerOf(file) === undefined &&
      !exceptions.has(file) &&
      name.test(code.replace(/A Chatwize chatbot/, '')),
  );
  expect(naming.map(({ file }) => file)).toEqual([]);
});

test('only upstream/http.ts imports got', () => {
  expect(violations(({ from, to }) => /^got(\/|$)/.test(to) && from !== 'src/upstream/http.ts')).toEqual([]);
});

test.each(ids)('the stand-in of %s shares no code with the provider’s operations', (id) => {
  const folder = `src/providers/${id}`;
  const reading = project.loadedWith(`${folder}/operations.ts`);
  const shared = [...project.loadedWith(`${folder}/stand-in.ts`)].filter(
    (file) => isFile(file) && reading.has(file),
  );
  expect(shared).toEqual([]);
});

test.each(['src/cli/serve.ts', 'src/server/server.ts', 'src/index.ts'])('%s loads no stand-in', (file) => {
  expect([...project.loadedWith(file)].filter(isStandIn)).toEqual([]);
});

test('only the sandbox command loads stand-ins', () => {
  const reaching = project.sources.filter(({ code }) => /\.standIn\(/.test(code)).map(({ file }) => file);
  expect(reaching).toEqual(['src/sandbox/index.ts']);
  expect(violations(({ to, kind }) => kind === 'dynamic' && to === 'src/sandbox/index.ts')).toEqual([]);
  expect(
    violations(({ from, to, kind }) => {
      if (!to.startsWith('src/sandbox/') || from.startsWith('src/sandbox/') || kind === 'types') return false;
      return !from.startsWith('src/cli/sandbox');
    }),
  ).toEqual([]);
});

test('the library loads no HTTP server and no logger', () => {
  const server = /^(fastify|@fastify\/|@apollo\/|pino|commander)/;
  expect([...project.loadedWith('src/index.ts')].filter((name) => server.test(name))).toEqual([]);
});

test('only main.ts, cli/ and the check of the Node version touch the process', () => {
  const touching = project.sources.filter(({ code }) =>
    /\bprocess\b\s*[.[?]|\bnode:process\b|\{[^}]*\} = process\b/.test(code),
  );
  expect(touching.filter(({ file }) => !/^src\/(main\.ts|cli\/|model\/node-version\.ts)/.test(file))).toEqual(
    [],
  );
});

test('a file has at most 250 lines', () => {
  const long = project.sources.filter(({ file, lines }) => lines > 250 && !generated.has(file));
  expect(long.map(({ file }) => file)).toEqual([]);
});

test('a provider has the same name in answers and in arguments', () => {
  const schema = createSchema(providers);
  const valuesOf = (name: string): string[] => {
    const type = schema.getType(name);
    const values = isEnumType(type) ? type.getValues() : [];
    return values.map(({ name: value }) => value).toSorted();
  };
  expect(valuesOf('SessionProviderInput')).toEqual(valuesOf('SessionProvider'));
  expect(valuesOf('SessionProvider')).toEqual(providers.map(({ id }) => id).toSorted());
});
