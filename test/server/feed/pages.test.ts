import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SessionProvider } from '../../../src/model/generated.ts';
import { CHATBOTS } from '../../../src/providers/chatwize/stand-in-data.ts';
import { stopClock } from '../../helpers/clock.ts';
import { query, startServer, type TestServer } from '../../helpers/graphql-server.ts';
import { until } from '../../helpers/until.ts';
import { ask } from '../../engine/replica.ts';
import { feedPage, states, walk, type FeedNode } from './feed.ts';

const minute = String(60_000);
const cached = {
  CACHE: 'on',
  CHATWIZE_CHATBOT_IDS: `${CHATBOTS.small},${CHATBOTS.middling}`,
  CHATWIZE_CACHE_LIST_MS: minute,
  DUOHUB_CACHE_LIST_MS: minute,
  OPENCX_CACHE_LIST_MS: minute,
  ZEP_CACHE_LIST_MS: minute,
};
const vendors = ['CHATWIZE', 'DUOHUB', 'OPENCX', 'ZEP'] as const;

function callsOf({ sandbox }: TestServer): Record<SessionProvider, number> {
  const calls = vendors.map((provider) => [provider, sandbox.calls(provider)]);
  sandbox.resetCalls();
  return Object.fromEntries(calls) as Record<SessionProvider, number>;
}

function keyOf({ createdAt, provider, externalId }: FeedNode): string {
  return [String(8.64e15 - Date.parse(createdAt)).padStart(20, '0'), provider, externalId].join(' ');
}

function isInOrder(nodes: readonly FeedNode[]): boolean {
  const keys = nodes.map(keyOf);
  return keys.every((one, index) => index === 0 || (keys[index - 1] as string) < one);
}

