import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { SessionProvider } from '../../../src/model/generated.ts';
import { encodeMessageId, encodeNodeId } from '../../../src/model/node-id.ts';
import { providers } from '../../../src/providers/index.ts';
import { providerOf } from '../../helpers/graph.ts';
import { codes, query, startServer, type TestServer } from '../../helpers/graphql-server.ts';

interface Message {
  readonly id: string;
  readonly role: string;
  readonly author: string | null;
  readonly text: string;
  readonly attachments: readonly object[];
}

interface Messages {
  readonly totalCount: number;
  readonly isComplete: boolean;
  readonly stale: boolean;
  readonly pageInfo: Readonly<Record<'startCursor' | 'endCursor', string>> &
    Readonly<Record<'hasNextPage' | 'hasPreviousPage', boolean>>;
  readonly nodes: readonly Message[];
}

interface OneSession {
  readonly session: { readonly externalId: string; readonly messages: Messages | null } | null;
}

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => server[Symbol.asyncDispose]());
beforeEach(() => {
  server.sandbox.resetCalls();
  for (const { id } of providers) server.sandbox.setFault(id, undefined);
});

const fields = `totalCount isComplete stale
  pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
  nodes { id role author text attachments { name url contentType } }`;

const idOf = (provider: SessionProvider, externalId = server.sandbox.samples.sessions[provider]): string =>
  encodeNodeId({ type: providerOf(provider).sessionType, externalId });

async function read(id: string, args = '', { url } = server) {
  const document = `query ($id: ID!) { session(id: $id) { externalId messages${args} { ${fields} } } }`;
  return query<OneSession>(url, document, { id });
}

async function messagesOf(id: string, args = ''): Promise<Messages> {
  const { data, errors } = await read(id, args);
  expect(errors).toBeUndefined();
  return data?.session?.messages as Messages;
}

const longSession = 'b2b-nikos-q1';

describe('the conversation of the sandbox’s sample session', () => {
  test.each([
    ['CHATWIZE', ['USER', 'ASSISTANT', 'USER', 'ASSISTANT', 'USER', 'USER']],
    ['DUOHUB', 'USER TOOL ASSISTANT USER ASSISTANT SYSTEM ASSISTANT USER ASSISTANT USER'.split(' ')],
    ['OPENCX', 'USER SYSTEM ASSISTANT USER ASSISTANT SYSTEM SYSTEM AGENT USER AGENT USER'.split(' ')],
    ['ZEP', 'USER TOOL ASSISTANT USER ASSISTANT SYSTEM ASSISTANT USER ASSISTANT USER'.split(' ')],
  ] as const)('at %s has its roles in order', async (provider, roles) => {
    const { nodes, isComplete, totalCount } = await messagesOf(idOf(provider));
    expect(nodes.map(({ role }) => role)).toEqual(roles);
    expect([nodes[0]?.text, nodes.at(-1)?.text]).toEqual([
      'Merhaba, SN-20417 numaralı siparişim nerede?',
      'Çok teşekkürler!',
    ]);
    expect([isComplete, totalCount]).toEqual([true, roles.length]);
  });

  test('has the name of the person who took over, and the file that was sent', async () => {
    const { nodes } = await messagesOf(idOf('OPENCX'), '(last: 4)');
    expect(nodes[0]).toMatchObject({ role: 'AGENT', author: 'Derya Aksoy' });
    expect(nodes[1]?.attachments).toEqual([
      { name: 'paket.jpg', url: 'https://files.example.com/paket.jpg', contentType: 'image/jpeg' },
    ]);
  });

  test('is read again, message by message, by its global ids', async () => {
    for (const { id: provider } of providers) {
      const { nodes } = await messagesOf(idOf(provider));
      const ids = nodes.map(({ id }) => id);
      const document = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on SessionMessage { role text } } }';
      const { data } = await query<{ nodes: Message[] }>(server.url, document, { ids });
      expect(data?.nodes).toEqual(nodes.map(({ id, role, text }) => ({ id, role, text })));
    }
  });
});

