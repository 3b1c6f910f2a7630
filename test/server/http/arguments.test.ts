import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { encodeNodeId } from '../../../src/model/node-id.ts';
import { codes, query, startServer, type TestServer } from '../../helpers/graphql-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => server[Symbol.asyncDispose]());
beforeEach(() => server.sandbox.resetCalls());

interface Connection {
  readonly chatwizeChatbot: {
    readonly sessions: { readonly pageInfo: { readonly endCursor: string } } | null;
  };
}

function readPage(chatbot: string, args: string) {
  const document = `{
    chatwizeChatbot(externalId: "${chatbot}") { sessions(${args}) { totalCount pageInfo { endCursor } } }
    sessionProviders { provider }
  }`;
  return query<Connection>(server.url, document);
}

describe('a page that cannot be', () => {
  test.each([
    ['first: -1', 'first must be between 0 and 1000, got -1.'],
    ['first: 1001', 'first must be between 0 and 1000, got 1001.'],
    ['last: -1', 'last must be between 0 and 1000, got -1.'],
    ['last: 1001', 'last must be between 0 and 1000, got 1001.'],
    ['first: 1, last: 1', 'first and last cannot be used together.'],
    ['after: ""', 'after is not a cursor of this graph.'],
    ['after: "nonsense"', 'after is not a cursor of this graph.'],
    ['before: "WyJhIl0"', 'before is not a cursor of this graph.'],
    ['filter: { createdAfter: "yesterday" }', 'filter.createdAfter must be an ISO 8601 date.'],
  ])('%s names the argument, and only that field is null', async (args, message) => {
    const { data, errors } = await readPage(server.sandbox.samples.chatbots.small, args);
    expect(data).toMatchObject({ chatwizeChatbot: { sessions: null }, sessionProviders: expect.any(Array) });
    expect(errors).toMatchObject([
      { message, path: ['chatwizeChatbot', 'sessions'], extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test.each(['first: 0', 'first: 1000', 'last: 0', 'last: 1000'])('%s is one', async (args) => {
    const { errors } = await readPage(server.sandbox.samples.chatbots.small, args);
    expect(errors).toBeUndefined();
  });

  test('a cursor belongs to its chatbot and its order', async () => {
    const { small, middling } = server.sandbox.samples.chatbots;
    const { data } = await readPage(small, 'first: 1');
    const after = `after: "${data?.chatwizeChatbot.sessions?.pageInfo.endCursor}"`;
    const other = await readPage(middling, after);
    const turned = await readPage(small, `${after}, orderBy: { field: CREATED_AT, direction: ASC }`);
    const own = await readPage(small, after);
    expect(own.errors).toBeUndefined();
    expect(other.errors?.[0]?.message).toBe('after is a cursor of another list.');
    expect(turned.errors?.[0]?.message).toBe('after is a cursor of another order.');
  });
});

test('the sessions of a chatbot that does not exist are NOT_FOUND', async () => {
  const answer = await readPage('nobody', 'first: 1');
  expect(answer.data?.chatwizeChatbot).toEqual({ sessions: null });
  expect(codes(answer)).toEqual(['chatwizeChatbot.sessions: NOT_FOUND']);
});

const refused = ['', '.', '..', 'a\0b', '\ud800', 'a\udfff', 'x'.repeat(513), 'é'.repeat(257)];
const encoded = [
  '../../secret',
  '..%2f..%2fsecret',
  '%2e%2e%2f',
  '%2e%2e',
  'a/b',
  'a\\b',
  '?x=1',
  '#top',
  'a;b',
  ':@&=+$,',
  ' ',
  '\r\nx-evil: 1',
  '🌱',
  'ｕｔｆ',
  '\u202e',
  '%',
  '%zz',
  'x'.repeat(512),
];

describe('an id from outside', () => {
  test.each(refused.map((id) => [JSON.stringify(id.slice(0, 20)), id]))(
    '%s is refused without a call',
    async (_, id) => {
      const document = 'query ($id: String!) { zepSession(externalId: $id) { id } }';
      const answer = await query(server.url, document, { id });
      expect(answer.data).toEqual({ zepSession: null });
      expect(codes(answer)).toEqual(['zepSession: BAD_USER_INPUT']);
      expect(server.sandbox.requests).toEqual([]);
    },
  );

  test.each(encoded.map((id) => [JSON.stringify(id.slice(0, 20)), id]))(
    '%s reaches the vendor as one segment',
    async (_, externalId) => {
      const document = `query ($externalId: String!, $id: ID!) {
        zepSession(externalId: $externalId) { id }
        session(id: $id) { id }
      }`;
      const id = encodeNodeId({ type: 'ZepSession', externalId });
      expect(await query(server.url, document, { externalId, id })).toEqual({
        data: { zepSession: null, session: null },
      });
      expect(server.sandbox.requests.map(({ path }) => path)).toEqual([
        `/zep/api/v2/sessions/${encodeURIComponent(externalId)}`,
      ]);
    },
  );

  test.each(['', 'nonsense', 'x'.repeat(100_000), '\ud800', '🌱', 'WmVwU2Vzc2lvbjo', 'UXVlcnk6eA', 'OmE'])(
    '%s is no global id',
    async (id) => {
      const document = 'query ($id: ID!) { node(id: $id) { id } session(id: $id) { id } }';
      const answer = await query(server.url, document, { id });
      expect(answer.data).toEqual({ node: null, session: null });
      expect(codes(answer).toSorted()).toEqual(['node: BAD_USER_INPUT', 'session: BAD_USER_INPUT']);
      expect(server.sandbox.requests).toEqual([]);
    },
  );
});
