import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { sandboxEnvironment } from '../src/cli/sandbox-mode.ts';
import { errorCodes } from '../src/model/errors.ts';
import { encodeNodeId } from '../src/model/node-id.ts';
import { providers } from '../src/providers/index.ts';
import { environmentVariables, loadConfig, type Config } from '../src/server/config.ts';
import { block, blocks, documents, read } from './helpers/documents.ts';
import { query, startServer } from './helpers/graphql-server.ts';
import { root, runSandbox } from './helpers/process.ts';

const cellsOf = (row: string): string[] =>
  row
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());

/** The rows of all tables under the headings of level 2 that match, without the header rows. */
function rows(document: string, headings: RegExp): string[][] {
  const sections = read(document).split(/^## /m).slice(1);
  return sections
    .filter((section) => headings.test(section.split('\n')[0] ?? ''))
    .flatMap((section) => section.match(/^\|[ |-]+\|\n(?:\|.*\n)+/gm) ?? [])
    .flatMap((table) => table.trimEnd().split('\n').slice(1))
    .map(cellsOf);
}

const code = (cell = ''): string => cell.replaceAll('`', '');

describe.each(['README.md', 'docs/errors.md'])('%s', (document) => {
  test('its query has its response', async () => {
    await using server = await startServer();
    expect(await query(server.url, block(document, 'graphql'))).toEqual(JSON.parse(block(document, 'json')));
  });
});

test('the query of the README is an example of GraphiQL', async () => {
  await using server = await startServer();
  const examples = await fetch(`${server.url}/graphiql/examples.json`);
  const queries = ((await examples.json()) as { query: string }[]).map(({ query: text }) => text);
  expect(queries).toContainEqual(expect.stringContaining(block('README.md', 'graphql')));
});

test('the query of docs/frontend.md goes back in a conversation', async () => {
  await using server = await startServer();
  const chat = blocks('docs/frontend.md', 'graphql').find((text) => text.startsWith('query Chat(')) ?? '';
  const id = encodeNodeId({ type: 'ZepSession', externalId: 'b2b-nikos-q1' });
  const messagesOf = async (variables: object) => {
    const { data, errors } = await query(server.url, chat, variables);
    expect(errors).toBeUndefined();
    return (data as { session: { messages: FrontendPage } }).session.messages;
  };
  const last = await messagesOf({ id, last: 50 });
  const before = await messagesOf({ id, last: 50, before: last.pageInfo.startCursor });
  expect([last, before].map(({ edges }) => edges.at(-1)?.node.text)).toEqual([
    'Order 1500 is confirmed.',
    'Order 1475 is confirmed.',
  ]);
});

test('every query in the docs is valid, and no page of a list is shown with nodes', () => {
  const schema = buildSchema(read('published/schema.graphql'));
  const queries = ['docs/frontend.md', 'docs/all-sessions.md']
    .flatMap((document) => blocks(document, 'graphql'))
    // test/client/guide.test.ts compiles Relay's.
    .filter((text) => !text.includes('@argumentDefinitions'));
  for (const text of queries) expect(validate(schema, parse(text))).toEqual([]);
  expect(queries.length).toBeGreaterThan(2);
  for (const document of documents) expect(read(document)).not.toMatch(/\bnodes \{/);
});

interface FrontendPage {
  readonly pageInfo: { readonly startCursor: string };
  readonly edges: readonly { readonly node: { readonly text: string } }[];
}

test('the README shows what the sandbox prints', async () => {
  await using sandbox = await runSandbox();
  const printed = sandbox.process
    .output()
    .replaceAll(sandbox.url, 'http://127.0.0.1:4000')
    .replaceAll(sandbox.sandboxUrl, 'http://127.0.0.1:4010');
  expect(printed).toContain(block('README.md', 'text'));
});

describe('docs/configuration.md', () => {
  const credentials = providers.map(({ credentialVariable }) => credentialVariable);
  const minimal = Object.fromEntries(credentials.map((variable) => [variable, 'credential']));

  test('has every variable with its default, and no other', () => {
    const documented = rows('docs/configuration.md', /^(?!Sandbox defaults|Proxies)/).flatMap(
      ([name = '', value = '']) =>
        expand(code(name)).map(([variable, provider]) => [variable, defaultIn(value, provider)] as const),
    );
    const names = documented.map(([variable]) => variable);
    expect(names.toSorted()).toEqual(environmentVariables(providers).toSorted());

    const values = valuesOf(loadConfig(minimal, providers));
    const actual = names.map((name) => [name, credentials.includes(name) ? '–' : (values[name] ?? '–')]);
    expect(documented).toEqual(actual);
  });

  test('has every default that differs in the sandbox, and no other', () => {
    const documented = rows('docs/configuration.md', /^Sandbox defaults/).flatMap(([name = '', value = '']) =>
      expand(code(name)).map(([variable]) => [variable, code(value)] as const),
    );
    const usual = valuesOf(loadConfig(minimal, providers));
    const environment = sandboxEnvironment();
    const inSandbox = valuesOf(loadConfig(environment, providers));
    expect(documented).toEqual(documented.map(([name]) => [name, inSandbox[name]]));

    const different = Object.keys(inSandbox).filter((name) => inSandbox[name] !== usual[name]);
    const known = new Set([...documented.map(([name]) => name), ...credentials]);
    expect(different.filter((name) => !known.has(name))).toEqual([]);
    expect(different).toContain('CACHE');
  });

  test('has no default in a unit that is not the same as in the plain number', () => {
    const units: Record<string, number> = { s: 1000, min: 60_000, MiB: 1024 ** 2 };
    const hints = rows('docs/configuration.md', /^/).flatMap(([name, value = '']) =>
      [...value.matchAll(/^`(\d+)` \((\d+) (\w+)\)$/g)].map(([, plain, count, unit = '']) => ({
        name,
        plain: Number(plain),
        inUnit: Number(count) * (units[unit] ?? NaN),
      })),
    );
    expect(hints.length).toBeGreaterThan(10);
    expect(hints.filter(({ plain, inUnit }) => plain !== inUnit)).toEqual([]);
  });
});

/** A variable of each provider for `<PROVIDER>_…`. */
function expand(name: string): [variable: string, provider: string | undefined][] {
  if (!name.startsWith('<PROVIDER>_')) return [[name, undefined]];
  return providers.map((provider) => [name.replace('<PROVIDER>', provider.id), provider.name]);
}

/** Reads "`0` (OpenCX: `100`)", "`5000` (5 s)" and "–". */
function defaultIn(cell: string, provider: string | undefined): string {
  const [, own] = new RegExp(`\\b${provider}: \`([^\`]+)\``).exec(cell) ?? [];
  const [, usual = cell] = /^`([^`]+)`/.exec(cell) ?? [];
  return own ?? usual;
}

/** What a configuration holds, by environment variable and as it would be written there. */
function valuesOf({ server, graph, providers: settings }: Config): Record<string, string> {
  const all: Record<string, unknown> = { ...server };
  for (const [name, value] of Object.entries(graph)) all[variableOf(name)] = value;
  for (const { id, credentialVariable } of providers) {
    for (const [name, value] of Object.entries(settings[id] ?? {})) {
      all[name === 'credential' ? credentialVariable : `${id}_${variableOf(name)}`] = value;
    }
  }
  const values = Object.entries(all).map(([name, value]) => [name, written(value)]);
  return Object.fromEntries(values.filter(([, value]) => value !== ''));
}

/** `timeoutMs` is `TIMEOUT_MS`. */
function variableOf(setting: string): string {
  return setting.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

function written(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (value instanceof URL) return value.href.replace(/\/$/, '');
  return String(value);
}

describe('docs/errors.md', () => {
  test('has every code, with whether a retry can help', () => {
    const documented = rows('docs/errors.md', /^Error codes$/).map(([name, retryable]) => [
      code(name),
      retryable === 'yes',
    ]);
    const own = Object.entries(errorCodes).map(([name, { retryable }]) => [name, retryable]);
    const ofHttp = [
      ['INTERNAL_SERVER_ERROR', false],
      ['BAD_REQUEST', false],
      ['UNAUTHORIZED', false],
      ['PERSISTED_QUERY_NOT_FOUND', false],
      ['SERVICE_UNAVAILABLE', true],
    ];
    expect(own.length).toBeGreaterThan(9);
    expect(documented.toSorted()).toEqual([...own, ...ofHttp].toSorted());
  });
});

test('every test that the threat model names exists', () => {
  const named = [...read('docs/threat-model.md').matchAll(/`(test\/[^`]+)`/g)].map(([, file = '']) => file);
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test.each(documents)('the links of %s lead somewhere', (document) => {
  const links = [...read(document).matchAll(/\]\(([^)]+)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^https?:/.test(link));
  expect(links.filter((link) => !leadsSomewhere(document, link))).toEqual([]);
});

function leadsSomewhere(document: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? document : join(dirname(document), path);
  if (!existsSync(join(root, target))) return false;
  return anchor === undefined || anchorsOf(target).includes(anchor);
}

/** The anchors that GitHub gives to headings. */
function anchorsOf(document: string): string[] {
  return [...read(document).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
