import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';
import { encodeNodeId } from '../../../src/model/node-id.ts';
import { startReplica, type Replica } from '../../engine/replica.ts';
import { post, type GraphqlAnswer } from '../../helpers/graphql-server.ts';
import { describeWithRedis } from '../../helpers/programs.ts';
import { startRedis, type TestRedis } from '../../helpers/redis.ts';
import { startServer as startVendor, type Answer, type TestServer } from '../../helpers/server.ts';
import { until } from '../../helpers/until.ts';
import { scrapeText } from '../metrics/metrics.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

const tenants = ['acme', 'globex'] as const;
type Tenant = (typeof tenants)[number];
const otherThan = (tenant: Tenant): Tenant => (tenant === 'acme' ? 'globex' : 'acme');

const chatbot = '6f0f5f38-4c53-4a6f-9a6d-2f7a2d1c9b11';
const uuid = (owner: string, number: number): string =>
  `${createHash('sha256').update(owner).digest('hex').slice(0, 8)}-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Whose credential each call was made with. */
let calls: string[] = [];

/** Every record says whose credential it was read with. */
const answer: Answer = ({ url = '', headers }, response) => {
  const owner = /key-of-(\w+)/.exec(String(headers.authorization))?.[1] ?? '';
  calls.push(owner);
  const row = (number: number) => ({
    uuid: uuid(owner, number),
    created_at: `2026-01-0${number}T00:00:00Z`,
    meta: { owner: `private-to-${owner}` },
  });
  const body = url.includes('/chatwize/')
    ? [1, 2, 3, 4].map(row)
    : { session_id: 'shared', user_id: `user-of-${owner}`, metadata: { owner: `private-to-${owner}` } };
  response.end(JSON.stringify(body));
};

const id = encodeNodeId({ type: 'ZepSession', externalId: 'shared' });
const record = '{ id ... on ZepSession { userId raw } }';
const ways: readonly (readonly [string, string])[] = [
  ['zepSession', `{ zepSession(externalId: "shared") { id userId raw } }`],
  ['session', `{ session(id: "${id}") ${record} }`],
  ['sessionsByIds', `{ sessionsByIds(ids: ["${id}", "${id}"]) ${record} }`],
  ['node', `{ node(id: "${id}") ${record} }`],
  ['nodes', `{ nodes(ids: ["${id}"]) ${record} }`],
  ['sessionByExternalId', `{ sessionByExternalId(provider: ZEP, externalId: "shared") ${record} }`],
  [
    '_entities',
    `{ _entities(representations: [{ __typename: "ZepSession", id: "${id}" }]) { ... on ZepSession ${record} } }`,
  ],
  [
    'a list',
    `{ chatwizeChatbot(externalId: "${chatbot}") { sessions { totalCount edges { cursor node { id raw } } } } }`,
  ],
];

const readZep = (name: string): string => `{ zepSession(externalId: "${name}") { id } }`;

describeWithRedis('two tenants on two replicas, that ask for the same ids', () => {
  let vendor: TestServer;
  let redis: TestRedis;
  let replicas: readonly Replica[];

  beforeEach(async () => {
    calls = [];
    vendor = await startVendor(answer);
    redis = await startRedis();
    const environment = {
      PORT: '0',
      REDIS_URL: redis.url,
      AUDIT_LOG: 'on',
      OPERATOR_TOKEN: 'operator-token-0123456789',
      ZEP_CACHE_OPEN_MS: '600000',
      CHATWIZE_CACHE_LIST_MS: '600000',
      ...files(vendor.url),
    };
    replicas = [await startReplica({}, environment), await startReplica({}, environment)];
    for (const { log } of replicas) await until(() => log.some((line) => line.includes('Redis is up')));
  });
  afterEach(async () => {
    for (const replica of replicas) await replica[Symbol.asyncDispose]();
    await redis[Symbol.asyncDispose]();
    await vendor[Symbol.asyncDispose]();
  });

  const callsOf = (tenant: Tenant): number => calls.filter((owner) => owner === tenant).length;

  test.each(ways)(
    'get their own through %s: from the vendor, in flight, from memory and from Redis',
    async (_, document) => {
      const [one, other] = replicas as [Replica, Replica];
      const many = Array.from({ length: 20 }, (_each, number) => tenants[number % 2] as Tenant);
      const rounds = [
        // Both at the same time: reads are in flight for both.
        await Promise.all(many.map((tenant) => ask(one, tenant, document))),
        // From memory.
        await Promise.all(many.map((tenant) => ask(one, tenant, document))),
      ];
      await until(
        async () => document.includes('chatwize') || (await redis.client.keys('*getSession*')).length === 2,
      );
      // From Redis, where sessions are, and lists are not.
      rounds.push(await Promise.all(many.map((tenant) => ask(other, tenant, document))));
      for (const answers of rounds) {
        for (const [number, text] of answers.entries()) {
          const tenant = many[number] as Tenant;
          expect(text).toContain(`private-to-${tenant}`);
          expect(text).not.toContain(`private-to-${otherThan(tenant)}`);
          expect(text).not.toContain('"errors"');
        }
      }
      expect(tenants.map(callsOf)).toEqual(document.includes('chatwize') ? [2, 2] : [1, 1]);
    },
  );

  test('share no key in Redis, and no key names a tenant or a credential', async () => {
    const [one] = replicas as [Replica];
    for (const tenant of tenants) {
      await ask(one, tenant, ways[0]?.[1] ?? '');
      await until(async () => (await redis.client.keys('*')).length > 0);
    }
    await until(async () => (await redis.client.keys('*getSession*')).length === 2);
    const keys = await redis.client.keys('*');
    expect(keys.join()).not.toMatch(/acme|globex|key-of/);
    const sessions = keys.filter((key) => key.includes('getSession'));
    const values = await Promise.all(sessions.map((key) => redis.client.get(key)));
    for (const tenant of tenants) {
      expect(values.filter((value) => value?.includes(`private-to-${tenant}`))).toHaveLength(1);
    }
    expect(values.join()).not.toContain('key-of');
  });

  test('see only their own rows behind the cursor of another', async () => {
    const [one, other] = replicas as [Replica, Replica];
    const page = (after?: string) =>
      `{ chatwizeChatbot(externalId: "${chatbot}") { sessions(first: 2${after ? `, after: "${after}"` : ''}) { edges { cursor node { raw } } } } }`;
    const answers = await Promise.all(tenants.map((tenant) => ask(one, tenant, page())));
    for (const [number, text] of answers.entries()) {
      const [, cursor = ''] = /"cursor":"([^"]+)"/.exec(text) ?? [];
      const thief = otherThan(tenants[number] as Tenant);
      const stolen = await ask(other, thief, page(cursor));
      expect(stolen).toContain(`private-to-${thief}`);
      expect(stolen).not.toContain(`private-to-${otherThan(thief)}`);
    }
  });

  test('lose nothing by the purge of another, on either replica', async () => {
    const [one, other] = replicas as [Replica, Replica];
    const document = ways[0]?.[1] ?? '';
    const readAll = () =>
      Promise.all(replicas.flatMap((at) => tenants.map((tenant) => ask(at, tenant, document))));
    await ask(one, 'acme', document);
    await ask(one, 'globex', document);
    await until(async () => (await redis.client.keys('*getSession*')).length === 2);
    await readAll();
    expect(tenants.map(callsOf)).toEqual([1, 1]);
    const purged = await fetch(`${other.url}/cache/zep/shared?tenant=acme`, {
      method: 'DELETE',
      headers: { authorization: 'Bearer operator-token-0123456789' },
    });
    expect(purged.status).toBe(204);
    await until(async () => {
      await readAll();
      return callsOf('acme') > 1;
    });
    expect(callsOf('globex')).toBe(1);
  });

  test('spend their own quota only', async () => {
    const [one, other] = replicas as [Replica, Replica];
    // The vendor sends another session, which is an error of its own; the call counts all the same.
    for (const name of ['a', 'b', 'c']) await ask(one, 'acme', readZep(name));
    expect(await ask(other, 'acme', readZep('d'))).toContain('UPSTREAM_RATE_LIMITED');
    expect(await ask(other, 'globex', ways[0]?.[1] ?? '')).toContain('private-to-globex');
  });

  test('cannot be told apart in metrics, and can in the audit log', async () => {
    const [one] = replicas as [Replica];
    await Promise.all(tenants.map((tenant) => ask(one, tenant, ways[0]?.[1] ?? '')));
    const metrics = await scrapeText(one.url);
    expect(metrics).toContain(
      'session_graph_upstream_calls_total{provider="ZEP",operation="getSession",outcome="OK"} 2',
    );
    expect(metrics).toContain('session_graph_breaker_state{provider="ZEP",state="closed"} 1');
    expect(metrics).toContain('session_graph_queue_length{provider="ZEP"} 0');
    expect(metrics).not.toMatch(/acme|globex|key-of|private-to/);
    const audited = () =>
      one.log.filter((line) => line.includes('"audit":true')).map((line) => JSON.parse(line) as object);
    await until(() => audited().length === 2);
    expect(audited()).toEqual(
      expect.arrayContaining(
        tenants.map((tenant) =>
          expect.objectContaining({ tenant, caller: `key:console of ${tenant}`, sessions: [id] }),
        ),
      ),
    );
    expect(one.log.join()).not.toMatch(/key-of|private-to/);
  });
});

async function ask({ url }: Replica, tenant: Tenant, query: string): Promise<string> {
  const headers = { 'x-api-key': `api-key-of-${tenant}` };
  const response = await post(url, JSON.stringify({ query }), { headers });
  const body = (await response.json()) as GraphqlAnswer<unknown>;
  return JSON.stringify(body);
}

const keyOf = (tenant: string) => ({
  name: `console of ${tenant}`,
  sha256: createHash('sha256').update(`api-key-of-${tenant}`).digest('hex'),
  scopes: ['sessions:*', 'personal-data'],
  tenant,
});

/** The files of tenants and their API keys. */
function files(vendorUrl: string): Record<string, string> {
  const write = (name: string, content: object): string => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(content));
    return path;
  };
  const entry = (tenant: string) => ({
    ZEP_API_KEY: `key-of-${tenant}`,
    ZEP_BASE_URL: `${vendorUrl}/zep`,
    CHATWIZE_API_TOKEN: `key-of-${tenant}`,
    CHATWIZE_BASE_URL: `${vendorUrl}/chatwize`,
  });
  return {
    TENANTS_FILE: write('tenants.json', {
      tenants: Object.fromEntries(tenants.map((name) => [name, entry(name)])),
    }),
    AUTH_API_KEYS_FILE: write('keys.json', { keys: tenants.map(keyOf) }),
    ZEP_QUOTA: '3',
    ZEP_QUOTA_WINDOW_MS: '3600000',
  };
}
