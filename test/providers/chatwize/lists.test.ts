import { expect, test } from '@jest/globals';
import { inTurn, json } from '../../helpers/server.ts';
import { graphOver } from './list-server.ts';

const ids = (nodes: readonly { externalId: string }[]): string[] => nodes.map(({ externalId }) => externalId);

test('two aliases with different arguments cost one call, and neither sees the other’s arguments', async () => {
  const rows = ['a', 'b', 'c'].map((uuid, index) => ({ uuid, created_at: `2026-01-0${index + 1}` }));
  await using graph = await graphOver(json(rows));
  const { data, errors } = await graph.run(`{
    one: chatwizeChatbot(externalId: "bot") {
      newest: sessions(first: 1) { nodes { externalId } totalCount }
      oldest: sessions(last: 1) { nodes { externalId } }
    }
    two: chatwizeChatbot(externalId: "bot") {
      sessions(orderBy: { field: CREATED_AT, direction: ASC }, filter: { createdAfter: "2026-01-01" }) {
        nodes { externalId } totalCount
      }
    }
    chatwizeChatbots(externalIds: ["bot", "bot"]) { sessions { totalCount } }
  }`);
  expect(errors).toEqual([]);
  expect(graph.server.paths).toEqual(['/chatbot/bot/sessions']);
  expect(data).toMatchObject({
    one: {
      newest: { nodes: [{ externalId: 'c' }], totalCount: 3 },
      oldest: { nodes: [{ externalId: 'a' }] },
    },
    two: { sessions: { nodes: [{ externalId: 'b' }, { externalId: 'c' }], totalCount: 2 } },
    chatwizeChatbots: [{ sessions: { totalCount: 3 } }, { sessions: { totalCount: 3 } }],
  });
});

test('a chatbot costs no call before its sessions are read', async () => {
  await using graph = await graphOver(json([]));
  const { data } = await graph.run('{ chatwizeChatbot(externalId: "bot") { externalId id } }');
  expect(data.chatwizeChatbot.externalId).toBe('bot');
  expect(graph.server.paths).toEqual([]);
});

test('dates that do not parse come last and break nothing', async () => {
  const rows = [
    { uuid: 'no date' },
    { uuid: 'junk', created_at: 'just now' },
    { uuid: '30 Feb', created_at: '2026-02-30T00:00:00Z' },
    { uuid: 'number', created_at: 1767225600 },
    { uuid: 'old', created_at: '2026-01-01 00:00:00' },
    { uuid: 'new', created_at: '2026-01-01T00:00:00-01:00' },
  ];
  await using graph = await graphOver(json(rows));
  const { data, errors } = await graph.run(`{ chatwizeChatbot(externalId: "bot") {
    DESC: sessions { nodes { externalId createdAt } }
    ASC: sessions(orderBy: { field: CREATED_AT, direction: ASC }) { nodes { externalId } }
  } }`);
  expect(errors).toEqual([]);
  const { DESC, ASC } = data.chatwizeChatbot;
  expect(ids(DESC.nodes)).toEqual(['new', 'old', '30 Feb', 'junk', 'no date', 'number']);
  expect(ids(ASC.nodes)).toEqual(['old', 'new', '30 Feb', 'junk', 'no date', 'number']);
  expect(DESC.nodes[2].createdAt).toBeNull();
});

test('rows without a usable uuid are left out, and logged with their count alone', async () => {
  const bad = [
    null,
    'text',
    7,
    [],
    {},
    { uuid: null },
    { uuid: 7 },
    { uuid: '' },
    { uuid: '..' },
    { uuid: 'a\0' },
  ];
  await using graph = await graphOver(json([...bad, { uuid: 'a', secret: 'row-text' }]));
  const { data } = await graph.run(
    '{ chatwizeChatbot(externalId: "bot") { sessions { totalCount nodes { externalId } } } }',
  );
  expect(data.chatwizeChatbot.sessions).toEqual({ totalCount: 1, nodes: [{ externalId: 'a' }] });
  expect(graph.log.lines).toMatchObject([
    { level: 'warn', fields: { provider: 'CHATWIZE', rows: bad.length } },
  ]);
  expect(graph.log.text()).not.toContain('row-text');
});

