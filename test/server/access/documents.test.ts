import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { post, startServer } from '../../helpers/graphql-server.ts';
import { until } from '../../helpers/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

const body = 'query Providers { sessionProviders { provider } }';
const id = createHash('sha256').update(body).digest('hex');
const manifests = {
  apollo: {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [{ id, name: 'Providers', type: 'query', body }],
  },
  relay: { [id]: body },
};

function manifest(content: object): string {
  const path = join(folder, 'manifest.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const start = (policy: string, content: object = manifests.relay) =>
  startServer({ environment: { TRUSTED_DOCUMENTS: policy, TRUSTED_DOCUMENTS_FILE: manifest(content) } });

type Answer = { data?: unknown; errors?: { message: string; extensions: { code: string } }[] };

async function ask(url: string, request: object): Promise<string> {
  return outcome(await post(url, JSON.stringify(request)));
}

async function get(url: string, parameters: Record<string, string>): Promise<string> {
  const headers = { 'apollo-require-preflight': 'true' };
  return outcome(await fetch(`${url}/graphql?${new URLSearchParams(parameters)}`, { headers }));
}

async function outcome(response: Response): Promise<string> {
  const { errors } = (await response.json()) as Answer;
  return errors ? `${response.status} ${errors[0]?.extensions.code}` : `${response.status} data`;
}

const persisted = { persistedQuery: { version: 1, sha256Hash: id } };
const unknown = 'f'.repeat(64);

test.each(Object.entries(manifests))(
  'a document of the %s manifest runs by its id, in every form',
  async (_, content) => {
    await using server = await start('enforce', content);
    const { url } = server;
    expect(
      await Promise.all([
        ask(url, { documentId: id }),
        ask(url, { extensions: persisted }),
        ask(url, { documentId: id, query: body }),
        ask(url, { query: body }),
        get(url, { documentId: id }),
        get(url, { extensions: JSON.stringify(persisted) }),
      ]),
    ).toEqual(Array.from({ length: 6 }, () => '200 data'));
  },
);

test.each<[string, object, string]>([
  ['another document', { query: '{ sessionProviders { enabled } }' }, '403 FORBIDDEN'],
  ['the document with a space more', { query: `${body} ` }, '403 FORBIDDEN'],
  ['an unknown id', { documentId: unknown }, '400 PERSISTED_QUERY_NOT_FOUND'],
  ['a name of Object.prototype as id', { documentId: 'constructor' }, '400 PERSISTED_QUERY_NOT_FOUND'],
  [
    'an unknown hash',
    { extensions: { persistedQuery: { version: 1, sha256Hash: unknown } } },
    '400 PERSISTED_QUERY_NOT_FOUND',
  ],
  ['an id with the text of another document', { documentId: id, query: '{ __typename }' }, '400 BAD_REQUEST'],
  ['neither a document nor an id', { variables: {} }, '400 BAD_REQUEST'],
  ['an id that is not a text', { documentId: [id] }, '400 BAD_REQUEST'],
])('enforce refuses %s', async (_, request, answer) => {
  await using server = await start('enforce');
  expect(await ask(server.url, request)).toBe(answer);
});

test('report serves a text that comes with an unknown id, and says that the id alone is unknown', async () => {
  await using server = await start('report');
  const unknownHash = { persistedQuery: { version: 1, sha256Hash: unknown } };
  expect([
    await ask(server.url, { query: '{ __typename }', extensions: unknownHash }),
    await ask(server.url, { query: '{ __typename }', documentId: unknown }),
    await ask(server.url, { extensions: unknownHash }),
  ]).toEqual(['200 data', '200 data', '400 PERSISTED_QUERY_NOT_FOUND']);
  await until(() => server.log.filter((line) => line.includes('not in the manifest')).length === 2);
});

test('report serves other documents and logs that they are not in the manifest', async () => {
  await using server = await start('report');
  expect(await ask(server.url, { query: '{ sessionProviders { enabled } }' })).toBe('200 data');
  expect(await ask(server.url, { documentId: id })).toBe('200 data');
  expect(server.log.filter((line) => line.includes('document is not in the manifest'))).toHaveLength(1);
});

test('off knows no ids', async () => {
  await using server = await start('off');
  expect(await ask(server.url, { documentId: id })).toBe('400 BAD_REQUEST');
});

test('a manifest that changes is read again', async () => {
  await using server = await start('enforce');
  const other = '{ sessionProviders { enabled } }';
  manifest({ other });
  await until(async () => (await ask(server.url, { documentId: 'other' })) === '200 data');
  expect(await ask(server.url, { documentId: id })).toBe('400 PERSISTED_QUERY_NOT_FOUND');
});