describe('the calls of a page', () => {
  const none = { CHATWIZE: 0, DUOHUB: 0, OPENCX: 0, ZEP: 0 };

  test('are bounded when nothing is cached, and none when everything is', async () => {
    await using server = await startServer({ environment: cached });
    const cold = await feedPage(server.url);
    // Two chatbots; duohub up to FEED_MAX_CALLS; OpenCX to find a range, and to read it; one page of Zep.
    expect(callsOf(server)).toEqual({ CHATWIZE: 2, DUOHUB: 5, OPENCX: 5, ZEP: 1 });
    const warm = await feedPage(server.url);
    expect(callsOf(server)).toEqual(none);
    expect(warm).toEqual(cold);
    expect([warm.nodes.length, states(warm)]).toEqual([50, 'COMPLETE PARTIAL COMPLETE COMPLETE']);
    const second = await feedPage(server.url, { after: warm.pageInfo.endCursor });
    expect(second.nodes.length).toBe(50);
    expect(callsOf(server)).toEqual(none);
    const third = await feedPage(server.url, { first: 200, after: second.pageInfo.endCursor });
    expect(third.nodes.length).toBe(200);
    expect(callsOf(server)).toEqual({ ...none, OPENCX: 3, ZEP: 1 });
  });

  test('are one set for 100 first pages at once', async () => {
    await using server = await startServer({ environment: cached });
    const pages = await Promise.all(Array.from({ length: 100 }, () => feedPage(server.url)));
    expect(new Set(pages.map((page) => JSON.stringify(page.nodes))).size).toBe(1);
    expect(callsOf(server)).toEqual({ CHATWIZE: 2, DUOHUB: 5, OPENCX: 5, ZEP: 1 });
  });

  test('are those of FEED_MAX_CALLS at most', async () => {
    await using server = await startServer({ environment: { ...cached, FEED_MAX_CALLS: '1' } });
    const page = await feedPage(server.url);
    expect(callsOf(server)).toEqual({ CHATWIZE: 2, DUOHUB: 1, OPENCX: 1, ZEP: 1 });
    // OpenCX's first call only shows which range to read, so nothing is certain yet.
    expect([page.nodes.length, page.pageInfo.hasNextPage]).toEqual([0, true]);
    const next = await feedPage(server.url, { after: page.pageInfo.endCursor });
    expect(callsOf(server)).toEqual({ ...none, OPENCX: 1 });
    expect(next.nodes.length).toBeGreaterThan(0);
  });

  test.each([
    ['1', 3 * 1 + 20],
    ['5', 3 * 5 + 20],
    ['100', 3 * 100 + 20],
  ])('are estimated with FEED_MAX_CALLS=%s as %d, with those for 20 chatbots', async (calls, reads) => {
    await using server = await startServer({ environment: { FEED_MAX_CALLS: calls } });
    const nobody = '{ sessions(filter: { providers: [] }) { nodes { id } } }';
    const { body } = await ask(server.url, nobody, {}, { 'x-operation-cost': '1' });
    expect(body.extensions).toMatchObject({ cost: { reads } });
  });

  test('that are too many by FEED_MAX_CALLS are refused', async () => {
    const environment = { FEED_MAX_CALLS: '100', MAX_READS: '300' };
    await using server = await startServer({ environment });
    const { errors } = await query(server.url, '{ sessions { nodes { id } } }');
    expect(errors).toMatchObject([
      { message: 'The operation has an estimated number of upstream reads of 320. MAX_READS allows 300.' },
    ]);
    expect(callsOf(server)).toEqual(none);
  });

  test('are no more when pages have to be refreshed', async () => {
    await using server = await startServer({
      environment: { CACHE: 'on', FEED_MAX_CALLS: '2', ZEP_CACHE_LIST_MS: '5000' },
    });
    using clock = stopClock();
    // Almost no session matches, so each page reads on until its calls are used up.
    const filter = { providers: ['ZEP'], statuses: ['DELETED'] };
    for (const first of [51, 52, 53]) await feedPage(server.url, { first, filter });
    expect(callsOf(server)).toEqual({ ...none, ZEP: 6 });
    clock.pass(7_000);
    await feedPage(server.url, { filter });
    // The answer does not wait for a refresh.
    await until(() => server.sandbox.calls('ZEP') >= 2);
    expect(callsOf(server)).toEqual({ ...none, ZEP: 2 });
  });

  test('ask each vendor only for a person, where it can', async () => {
    await using server = await startServer({ environment: cached });
    const page = await feedPage(server.url, { filter: { participant: { externalId: 'cust-10482' } } });
    const paths = server.sandbox.requests.map(({ path }) => path);
    expect(paths).toContain('/zep/api/v2/users/cust-10482/sessions');
    expect(paths.filter((path) => path.startsWith('/duohub'))).toEqual([
      '/duohub/sessions/list?customerUserID=cust-10482&limit=100',
    ]);
    expect(callsOf(server)).toEqual({ CHATWIZE: 2, DUOHUB: 1, OPENCX: 0, ZEP: 1 });
    expect(states(page)).toBe('COMPLETE COMPLETE COMPLETE COMPLETE');
  });

  test('ask OpenCX for a contact by its id, and not for what can be no contact', async () => {
    await using server = await startServer({ environment: { ...cached, FEED_MAX_CALLS: '100' } });
    const document =
      '{ opencxSession(externalId: "9ed2d758-03b7-42cb-8001-de5a3fcc3e35") { participant { externalId } } }';
    const { data } = await query<{ opencxSession: { participant: { externalId: string } } }>(
      server.url,
      document,
    );
    const externalId = String(data?.opencxSession.participant.externalId);
    const pages = await walk(server.url, { filter: { participant: { externalId } } });
    const nodes = pages.flatMap((page) => page.nodes);
    expect(new Set(nodes.map(({ provider }) => provider))).toEqual(new Set(['OPENCX']));
    expect(nodes.length).toBeGreaterThan(50);
  });

  test('are none for a session of the page that is read again, except where the list leaves out fields', async () => {
    await using server = await startServer({ environment: cached });
    const { nodes } = await feedPage(server.url, { first: 60 });
    const picked = vendors.map((vendor) => nodes.find(({ provider }) => provider === vendor)?.id);
    callsOf(server);
    const document = `query ($ids: [ID!]!) {
      sessions(first: 60) { pageInfo { hasNextPage } }
      sessionsByIds(ids: $ids) { id }
    }`;
    // The list is read first, in an operation of its own; here both are in one, and the list comes from the cache.
    const { data } = await query<{ sessionsByIds: unknown[] }>(server.url, document, { ids: picked });
    expect(data?.sessionsByIds).toEqual(picked.map((id) => ({ id })));
    expect(callsOf(server)).toMatchObject({ OPENCX: 1 });
  });
});

