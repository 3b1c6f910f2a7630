import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { encodeNodeId } from '../../../src/model/node-id.ts';
import { codes, query, startServer, type TestServer } from '../../helpers/graphql-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => server[Symbol.asyncDispose]());
afterEach(() => {
  server.sandbox.setFault('ZEP', undefined);
  server.sandbox.resetCalls();
});

const zepId = (externalId: string): string => encodeNodeId({ type: 'ZepSession', externalId });

function sampleIds(): string[] {
  const { CHATWIZE, DUOHUB, OPENCX, ZEP } = server.sandbox.samples.sessions;
  return [
    encodeNodeId({ type: 'ChatwizeSession', externalId: CHATWIZE }),
    encodeNodeId({ type: 'DuohubSession', externalId: DUOHUB }),
    encodeNodeId({ type: 'OpenCXSession', externalId: OPENCX }),
    zepId(ZEP),
  ];
}

const sessionsByIds = `query ($ids: [ID!]!) {
  sessionsByIds(ids: $ids) {
    __typename
    ... on ChatwizeSession { identityVerified }
    ... on DuohubSession { customerUserId }
    ... on OpenCXSession { channel { type } }
    ... on ZepSession { sessionId }
  }
}`;

test('one query reads a session of each vendor, each with its own fields', async () => {
  const answer = await query(server.url, sessionsByIds, { ids: sampleIds() });
  expect(answer).toEqual({
    data: {
      sessionsByIds: [
        { __typename: 'ChatwizeSession', identityVerified: true },
        { __typename: 'DuohubSession', customerUserId: 'cust-10482' },
        { __typename: 'OpenCXSession', channel: { type: 'WEB' } },
        { __typename: 'ZepSession', sessionId: server.sandbox.samples.sessions.ZEP },
      ],
    },
  });
});

test('node, nodes, session and sessionByExternalId find the same session', async () => {
  const { ZEP } = server.sandbox.samples.sessions;
  const document = `query ($id: ID!, $externalId: String!) {
    node(id: $id) { id }
    nodes(ids: [$id]) { id }
    session(id: $id) { id }
    sessionByExternalId(provider: ZEP, externalId: $externalId) { id }
    zepSession(externalId: $externalId) { id }
  }`;
  const { data } = await query(server.url, document, { id: zepId(ZEP), externalId: ZEP });
  const id = { id: zepId(ZEP) };
  expect(data).toEqual({ node: id, nodes: [id], session: id, sessionByExternalId: id, zepSession: id });
  expect(server.sandbox.calls('ZEP')).toBe(1);
});

test("a chatbot's first page is its fifty newest sessions of all", async () => {
  const document = `query ($chatbot: String!) {
    chatwizeChatbot(externalId: $chatbot) {
      sessions { totalCount pageInfo { hasNextPage hasPreviousPage } nodes { createdAt } }
    }
  }`;
  const { chatbot } = server.sandbox.samples;
  const { data } = await query<{ chatwizeChatbot: { sessions: { nodes: { createdAt: string }[] } } }>(
    server.url,
    document,
    { chatbot },
  );
  const { nodes, ...rest } = data!.chatwizeChatbot.sessions;
  const dates = nodes.map(({ createdAt }) => createdAt);
  expect(rest).toEqual({ totalCount: 600, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
  expect(dates).toHaveLength(50);
  expect(dates).toEqual(dates.toSorted().toReversed());
});

test('a session that its vendor does not know is null without an error', async () => {
  const { DUOHUB } = server.sandbox.samples.unknownSessions;
  const answer = await query(server.url, `{ duohubSession(externalId: "${DUOHUB}") { id } }`);
  expect(answer).toEqual({ data: { duohubSession: null } });
});

test('a failing vendor is an error at its place, and the others answer', async () => {
  server.sandbox.setFault('ZEP', { fault: 'rate-limit', retryAfterSeconds: 30 });
  const { data, errors } = await query(server.url, sessionsByIds, { ids: sampleIds() });
  expect(data).toMatchObject({ sessionsByIds: [{}, {}, {}, null] });
  expect(errors).toEqual([
    {
      message: 'Zep answered with HTTP status 429.',
      locations: [{ line: 2, column: 3 }],
      path: ['sessionsByIds', 3],
      extensions: {
        code: 'UPSTREAM_RATE_LIMITED',
        retryable: true,
        provider: 'ZEP',
        retryAfterSeconds: 30,
      },
    },
  ]);
});

describe('lists of ids', () => {
  test('keep order, length and repeats', async () => {
    const [a = '', b = ''] = sampleIds();
    const document = 'query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { id } }';
    const { data } = await query(server.url, document, { ids: [b, a, zepId('nobody'), b] });
    expect(data).toEqual({ sessionsByIds: [{ id: b }, { id: a }, null, { id: b }] });
  });

  test('a malformed id is null and an error in its place', async () => {
    const [id = ''] = sampleIds();
    const answer = await query(server.url, sessionsByIds, { ids: [id, 'nonsense', id] });
    expect(answer.data).toMatchObject({ sessionsByIds: [{}, null, {}] });
    expect(codes(answer)).toEqual(['sessionsByIds.1: BAD_USER_INPUT']);
  });

  test.each([
    ['nodes(ids: $ids) { id }', 'ids must have at most 200 entries, got 201.', 201],
    ['sessionsByIds(ids: $ids) { id }', 'ids must have at most 200 entries, got 201.', 201],
    ['chatwizeChatbots(externalIds: $ids) { id }', 'externalIds must have at most 20 entries, got 21.', 21],
  ])('%s has a bound, and only that field is null', async (field, message, count) => {
    const type = field.startsWith('chatwize') ? '[String!]!' : '[ID!]!';
    const document = `query ($ids: ${type}) { field: ${field} sessionProviders { provider } }`;
    const within = await query(server.url, document, { ids: sampleIds().slice(0, 1) });
    const beyond = await query(server.url, document, {
      ids: Array.from({ length: count }, () => zepId('x')),
    });
    expect(within.data).toMatchObject({ field: [{}] });
    expect(beyond.data).toMatchObject({ field: null, sessionProviders: expect.any(Array) });
    expect(beyond.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(server.sandbox.calls('ZEP')).toBe(0);
  });
});
