import { until } from '../../helpers/until.ts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType, isLeafType, isObjectType } from 'graphql';
import { isPersonal } from '../../../src/graphql/personal-data.ts';
import { createSchema } from '../../../src/graphql/schema.ts';
import { providers } from '../../../src/providers/index.ts';
import { encodeMessageId, encodeNodeId } from '../../../src/model/node-id.ts';
import {
  codes,
  query,
  startServer,
  type GraphqlAnswer,
  type TestServer,
} from '../../helpers/graphql-server.ts';

const schema = createSchema(providers);

let server: TestServer;
afterAll(async () => server[Symbol.asyncDispose]());

const provider = 'ZEP';
const ofType = (type: string, externalId: string) => encodeNodeId({ type, externalId });

const ids = (): Record<string, string> => {
  const { sessions, chatbot } = server.sandbox.samples;
  return {
    zep: sessions.ZEP,
    zepId: ofType('ZepSession', sessions.ZEP),
    duohubId: ofType('DuohubSession', sessions.DUOHUB),
    chatbot,
    chatbotId: ofType('ChatwizeChatbot', chatbot),
  };
};

/** Every way to a session of Zep, with a place for the selection. */
const ways: readonly [string, (selection: string) => string][] = [
  ['session', (of) => `{ session(id: $zepId) { ${of} } }`],
  ['sessionsByIds', (of) => `{ sessionsByIds(ids: [$zepId]) { ${of} } }`],
  ['node', (of) => `{ node(id: $zepId) { ... on Session { ${of} } } }`],
  ['nodes', (of) => `{ nodes(ids: [$zepId]) { ... on ZepSession { ${of} } } }`],
  ['sessionByExternalId', (of) => `{ sessionByExternalId(provider: ZEP, externalId: $zep) { ${of} } }`],
  ['zepSession', (of) => `{ zepSession(externalId: $zep) { ${of} } }`],
  ['an alias', (of) => `{ mine: zepSession(externalId: $zep) { ${of} } }`],
  ['a fragment on the interface', (of) => `{ session(id: $zepId) { ...F } } fragment F on Session { ${of} }`],
  [
    '_entities',
    (of) =>
      `{ _entities(representations: [{ __typename: "ZepSession", id: $zepId }]) { ... on ZepSession { ${of} } } }`,
  ],
  [
    '_entities by the interface',
    (of) =>
      `{ _entities(representations: [{ __typename: "Session", id: $zepId }]) { ... on Session { ${of} } } }`,
  ],
];

function ask(document: string): Promise<GraphqlAnswer<Record<string, unknown>>> {
  const filled = document.replaceAll(/\$(\w+)/g, (_, name: string) => JSON.stringify(ids()[name]));
  return query(server.url, filled);
}

describe('a caller who may read duohub only', () => {
  beforeAll(async () => {
    server = await startServer({ environment: { AUTH_ANONYMOUS_SCOPES: 'sessions:duohub' } });
  });

  test.each(ways)(
    'gets no session of another vendor through %s, and the vendor is not called',
    async (_, way) => {
      server.sandbox.resetCalls();
      const answer = await ask(way('id provider'));
      expect(answer.errors?.map(({ message, extensions }) => [message, extensions.code])).toEqual([
        ['The scope sessions:zep is required.', 'FORBIDDEN'],
      ]);
      expect(JSON.stringify(answer.data)).not.toContain(provider);
      expect(server.sandbox.calls(provider)).toBe(0);
    },
  );

  test.each([
    '{ chatwizeChatbot(externalId: $chatbot) { sessions { totalCount } } }',
    '{ chatwizeChatbots(externalIds: [$chatbot]) { sessions { totalCount } } }',
    '{ node(id: $chatbotId) { ... on ChatwizeChatbot { sessions { totalCount } } } }',
    '{ _entities(representations: [{ __typename: "ChatwizeChatbot", id: $chatbotId }]) { ... on ChatwizeChatbot { sessions { totalCount } } } }',
  ])('gets no list of another vendor through %s', async (document) => {
    server.sandbox.resetCalls();
    const answer = await ask(document);
    expect(codes(answer)).toEqual([expect.stringMatching(/: FORBIDDEN$/)]);
    expect(JSON.stringify(answer.data)).not.toContain('totalCount');
    expect(server.sandbox.calls('CHATWIZE')).toBe(0);
  });

  test('gets the sessions of duohub in the same answer, without personal data', async () => {
    const answer = await ask(
      '{ a: session(id: $zepId) { id } b: session(id: $duohubId) { id metadata { key } status } }',
    );
    expect(codes(answer)).toEqual(['a: FORBIDDEN', 'b.metadata: FORBIDDEN']);
    expect(answer.data).toMatchObject({ a: null, b: { metadata: null, status: expect.any(String) } });
  });

  test('gets at most 100 such errors, and null without an error at the other places', async () => {
    const { zepId } = ids();
    const answer = await query(server.url, 'query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { id } }', {
      ids: Array.from({ length: 200 }, () => zepId),
    });
    expect(answer.errors).toHaveLength(100);
    expect((answer.data as { sessionsByIds: unknown[] }).sessionsByIds).toEqual(
      Array.from({ length: 200 }, () => null),
    );
    await server[Symbol.asyncDispose]();
  });
});

