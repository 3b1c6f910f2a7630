import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { codes, query, startServer, type TestServer } from '../../helpers/graphql-server.ts';
import { askFeed, feedPage } from './feed.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => server[Symbol.asyncDispose]());

describe('invalid arguments make the field null, and nothing else', () => {
  const dates = 'must be an ISO 8601 date.';
  test.each([
    ['a negative size', { first: -1 }, 'first must be between 0 and 200, got -1.'],
    ['a size above the limit', { first: 201 }, 'first must be between 0 and 200, got 201.'],
    ['text as a cursor', { after: 'nonsense' }, 'after is not a cursor of this list.'],
    ['no cursor', { after: '' }, 'after is not a cursor of this list.'],
    ['a long cursor', { after: 'A'.repeat(100_000) }, 'after is not a cursor of this list.'],
    ['a date', { filter: { createdAfter: 'yesterday' } }, `filter.createdAfter ${dates}`],
    ['another date', { filter: { createdBefore: '2026-02-30' } }, `filter.createdBefore ${dates}`],
    ['nobody', { filter: { participant: {} } }, 'filter.participant must have an externalId or an email.'],
    [
      'nobody, in nulls',
      { filter: { participant: { email: null, externalId: null } } },
      'filter.participant must have an externalId or an email.',
    ],
    [
      'an empty id',
      { filter: { participant: { externalId: '' } } },
      'filter.participant.externalId must not be empty.',
    ],
    [
      'an id that no path can have',
      { filter: { participant: { externalId: '..' } } },
      'filter.participant.externalId must not be "." or "..".',
    ],
    ...['', 'aylin', 'a@b@c', 'a b@c', `${'a'.repeat(400)}@c`].map(
      (email) =>
        [
          'an email',
          { filter: { participant: { email } } },
          'filter.participant.email must be an email address.',
        ] as const,
    ),
  ])('%s: %j', async (_, variables, message) => {
    const { data, errors } = await askFeed(server.url, variables);
    expect(data).toEqual({ sessions: null });
    expect(errors).toMatchObject([{ message, path: ['sessions'], extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('while a neighbour is answered', async () => {
    const document = '{ sessions(first: -1) { nodes { id } } sessionProviders { provider } }';
    const answer = await query(server.url, document);
    expect(codes(answer)).toEqual(['sessions: BAD_USER_INPUT']);
    expect(answer.data).toMatchObject({ sessionProviders: [{}, {}, {}, {}] });
  });
});

describe('a range without a time in it', () => {
  test.each([
    ['that ends before it begins', '2026-03-02', '2026-03-01'],
    ['of one moment', '2026-03-02', '2026-03-02'],
  ])('%s is an empty page, without a call', async (_, createdAfter, createdBefore) => {
    server.sandbox.resetCalls();
    const { nodes, pageInfo, sources } = await feedPage(server.url, {
      filter: { createdAfter, createdBefore },
    });
    expect([nodes, pageInfo]).toEqual([[], { hasNextPage: false, endCursor: null }]);
    expect(new Set(sources.map(({ state }) => state))).toEqual(new Set(['COMPLETE']));
    expect(server.sandbox.requests).toEqual([]);
  });
});

test('a page of no sessions makes no call', async () => {
  server.sandbox.resetCalls();
  const page = await feedPage(server.url, { first: 0 });
  expect([page.nodes, page.pageInfo.hasNextPage]).toEqual([[], true]);
  expect(server.sandbox.requests).toEqual([]);
});

test('a page counts with its size and with 35 calls against the limits on operations', async () => {
  const ask = (count: number) =>
    query(
      server.url,
      `{ ${Array.from({ length: count }, (_, n) => `a${n}: sessions(first: 0) { nodes { id } }`).join(' ')} }`,
    );
  expect((await ask(28)).errors).toBeUndefined();
  expect((await ask(29)).errors).toMatchObject([
    {
      message: expect.stringContaining(
        'an estimated number of upstream reads of 1015. MAX_READS allows 1000',
      ),
    },
  ]);
  const wide = `{ sessions(first: 200) { edges { node { metadata { key value } raw } } } }`;
  await using tight = await startServer({ environment: { MAX_COST: '1000' } });
  expect((await query(tight.url, wide)).errors).toMatchObject([
    { message: expect.stringContaining('MAX_COST allows 1000') },
  ]);
});