test('of rows with one uuid the first counts', async () => {
  const rows = [
    { uuid: 'a', created_at: '2026-01-01', meta: { user: { name: 'First' } } },
    { uuid: 'a', created_at: '2026-06-01', meta: { user: { name: 'Second' } } },
  ];
  await using graph = await graphOver(json(rows));
  const { data } = await graph.run(
    '{ chatwizeChatbot(externalId: "bot") { sessions { totalCount nodes { createdAt participant { name } } } } }',
  );
  expect(data.chatwizeChatbot.sessions).toEqual({
    totalCount: 1,
    nodes: [{ createdAt: '2026-01-01T00:00:00.000Z', participant: { name: 'First' } }],
  });
  expect(graph.log.lines).toEqual([]);
});

test('__proto__ and constructor are uuids like others', async () => {
  await using graph = await graphOver(json([{ uuid: '__proto__' }, { uuid: 'constructor' }]));
  const { data } = await graph.run(
    '{ chatwizeChatbot(externalId: "bot") { sessions { nodes { externalId } } } }',
  );
  expect(ids(data.chatwizeChatbot.sessions.nodes)).toEqual(['__proto__', 'constructor']);
});

test('a chatbot without sessions has an empty page', async () => {
  await using graph = await graphOver(json([]));
  const { data, errors } = await graph.run(`{ chatwizeChatbot(externalId: "bot") { sessions {
    totalCount nodes { id } edges { cursor } pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
  } } }`);
  const pageInfo = { startCursor: null, endCursor: null, hasNextPage: false, hasPreviousPage: false };
  expect(errors).toEqual([]);
  expect(data.chatwizeChatbot.sessions).toEqual({ totalCount: 0, nodes: [], edges: [], pageInfo });
});

test.each([
  ['a chatbot that Chatwize does not know', json({}, 404), 'NOT_FOUND'],
  ['an object for the list', json({ items: [] }), 'UPSTREAM_INVALID_RESPONSE'],
  ['null for the list', json(null), 'UPSTREAM_INVALID_RESPONSE'],
  ['a failing Chatwize', inTurn(json({}, 403)), 'UPSTREAM_FORBIDDEN'],
])('%s costs the sessions alone', async (_, answer, code) => {
  await using graph = await graphOver(answer);
  const { data, errors } = await graph.run(
    '{ chatwizeChatbot(externalId: "bot") { externalId sessions { totalCount } } }',
  );
  expect(data.chatwizeChatbot).toEqual({ externalId: 'bot', sessions: null });
  expect(errors).toMatchObject([{ path: ['chatwizeChatbot', 'sessions'], code }]);
});

test('a cursor of another chatbot or another order costs its field alone', async () => {
  await using graph = await graphOver(json([{ uuid: 'a' }]));
  const first = await graph.run('{ chatwizeChatbot(externalId: "bot") { sessions { edges { cursor } } } }');
  const { cursor } = first.data.chatwizeChatbot.sessions.edges[0];
  const { data, errors } = await graph.run(
    `query ($cursor: String!) {
      same: chatwizeChatbot(externalId: "bot") { sessions(after: $cursor) { totalCount } }
      list: chatwizeChatbot(externalId: "other") { sessions(after: $cursor) { totalCount } }
      order: chatwizeChatbot(externalId: "bot") {
        sessions(before: $cursor, orderBy: { field: UPDATED_AT, direction: DESC }) { totalCount }
      }
    }`,
    { cursor },
  );
  expect(data).toEqual({
    same: { sessions: { totalCount: 1 } },
    list: { sessions: null },
    order: { sessions: null },
  });
  expect(errors.map(({ path, code }) => `${path[0]} ${code}`).toSorted()).toEqual([
    'list BAD_USER_INPUT',
    'order BAD_USER_INPUT',
  ]);
});

test('hostile chatbot ids are one segment of the path', async () => {
  await using graph = await graphOver(json([]));
  for (const bot of ['../admin', '%2e%2e%2f', '?x=', '#', '😀']) {
    await graph.run(
      'query ($bot: String!) { chatwizeChatbot(externalId: $bot) { sessions { totalCount } } }',
      { bot },
    );
  }
  expect(graph.server.paths).toEqual(
    ['..%2Fadmin', '%252e%252e%252f', '%3Fx%3D', '%23', '%F0%9F%98%80'].map(
      (segment) => `/chatbot/${segment}/sessions`,
    ),
  );
});

test.each(['first: -1', 'first: 1, last: 1', 'after: "junk"', 'filter: { createdAfter: "junk" }'])(
  'sessions(%s) is refused before the list is read',
  async (args) => {
    await using graph = await graphOver(json([]));
    const { errors } = await graph.run(
      `{ chatwizeChatbot(externalId: "bot") { sessions(${args}) { totalCount } } }`,
    );
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
    expect(graph.server.paths).toEqual([]);
  },
);
