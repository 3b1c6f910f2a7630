import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { post, query, startServer, type TestServer } from '../helpers/graphql-server.ts';
import { attacks } from './operations.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ environment: { LOG_LEVEL: 'silent' } });
});
beforeEach(() => server.sandbox.resetCalls());
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const victim = '{ sessionProviders { provider } }';

describe.each(attacks)('$name', ({ query: document, variables = {}, limit }) => {
  test(`is rejected by ${limit} before anything is read, while others are answered`, async () => {
    const [answer, other] = await Promise.all([
      query(server.url, document, variables),
      query(server.url, victim),
    ]);
    expect(answer.data).toBeUndefined();
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringMatching(new RegExp(`^The operation has .+\\. ${limit} allows \\d+\\.$`)),
      extensions: { code: 'OPERATION_TOO_COMPLEX', retryable: false },
    });
    expect(server.sandbox.requests).toEqual([]);
    expect(other.errors).toBeUndefined();
  });
});

test('the status is 400, or 200 for a client that accepts only application/json', async () => {
  const body = JSON.stringify({ query: attacks[0]?.query });
  const statusFor = async (accept: string): Promise<number> =>
    (await post(server.url, body, { headers: { accept } })).status;
  expect(await statusFor('application/graphql-response+json')).toBe(400);
  expect(await statusFor('application/json')).toBe(200);
});

test('a document that was answered before is still rejected with larger variables', async () => {
  const document = 'query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { id } }';
  const id = Buffer.from('ZepSession:a').toString('base64url');
  expect((await query(server.url, document, { ids: [id] })).errors).toBeUndefined();
  const { errors } = await query(server.url, document, { ids: Array.from({ length: 1001 }, () => id) });
  expect(errors?.[0]).toMatchObject({ extensions: { code: 'OPERATION_TOO_COMPLEX' } });
});

const everything = `
  __typename id provider externalId createdAt updatedAt endedAt status raw fetchedAt stale
  participant { externalId name email phone verified } metadata { key value }
  ... on ChatwizeSession { uuid lead authData identityVerified }
  ... on DuohubSession { userId customerUserId deletedAt }
  ... on OpenCXSession {
    vendorStatus aiClosureType sentiment channel { type } language assigneeId ticketNumber assistMode
    contact { externalId name email phoneNumber customData { key value } nonVerifiedCustomData { key value } }
    team { externalId name description } handoff { summary sentiment } ticketingSystem { name externalId idType }
  }
  ... on ZepSession {
    sessionId uuid userId projectUuid facts rowId deletedAt classifications { key value }
    factRatingInstruction { instruction examples { high medium low } }
  }`;

