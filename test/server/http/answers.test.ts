import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { idOf, startVendor } from '../../engine/vendors.ts';
import { ask, readZep, startReplica, type Replica } from '../../engine/replica.ts';
import { bearer, file } from '../auth/asking.ts';
import { sign } from '../auth/issuer.ts';
import { claims, key, keySet } from '../auth/token-cases.ts';
import { post } from '../../helpers/graphql-server.ts';
import { stopClock } from '../../helpers/clock.ts';
import { json, startServer as startListing } from '../../helpers/server.ts';
import { until } from '../../helpers/until.ts';
import { scrape } from '../metrics/metrics.ts';

const id = idOf(1);
const withEmail =
  'query ($id: String!) { zepSession(externalId: $id) { externalId fetchedAt participant { externalId } } }';

async function repeated({ url }: Replica): Promise<number | undefined> {
  return (await scrape(url)).get('session_graph_answers_repeated_total');
}

async function textOf(answer: ReturnType<typeof ask>): Promise<string> {
  return JSON.stringify((await answer).body);
}

function keyOf(name: string, scopes: readonly string[]) {
  return { name, sha256: createHash('sha256').update(`${name}-0123456789`).digest('hex'), scopes };
}

test('an operation whose reads are fresh is answered again as it was, and its reads count as hits', async () => {
  await using zep = await startVendor('ZEP');
  await using server = await startReplica({ ZEP: zep });
  const texts = [await readZep(server.url, id), await readZep(server.url, id), await readZep(server.url, id)];
  expect(new Set(texts.map((text) => JSON.stringify(text))).size).toBe(1);
  expect(texts[2]?.data?.zepSession).toMatchObject({ externalId: id, stale: false });
  expect([await repeated(server), zep.arrivals.length]).toEqual([2, 1]);
  expect(
    (await scrape(server.url)).get(
      'session_graph_cache_reads_total{provider="ZEP",operation="getSession",outcome="hit"}',
    ),
  ).toBe(2);
});

test('other variables, another operation of the same document and another document are other answers', async () => {
  await using zep = await startVendor('ZEP');
  await using server = await startReplica({ ZEP: zep });
  const document = `query A { zepSession(externalId: "${id}") { externalId } }
    query B { zepSession(externalId: "${id}") { provider } }`;
  const askFor = async (operationName: string) =>
    (await post(server.url, JSON.stringify({ query: document, operationName }))).text();
  expect(await askFor('A')).toContain(`"externalId":"${id}"`);
  expect(await askFor('B')).toContain('"provider":"ZEP"');
  expect((await readZep(server.url, id)).data?.zepSession?.externalId).toBe(id);
  expect((await readZep(server.url, idOf(2))).data?.zepSession?.externalId).toBe(idOf(2));
  expect(await repeated(server)).toBe(0);
});