test.each([
  ['sessionsByIds', (of: string) => `{ found: sessionsByIds(ids: [$zepId]) { ${of} } }`],
  ['nodes', (of: string) => `{ found: nodes(ids: [$zepId]) { ... on Session { ${of} } } }`],
  [
    'sessionByExternalId',
    (of: string) => `{ found: sessionByExternalId(provider: ZEP, externalId: $zep) { ${of} } }`,
  ],
  ['zepSession', (of: string) => `{ found: zepSession(externalId: $zep) { ${of} } }`],
  [
    '_entities',
    (of: string) =>
      `{ found: _entities(representations: [{ __typename: "ZepSession", externalId: $zep }]) { ... on ZepSession { ${of} } } }`,
  ],
  [
    '_entities by the interface',
    (of: string) =>
      `{ found: _entities(representations: [{ __typename: "Session", id: $zepId }]) { ... on Session { ${of} } } }`,
  ],
])('messages are read through %s', async (_, way) => {
  const document = way('messages(last: 1) { totalCount nodes { text } }')
    .replaceAll('$zepId', JSON.stringify(idOf('ZEP')))
    .replaceAll('$zep', JSON.stringify(server.sandbox.samples.sessions.ZEP));
  const { data, errors } = await query<{ found: unknown }>(server.url, document);
  expect(errors).toBeUndefined();
  expect([data?.found].flat()).toEqual([
    { messages: { totalCount: 10, nodes: [{ text: 'Çok teşekkürler!' }] } },
  ]);
});

test('messages are read of every session in a chatbot’s list', async () => {
  const { chatbot } = server.sandbox.samples;
  const document = `query ($chatbot: String!) {
    chatwizeChatbot(externalId: $chatbot) {
      sessions(first: 20) { nodes { messages(first: 1) { totalCount isComplete } } }
    }
  }`;
  const { data, errors } = await query<Listed>(server.url, document, { chatbot });
  expect(errors).toBeUndefined();
  const found = data?.chatwizeChatbot.sessions.nodes.map(({ messages }) => messages) ?? [];
  expect(found.every(({ isComplete }) => isComplete)).toBe(true);
  expect(found.filter(({ totalCount }) => totalCount > 0).length).toBeGreaterThan(10);
  expect(server.sandbox.calls('CHATWIZE')).toBe(1 + 20);
});

interface Listed {
  readonly chatwizeChatbot: {
    readonly sessions: {
      readonly nodes: readonly { readonly messages: Pick<Messages, 'totalCount' | 'isComplete'> }[];
    };
  };
}

