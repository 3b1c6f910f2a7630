import { expect, test } from '@jest/globals';
import { isEnumType } from 'graphql';
import { createSchema } from '../src/graphql/schema.ts';
import { providerDefinitions } from '../src/providers/index.ts';
import { imports, loadedWith, sources, violations } from './helpers/imports.ts';

const vendors = providerDefinitions.map(({ provider }) => provider.toLowerCase());
const vendorOf = (file: string): string | undefined =>
  vendors.find((vendor) => file.startsWith(`src/providers/${vendor}/`));
const isStandIn = (file: string): boolean =>
  file.startsWith('src/sandbox/') || /\/sandbox(-\w+)?\.ts$/.test(file);
const isIn = (file: string, ...places: readonly string[]): boolean =>
  places.some((place) => (place.endsWith('/') ? file.startsWith(place) : file === place));

test('the imports are read: each kind is seen, and each file of the project is found', () => {
  const known = new Set(sources.map(({ file }) => file));
  expect(imports.filter(({ to }) => to.startsWith('src/') && !known.has(to))).toEqual([]);
  expect(imports).toEqual(
    expect.arrayContaining([
      { from: 'src/upstream/http.ts', to: 'got', kind: 'static' },
      { from: 'src/main.ts', to: 'src/sandbox/index.ts', kind: 'dynamic' },
      { from: 'src/context.ts', to: 'src/loaders.ts', kind: 'types' },
    ]),
  );
});

test('every vendor has a folder of its own', () => {
  expect(vendors.filter((vendor) => !sources.some(({ file }) => vendorOf(file) === vendor))).toEqual([]);
});

test('upstream/ stands on the errors alone', () => {
  const below = ['src/upstream/', 'src/errors.ts', 'src/logger.ts'];
  expect(
    violations(({ from, to, kind }) => {
      if (!isIn(from, 'src/upstream/') || !to.startsWith('src/') || isIn(to, ...below)) return false;
      return !(kind === 'types' && to === 'src/graphql/generated.ts');
    }),
  ).toEqual([]);
});

test('errors.ts stands on nothing', () => {
  expect(violations(({ from, kind }) => from === 'src/errors.ts' && kind !== 'types')).toEqual([]);
});

test('providers and upstream know nothing of what is built of them', () => {
  const above = ['src/main.ts', 'src/app.ts', 'src/config.ts', 'src/graph.ts', 'src/index.ts', 'src/http/'];
  const lower = ['src/providers/', 'src/upstream/', 'src/connection/', 'src/graphql/'];
  expect(violations(({ from, to }) => isIn(from, ...lower) && isIn(to, ...above))).toEqual([]);
});

test('nothing imports main.ts, and only main.ts imports app.ts', () => {
  expect(violations(({ to }) => to === 'src/main.ts')).toEqual([]);
  expect(violations(({ from, to }) => to === 'src/app.ts' && from !== 'src/main.ts')).toEqual([]);
});

test('graphql/ and the context load no vendor’s folder and not upstream/', () => {
  expect(
    violations(({ from, to, kind }) => {
      if (
        kind === 'types' ||
        !isIn(from, 'src/graphql/', 'src/context.ts', 'src/loaders.ts', 'src/registry.ts')
      ) {
        return false;
      }
      return vendorOf(to) !== undefined || isIn(to, 'src/upstream/');
    }),
  ).toEqual([]);
});

test('a vendor’s folder is named by the registry and the stand-ins’ alone', () => {
  const registries = ['src/providers/index.ts', 'src/sandbox/stand-ins.ts', 'src/graphql/generated.ts'];
  expect(
    violations(({ from, to }) => {
      const vendor = vendorOf(to);
      return vendor !== undefined && vendorOf(from) !== vendor && !isIn(from, ...registries);
    }),
  ).toEqual([]);
});

test('only upstream/http.ts imports got', () => {
  expect(violations(({ from, to }) => /^got(\/|$)/.test(to) && from !== 'src/upstream/http.ts')).toEqual([]);
});

test.each(vendors)('the stand-in of %s shares no code with what reads the vendor', (vendor) => {
  const folder = `src/providers/${vendor}`;
  const reading = new Set([...loadedWith(`${folder}/api.ts`), ...loadedWith(`${folder}/map.ts`)]);
  const shared = [...loadedWith(`${folder}/sandbox.ts`)].filter(
    (file) => file.startsWith('src/') && reading.has(file),
  );
  expect(shared).toEqual([]);
});

test.each(['src/main.ts', 'src/app.ts', 'src/index.ts'])('%s loads no stand-in', (file) => {
  expect([...loadedWith(file)].filter(isStandIn)).toEqual([]);
});

test('only main.ts and the sandbox reach a stand-in', () => {
  expect(violations(({ from, to }) => isStandIn(to) && !isStandIn(from) && from !== 'src/main.ts')).toEqual(
    [],
  );
});

test('the library loads no HTTP server and no logger', () => {
  const server = /^(fastify|@fastify\/|@as-integrations\/|@apollo\/|pino)/;
  expect([...loadedWith('src/index.ts')].filter((name) => server.test(name))).toEqual([]);
});

test('only main.ts touches the process', () => {
  const touching = sources.filter(({ code }) =>
    /\bprocess\b\s*[.[?]|\bnode:process\b|\{[^}]*\} = process\b/.test(code),
  );
  expect(touching.map(({ file }) => file)).toEqual(['src/main.ts']);
});

test('a vendor has one name in answers and in arguments', () => {
  const schema = createSchema(providerDefinitions);
  const valuesOf = (name: string): string[] => {
    const type = schema.getType(name);
    return isEnumType(type)
      ? type
          .getValues()
          .map(({ name: value }) => value)
          .toSorted()
      : [];
  };
  expect(valuesOf('SessionProviderInput')).toEqual(valuesOf('SessionProvider'));
  expect(valuesOf('SessionProvider')).toEqual(providerDefinitions.map(({ provider }) => provider).toSorted());
});