describe('the default limits allow', () => {
  test('the introspection query of tools', async () => {
    const document = getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
    });
    expect((await query(server.url, document)).errors).toBeUndefined();
  });

  test('200 sessions with every field', async () => {
    const ids = Object.entries({ ZepSession: server.sandbox.samples.sessions.ZEP }).flatMap(([type, id]) =>
      Array.from({ length: 200 }, () => Buffer.from(`${type}:${id}`).toString('base64url')),
    );
    const document = `query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { ${everything} } }`;
    const { data, errors } = await query<{ sessionsByIds: object[] }>(server.url, document, { ids });
    expect(errors).toBeUndefined();
    expect(data?.sessionsByIds).toHaveLength(200);
  });

  test('200 aliased root fields of a stitching gateway', async () => {
    const id = server.sandbox.samples.sessions.ZEP;
    const fields = Array.from(
      { length: 200 },
      (_, i) => `s${i}: zepSession(externalId: "${id}") { id facts }`,
    );
    expect((await query(server.url, `{ ${fields.join(' ')} }`)).errors).toBeUndefined();
  });

  test('a page of 1,000 sessions, with edges and cursors', async () => {
    const document = `query ($bot: String!) { chatwizeChatbot(externalId: $bot) { sessions(first: 1000) {
      totalCount pageInfo { hasNextPage endCursor }
      edges { cursor node { id externalId createdAt updatedAt status participant { name email phone verified } lead raw } }
    } } }`;
    const bot = server.sandbox.samples.chatbots.big;
    const { data, errors } = await query<Record<string, { sessions: { edges: object[] } }>>(
      server.url,
      document,
      {
        bot,
      },
    );
    expect(errors).toBeUndefined();
    expect(data?.['chatwizeChatbot']?.sessions.edges).toHaveLength(1000);
  });

  test('5,000 representations of a router', async () => {
    const representation = { __typename: 'ZepSession', externalId: server.sandbox.samples.sessions.ZEP };
    const representations = Array.from({ length: 5000 }, () => representation);
    const document = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Session { __typename id createdAt updatedAt status participant { externalId name email } }
    } }`;
    expect((await query(server.url, document, { representations })).errors).toBeUndefined();
  });
});

test('each limit can be configured', async () => {
  const environment = {
    MAX_DEPTH: '2',
    MAX_ALIASES: '1',
    MAX_ROOT_FIELDS: '2',
    MAX_COST: '15',
    MAX_READS: '1',
  };
  await using strict = await startServer({ environment });
  const limitOf = async (document: string) =>
    (await query(strict.url, document)).errors?.[0]?.message.match(/MAX_\w+/)?.[0];
  expect(await limitOf('{ sessionProviders { quota { limit } } }')).toBe('MAX_DEPTH');
  expect(await limitOf('{ a: sessionProviders { enabled } b: sessionProviders { enabled } }')).toBe(
    'MAX_ALIASES',
  );
  expect(await limitOf('{ __typename __typename __typename }')).toBe('MAX_ROOT_FIELDS');
  expect(await limitOf('{ sessionProviders { provider enabled availability } }')).toBe('MAX_COST');
  expect(await limitOf('{ zepSession(externalId: "a") { id } duohubSession(externalId: "a") { id } }')).toBe(
    'MAX_READS',
  );
  expect(await limitOf('{ sessionProviders { provider } }')).toBeUndefined();
});

describe('x-operation-cost', () => {
  interface Priced {
    readonly errors?: readonly object[];
    readonly extensions?: { readonly cost: Readonly<Record<string, unknown>> };
  }
  const costOf = async (
    document: string,
    headers: Record<string, string> = { 'x-operation-cost': '1' },
  ): Promise<Priced> =>
    (await (await post(server.url, JSON.stringify({ query: document }), { headers })).json()) as Priced;

  test('adds the estimated cost and the limits to the answer', async () => {
    const { errors, extensions } = await costOf('{ all: sessionProviders { provider quota { limit } } }');
    expect(errors).toBeUndefined();
    const limits = { maxDepth: 20, maxAliases: 500, maxRootFields: 300, maxCost: 100_000, maxReads: 1000 };
    expect(extensions).toEqual({
      cost: { fields: 31, reads: 0, conversations: 0, aliases: 1, depth: 3, rootFields: 1, limits },
    });
  });

  test('adds them to the answer of an operation that is refused', async () => {
    const document = attacks.find(({ name }) => name === 'fragments that double 40 times')?.query ?? '';
    const { errors, extensions } = await costOf(document);
    expect(errors).toHaveLength(1);
    expect(extensions?.cost).toMatchObject({ rootFields: 2 ** 40, fields: 2 ** 40 });
  });

  test('is a number of JSON also if it is infinite', async () => {
    const fragments = Array.from(
      { length: 700 },
      (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} ...f${i + 1} }`,
    );
    const { extensions } = await costOf(
      `${fragments.join(' ')} fragment f700 on Query { __typename } { ...f0 }`,
    );
    expect(extensions?.cost).toMatchObject({ fields: Number.MAX_SAFE_INTEGER });
  });

  test('is not sent without the header', async () => {
    expect((await costOf('{ __typename }', {})).extensions).toBeUndefined();
  });
});