describe('the whole list', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ environment: { ...cached, FEED_MAX_CALLS: '50' } });
  });
  afterAll(async () => server[Symbol.asyncDispose]());

  test('has every session of every vendor once, in order, and each can be read alone', async () => {
    const pages = await walk(server.url, { first: 200 });
    const nodes = pages.flatMap((page) => page.nodes);
    expect([...new Set(pages.map(states))]).toEqual(['COMPLETE COMPLETE COMPLETE COMPLETE']);
    expect(isInOrder(nodes)).toBe(true);
    const counts = vendors.map((vendor) => nodes.filter(({ provider }) => provider === vendor).length);
    // The stand-ins have 636, 2,413, 3,214 and 3,013 sessions; those without a date are not in the list.
    expect(counts).toEqual([609, 2_412, 3_214, 3_012]);
    const sample = nodes.filter((_, index) => index % 97 === 0).map(({ id }) => id);
    const { data, errors } = await query<{ sessionsByIds: { id: string }[] }>(
      server.url,
      'query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { id } }',
      { ids: sample },
    );
    expect([errors, data?.sessionsByIds.map((session) => session?.id)]).toEqual([undefined, sample]);
  });

  test('of a person has the sessions of all vendors that know the id', async () => {
    const pages = await walk(server.url, {
      first: 200,
      filter: { participant: { externalId: 'cust-10482' } },
    });
    const nodes = pages.flatMap((page) => page.nodes);
    expect(isInOrder(nodes)).toBe(true);
    const known = new Set(nodes.map(({ provider }) => provider));
    // OpenCX knows contacts by ids of its own.
    expect([...known].toSorted()).toEqual(['CHATWIZE', 'DUOHUB', 'ZEP']);
  });

  test('of an email has the sessions of the vendors that store addresses, in any spelling', async () => {
    const filter = { participant: { email: ' AYLIN.sahin@Example.com ' } };
    const pages = await walk(server.url, { first: 200, filter });
    expect([...new Set(pages.map(states))]).toEqual(['COMPLETE UNSUPPORTED COMPLETE UNSUPPORTED']);
    const known = new Set(pages.flatMap((page) => page.nodes).map(({ provider }) => provider));
    expect([...known].toSorted()).toEqual(['CHATWIZE', 'OPENCX']);
  });

  test('of a status leaves out the vendor that reports none, and says so', async () => {
    const page = await feedPage(server.url, { first: 200, filter: { statuses: ['ENDED'] } });
    expect(states(page)).toBe('UNSUPPORTED COMPLETE COMPLETE COMPLETE');
    const document = '{ sessions(filter: { statuses: [ENDED] }) { nodes { status } } }';
    const { data } = await query<{ sessions: { nodes: { status: string }[] } }>(server.url, document);
    expect(new Set(data?.sessions.nodes.map(({ status }) => status))).toEqual(new Set(['ENDED']));
  });

  test('between two dates has what started between them', async () => {
    const [createdAfter, createdBefore] = ['2025-06-01T00:00:00.000Z', '2025-06-03T00:00:00.000Z'];
    const pages = await walk(server.url, { filter: { createdAfter, createdBefore } });
    const inside = pages.flatMap((page) => page.nodes);
    const all = (await walk(server.url, { first: 200 })).flatMap((page) => page.nodes);
    expect(inside).toEqual(
      all.filter(({ createdAt }) => createdAt > createdAfter && createdAt < createdBefore),
    );
    expect(inside.length).toBeGreaterThan(40);
  });

  test('of some providers asks only these', async () => {
    const page = await feedPage(server.url, { filter: { providers: ['ZEP', 'CHATWIZE'] } });
    expect(page.sources.map(({ provider }) => provider)).toEqual(['CHATWIZE', 'ZEP']);
    expect((await feedPage(server.url, { filter: { providers: [] } })).sources).toEqual([]);
  });
});