describe('a caller without personal-data', () => {
  beforeAll(async () => {
    server = await startServer({ environment: { AUTH_ANONYMOUS_SCOPES: 'sessions:*' } });
  });

  test.each(ways)('gets the session but nothing personal through %s', async (_, way) => {
    const answer = await ask(way('id status raw metadata { value } participant { externalId }'));
    expect(answer.errors?.map(({ message }) => message)).toEqual(
      Array.from({ length: 3 }, () => 'The scope personal-data is required.'),
    );
    const [session] = sessionsIn(answer);
    expect(session).toMatchObject({
      status: expect.any(String),
      raw: null,
      metadata: null,
      participant: null,
    });
  });

  test.each(providers.map(({ id, sessionType }) => [id, sessionType] as const))(
    'gets no field of %s that is marked as personal, whatever the vendor sends',
    async (id, sessionType) => {
      const externalId = server.sandbox.samples.sessions[id];
      const personal = personalFields(sessionType);
      const fields = personal.map(({ name, selection }) => `${name} ${selection}`).join(' ');
      const answer = await query<{ session: Record<string, unknown> }>(
        server.url,
        `query ($id: ID!) { session(id: $id) { ... on ${sessionType} { ${fields} } } }`,
        { id: encodeNodeId({ type: sessionType, externalId }) },
      );
      expect(answer.data?.session).toEqual(Object.fromEntries(personal.map(({ name }) => [name, null])));
      expect(answer.errors).toHaveLength(personal.length);
      expect(personal.length).toBeGreaterThan(3);
    },
  );
});

describe('a caller without messages', () => {
  beforeAll(async () => {
    server = await startServer({ environment: { AUTH_ANONYMOUS_SCOPES: 'sessions:*,personal-data' } });
  });

  test.each(ways)('gets the session but no conversation through %s', async (_, way) => {
    server.sandbox.resetCalls();
    const answer = await ask(way('id status messages { totalCount nodes { text } }'));
    expect(answer.errors?.map(({ message, extensions }) => [message, extensions.code])).toEqual([
      ['The scope messages is required.', 'FORBIDDEN'],
    ]);
    expect(sessionsIn(answer)).toEqual([expect.objectContaining({ status: 'OPEN', messages: null })]);
    expect(server.sandbox.calls(provider)).toBe(1);
  });

  test('gets no message by its global id, and the vendor is not called', async () => {
    server.sandbox.resetCalls();
    const session = { type: 'ZepSession', externalId: server.sandbox.samples.sessions.ZEP };
    const id = encodeMessageId({ session, message: 'any' });
    const answer = await query(server.url, 'query ($id: ID!) { node(id: $id) { id } }', { id });
    expect([answer.data, codes(answer)]).toEqual([{ node: null }, ['node: FORBIDDEN']]);
    expect(server.sandbox.calls(provider)).toBe(0);
  });
});

describe('a caller with messages and without personal-data', () => {
  beforeAll(async () => {
    server = await startServer({ environment: { AUTH_ANONYMOUS_SCOPES: 'sessions:*,messages' } });
  });

  test('gets who spoke when, and nothing of what was said', async () => {
    const fields = 'id externalId role createdAt text author raw attachments { name }';
    const answer = await ask(
      `{ session(id: $zepId) { messages(last: 2) { totalCount nodes { ${fields} } } } }`,
    );
    expect(answer.data).toMatchObject({
      session: {
        messages: {
          totalCount: 10,
          nodes: ['ASSISTANT', 'USER'].map((role) => ({
            role,
            createdAt: expect.any(String),
            text: null,
            author: null,
            raw: null,
            attachments: null,
          })),
        },
      },
    });
    expect(codes(answer)).toEqual(Array(8).fill(expect.stringMatching(/: FORBIDDEN$/)));
  });
});

function sessionsIn({ data }: GraphqlAnswer<Record<string, unknown>>): unknown[] {
  return Object.values(data ?? {}).flat();
}

interface PersonalField {
  readonly name: string;
  /** Empty for a field without subfields. */
  readonly selection: string;
}

function personalFields(type: string): PersonalField[] {
  const { [type]: fields = {} } = Object.fromEntries(
    Object.entries(schema.getTypeMap()).map(([name, one]) => [
      name,
      isObjectType(one) ? one.getFields() : {},
    ]),
  );
  return Object.values(fields)
    .filter(isPersonal)
    .map((field) => ({
      name: field.name,
      selection: isLeafType(getNamedType(field.type)) ? '' : '{ __typename }',
    }));
}

test('with AUDIT_LOG, one line tells who read whose personal data, without the data', async () => {
  await using audited = await startServer({ environment: { AUDIT_LOG: 'on' } });
  const { sessions } = audited.sandbox.samples;
  const read = (selection: string) =>
    query(audited.url, `{ zepSession(externalId: "${sessions.ZEP}") { ${selection} } }`);
  await read('id status');
  await read('raw metadata { key value } participant { externalId }');
  await read('messages { totalCount nodes { id role } }');
  await read('messages { nodes { text } }');
  const lines = () => audited.log.filter((line) => line.includes('"audit":true'));
  await until(() => lines().length > 1);
  expect(lines().map((line) => JSON.parse(line))).toMatchObject([
    { caller: 'anonymous', sessions: [ofType('ZepSession', sessions.ZEP)], total: 1 },
    { caller: 'anonymous', sessions: [ofType('ZepSession', sessions.ZEP)], total: 1 },
  ]);
  expect(lines().join()).not.toContain('metadata');
});