describe('a conversation', () => {
  test('opens at its end, and goes back page by page', async () => {
    const id = idOf('ZEP');
    const last = await messagesOf(id, '(last: 4)');
    expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const before = await messagesOf(id, `(last: 4, before: "${last.pageInfo.startCursor}")`);
    const first = await messagesOf(id, `(last: 4, before: "${before.pageInfo.startCursor}")`);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const all = await messagesOf(id);
    expect([...first.nodes, ...before.nodes, ...last.nodes]).toEqual(all.nodes);
  });

  test('of 3,000 messages takes three calls, and only those on the page are mapped', async () => {
    const { messages } = providerOf('ZEP');
    const mapped = jest.spyOn(messages as NonNullable<typeof messages>, 'toMessage');
    const { nodes, totalCount, isComplete } = await messagesOf(idOf('ZEP', longSession), '(last: 50)');
    expect([totalCount, isComplete, nodes.length]).toEqual([3000, true, 50]);
    expect(nodes.at(-1)?.text).toBe('Order 1500 is confirmed.');
    expect(mapped).toHaveBeenCalledTimes(50);
    expect(server.sandbox.calls('ZEP')).toBe(1 + 3);
    mapped.mockRestore();
  });

  test('beyond the bound has its newest messages at a vendor that lists them first', async () => {
    const twenty = await longAtDuohub();
    expect([twenty.totalCount, twenty.isComplete]).toEqual([2000, false]);
    expect(twenty.nodes.at(-1)?.text).toBe('Order 1300 is confirmed.');
    expect(twenty.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(server.sandbox.calls('DUOHUB')).toBe(1 + 20);
  });

  test('that was cut always has more at the end that is missing', async () => {
    const cut = await longAtDuohub('(first: 1)');
    expect(cut.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  test('that is selected twice costs one read', async () => {
    const document = `query ($id: ID!) {
      session(id: $id) { first: messages(first: 2) { nodes { text } } last: messages(last: 2) { nodes { text } } }
      node(id: $id) { ... on Session { messages { totalCount } } }
    }`;
    const { errors } = await query(server.url, document, { id: idOf('OPENCX') });
    expect(errors).toBeUndefined();
    expect(server.sandbox.calls('OPENCX')).toBe(1 + 2);
  });

  test('is none where nothing was said', async () => {
    for (const externalId of ['bare', 'anonymous-7f2e']) {
      const empty = await messagesOf(idOf('ZEP', externalId));
      expect(empty).toMatchObject({ nodes: [], totalCount: 0, isComplete: true });
      expect(empty.pageInfo).toEqual({
        startCursor: null,
        endCursor: null,
        hasNextPage: false,
        hasPreviousPage: false,
      });
    }
  });

  /** Of the person who orders every day. */
  async function longAtDuohub(args = '(last: 50)'): Promise<Messages> {
    const session = await findDuohub('cust-10902');
    server.sandbox.resetCalls();
    return messagesOf(session, args);
  }
});

/** The sandbox's duohub session of a person. */
async function findDuohub(customer: string): Promise<string> {
  const { uuidFor } = await import('../../../src/stand-in/ids.ts');
  const ids = Array.from({ length: 15 }, (_, index) => idOf('DUOHUB', uuidFor('duohub-session', index)));
  const document =
    'query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { id ... on DuohubSession { customerUserId } } }';
  const { data } = await query<{ sessionsByIds: ({ id: string; customerUserId: string } | null)[] }>(
    server.url,
    document,
    { ids },
  );
  return data?.sessionsByIds.find((session) => session?.customerUserId === customer)?.id ?? '';
}

describe('a page of a conversation that cannot be', () => {
  test.each([
    ['first: -1', 'first must be between 0 and 1000, got -1.'],
    ['last: 1001', 'last must be between 0 and 1000, got 1001.'],
    ['first: 1, last: 1', 'first and last cannot be used together.'],
    ['after: ""', "after is not a cursor of this session's messages."],
    ['before: "nonsense"', "before is not a cursor of this session's messages."],
  ])('%s names the argument, only that field is null, and no message is read', async (args, message) => {
    const { data, errors } = await read(idOf('ZEP'), `(${args})`);
    expect(data).toEqual({ session: { externalId: expect.any(String), messages: null } });
    expect(errors).toMatchObject([
      { message, path: ['session', 'messages'], extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(server.sandbox.calls('ZEP')).toBe(1);
  });

  test('has a cursor of another session, or one that was cut short', async () => {
    const { pageInfo } = await messagesOf(idOf('DUOHUB'), '(first: 1)');
    const other = await read(idOf('ZEP'), `(after: "${pageInfo.endCursor}")`);
    const cut = await read(idOf('DUOHUB'), `(after: "${pageInfo.endCursor.slice(0, -1)}")`);
    expect([...codes(other), ...codes(cut)]).toEqual(Array(2).fill('session.messages: BAD_USER_INPUT'));
  });
});

describe('the id of a message', () => {
  const ask = (id: string) =>
    query<{ node: object | null }>(server.url, 'query ($id: ID!) { node(id: $id) { id } }', { id });
  const zep = () => ({ type: 'ZepSession', externalId: server.sandbox.samples.sessions.ZEP });

  test('that is not in its conversation, or in a session that is unknown, is null', async () => {
    const unknown = { ...zep(), externalId: 'support-aylin-1999' };
    for (const session of [zep(), unknown]) {
      expect(await ask(encodeMessageId({ session, message: 'nobody' }))).toEqual({ data: { node: null } });
    }
  });

  test.each([
    ['of a chatbot', { type: 'ChatwizeChatbot', externalId: 'bot' }],
    ['of no session', { type: 'Nobody', externalId: 'x' }],
    ['of an id that cannot be sent', { type: 'ZepSession', externalId: '..' }],
    [
      'of a session under another spelling',
      { type: 'OpenCXSession', externalId: 'ABCDEF00-0000-4000-8000-00000000000A' },
    ],
  ])('%s is refused, or null, without a call', async (_, session) => {
    const answer = await ask(encodeMessageId({ session, message: 'm' }));
    expect(answer.data).toEqual({ node: null });
    for (const { id } of providers) expect(server.sandbox.calls(id)).toBe(0);
  });

  test('is no id of a session', async () => {
    const id = encodeMessageId({ session: zep(), message: 'm' });
    const document = 'query ($id: ID!) { session(id: $id) { id } }';
    expect(codes(await query(server.url, document, { id }))).toEqual(['session: BAD_USER_INPUT']);
  });
});

describe('an operation', () => {
  const document = 'query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { messages(last: 1) { totalCount } } }';
  const ids = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => idOf('ZEP', `nobody-${index}`));

  test('of 51 conversations is refused as a whole, before any call', async () => {
    const answer = await query(server.url, document, { ids: ids(51) });
    expect(answer.data).toBeUndefined();
    expect(answer.errors).toMatchObject([
      {
        message: 'The operation reads the messages of 51 sessions. At most 50 are allowed.',
        extensions: { code: 'OPERATION_TOO_COMPLEX', retryable: false },
      },
    ]);
    expect(server.sandbox.calls('ZEP')).toBe(0);
  });

  test('of 50 conversations runs', async () => {
    const answer = await query(server.url, document, { ids: ids(50) });
    expect(answer.errors).toBeUndefined();
    expect(server.sandbox.calls('ZEP')).toBe(50);
  });

  test('that names messages of 52 sessions by id reads those of the first 50, and names the limit for each other one', async () => {
    const messages = Array.from({ length: 52 }, (_, index) =>
      encodeMessageId({ session: { type: 'ZepSession', externalId: `nobody-${index}` }, message: 'm' }),
    );
    const source = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const answer = await query(server.url, source, { ids: [...messages, ...messages.slice(0, 50)] });
    expect(codes(answer)).toEqual(['nodes.50: OPERATION_TOO_COMPLEX', 'nodes.51: OPERATION_TOO_COMPLEX']);
    const [message] = new Set(answer.errors?.map((error) => error.message));
    expect(message).toBe(
      'One operation can read the messages of at most 50 sessions. Read this one in another operation.',
    );
    expect(server.sandbox.calls('ZEP')).toBe(50);
  });
});

describe('a vendor that fails while its messages are read', () => {
  test.each([
    ['rate-limit', 'UPSTREAM_RATE_LIMITED'],
    ['truncated', 'UPSTREAM_INVALID_RESPONSE'],
    ['html', 'UPSTREAM_INVALID_RESPONSE'],
    ['wrong-shape', 'UPSTREAM_INVALID_RESPONSE'],
  ] as const)('by %s costs the messages, not the session', async (fault, code) => {
    for (const { id: provider } of providers) {
      // The second call.
      server.sandbox.setFault(provider, { fault, ratio: 0.5 });
      const answer = await read(idOf(provider));
      expect(answer.data?.session).toEqual({ externalId: expect.any(String), messages: null });
      expect(answer.errors).toMatchObject([
        { path: ['session', 'messages'], extensions: { code, provider } },
      ]);
      server.sandbox.setFault(provider, undefined);
    }
  });
});