test('after a purge the operation is executed again', async () => {
  await using zep = await startVendor('ZEP');
  const token = 'operator-token-0123456789';
  await using server = await startReplica({ ZEP: zep }, { OPERATOR_TOKEN: token });
  await readZep(server.url, id);
  const purged = await fetch(`${server.url}/cache/zep/${id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
  });
  expect(purged.status).toBe(204);
  await readZep(server.url, id);
  expect([await repeated(server), zep.arrivals.length]).toEqual([0, 2]);
});

test('an answer with an error is never sent again', async () => {
  await using zep = await startVendor('ZEP');
  await using server = await startReplica({ ZEP: zep });
  const mixed = 'query ($id: String!) { zepSession(externalId: $id) { id } session(id: "none") { id } }';
  for (let time = 0; time < 2; time += 1) {
    expect(await textOf(ask(server.url, mixed, { id }))).toContain('BAD_USER_INPUT');
  }
  expect([await repeated(server), zep.arrivals.length]).toEqual([0, 1]);
});

test('a client that asks for fresher data than the answer has gets its own', async () => {
  await using zep = await startVendor('ZEP');
  await using server = await startReplica({ ZEP: zep }, { CLIENT_CACHE_CONTROL: 'on' });
  using clock = stopClock();
  await readZep(server.url, id);
  clock.pass(5_000);
  await readZep(server.url, id, { 'cache-control': 'max-age=2' });
  expect([await repeated(server), zep.arrivals.length]).toEqual([0, 2]);
});

test('an answer that was stale only for its client is not sent to others', async () => {
  await using zep = await startVendor('ZEP');
  await using server = await startReplica({ ZEP: zep }, { CLIENT_CACHE_CONTROL: 'on' });
  using clock = stopClock();
  const isStale = async (headers: Record<string, string> = {}) =>
    (await readZep(server.url, id, headers)).data?.zepSession?.stale;
  expect(await isStale({ 'cache-control': 'max-age=60' })).toBe(false);
  clock.pass(5_000);
  const release = zep.hold();
  expect(await isStale({ 'cache-control': 'max-age=2, max-stale=60' })).toBe(true);
  expect(await isStale()).toBe(false);
  release();
});

test('callers with other scopes do not get each other’s answers', async () => {
  await using zep = await startVendor('ZEP');
  const keys = [
    keyOf('all', ['sessions:*', 'personal-data']),
    keyOf('some', ['sessions:*']),
    keyOf('other', ['personal-data', 'sessions:*']),
  ];
  await using server = await startReplica({ ZEP: zep }, { AUTH_API_KEYS_FILE: file('keys.json', { keys }) });
  const askAs = (name: string) =>
    textOf(ask(server.url, withEmail, { id }, { 'x-api-key': `${name}-0123456789` }));
  const all = await askAs('all');
  expect(all).not.toContain('FORBIDDEN');
  expect(await askAs('some')).toContain('FORBIDDEN');
  expect(await repeated(server)).toBe(0);
  expect(await askAs('other')).toBe(all);
  expect(await repeated(server)).toBe(1);
});

test('a token with one scope that looks like two gets no answer of a caller with both', async () => {
  await using zep = await startVendor('ZEP');
  await using server = await startReplica(
    { ZEP: zep },
    { ...claims, AUTH_JWKS_FILE: file('jwks.json', keySet) },
  );
  const askWith = async (scope: readonly string[]) =>
    textOf(ask(server.url, withEmail, { id }, bearer(await sign({ key, claims: { scope } }))));
  expect(await askWith(['personal-data', 'sessions:zep'])).toContain(id);
  expect(await askWith(['personal-data sessions:zep'])).toContain('FORBIDDEN');
});

test('with an audit log every read of personal data is logged', async () => {
  await using zep = await startVendor('ZEP');
  await using server = await startReplica({ ZEP: zep }, { AUDIT_LOG: 'on' });
  for (let time = 0; time < 2; time += 1) await ask(server.url, withEmail, { id });
  await until(() => server.log.filter((line) => line.includes('personal data was read')).length === 2);
  expect(await repeated(server)).toBe(0);
});

test('the cost of an operation is part of the answer only for those who want it', async () => {
  await using zep = await startVendor('ZEP');
  await using server = await startReplica({ ZEP: zep });
  await readZep(server.url, id);
  const priced = await readZep(server.url, id, { 'x-operation-cost': '1' });
  expect(priced).toHaveProperty('extensions.cost');
  expect(await readZep(server.url, id)).not.toHaveProperty('extensions');
});

test('the vendors’ status is never repeated', async () => {
  await using zep = await startVendor('ZEP');
  await using server = await startReplica({ ZEP: zep });
  const both =
    'query ($id: String!) { zepSession(externalId: $id) { id } sessionProviders { availability } }';
  for (let time = 0; time < 2; time += 1) await ask(server.url, both, { id });
  expect([await repeated(server), zep.arrivals.length]).toEqual([0, 1]);
});

test('tenants with one account and other chatbots do not get each other’s list of all sessions', async () => {
  await using chatwize = await startListing((request, response) => {
    const [, chatbot] = /chatbot\/([^/]+)\//.exec(request.url ?? '') ?? [];
    json([{ uuid: `session-of-${chatbot}`, created_at: '2026-01-01T00:00:00Z' }])(request, response);
  });
  const names = ['acme', 'globex'];
  const keys = names.map((name) => ({ ...keyOf(name, ['sessions:*']), tenant: name }));
  const tenants = names.map((name) => [
    name,
    { CHATWIZE_API_TOKEN: 'one', CHATWIZE_BASE_URL: chatwize.url, CHATWIZE_CHATBOT_IDS: `bot-of-${name}` },
  ]);
  await using server = await startReplica(
    {},
    {
      AUTH_API_KEYS_FILE: file('keys.json', { keys }),
      TENANTS_FILE: file('tenants.json', { tenants: Object.fromEntries(tenants) }),
    },
  );
  const document = '{ sessions { nodes { externalId } } }';
  const askAs = (name: string) =>
    textOf(ask(server.url, document, {}, { 'x-api-key': `${name}-0123456789` }));
  for (const name of [...names, ...names]) expect(await askAs(name)).toContain(`session-of-bot-of-${name}`);
  expect([await repeated(server), chatwize.paths.length]).toEqual([2, 2]);
});
