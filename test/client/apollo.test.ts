import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { ApolloClient, gql, HttpLink, InMemoryCache, type TypedDocumentNode } from '@apollo/client';
import { cacheOptions } from '../../src/client/apollo.ts';
import { blocks } from '../helpers/documents.ts';
import { startServer, type TestServer } from '../helpers/graphql-server.ts';
import { feed, idsOf, longSession, messages, textsOf, type FeedPage, type MessagePage } from './documents.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

// Apollo Client warns when data in its cache is lost.
const complaints: unknown[] = [];
beforeEach(() => {
  complaints.length = 0;
  for (const method of ['warn', 'error'] as const)
    jest.spyOn(console, method).mockImplementation((...words) => void complaints.push(words));
});
afterEach(() => {
  jest.restoreAllMocks();
  expect(complaints).toEqual([]);
});

const connect = () =>
  new ApolloClient({
    cache: new InMemoryCache(cacheOptions),
    link: new HttpLink({ uri: `${server.url}/graphql` }),
  });

/** Reads further pages with `fetchMore`, and returns what the cache then has. */
async function readFeed(variables: { filter?: object }, pages: number) {
  const client = connect();
  const { data } = await client.query({ query: feed, variables });
  const list = client.watchQuery({ query: feed, variables });
  let end = data?.sessions.pageInfo;
  for (let page = 1; page < pages && end?.hasNextPage; page++) {
    const more = await list.fetchMore({ variables: { after: end.endCursor } });
    end = more.data?.sessions.pageInfo;
  }
  return client.readQuery({ query: feed, variables });
}

interface Result {
  readonly data: FeedPage | undefined;
}

/** The same pages without a cache. */
async function readPages(variables: { filter?: object }, pages: number): Promise<string[]> {
  const client = connect();
  const ids: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < pages; page++) {
    const { data }: Result = await client.query({
      query: feed,
      variables: { ...variables, after },
      fetchPolicy: 'no-cache',
    });
    if (!data) throw new Error('no data');
    ids.push(...idsOf(data));
    after = data.sessions.pageInfo.endCursor;
    if (!data.sessions.pageInfo.hasNextPage) break;
  }
  return ids;
}

test('fetchMore adds the pages of the list of all sessions to each other', async () => {
  const data = await readFeed({}, 4);
  const ids = data ? idsOf(data) : [];
  expect(ids).toHaveLength(80);
  expect(ids).toEqual(await readPages({}, 4));
});

test('empty pages neither end nor repeat the list of one person', async () => {
  const variables = { filter: { participant: { email: 'aylin.sahin@example.com' } } };
  const data = await readFeed(variables, 8);
  const ids = data ? idsOf(data) : [];
  expect(ids.length).toBeGreaterThan(20);
  expect(ids).toEqual(await readPages(variables, 8));
});

test('lists with different filters are kept apart', async () => {
  const client = connect();
  const [zep, duohub] = await Promise.all(
    (['ZEP', 'DUOHUB'] as const).map((provider) =>
      client.query({ query: feed, variables: { filter: { providers: [provider] } } }),
    ),
  );
  expect([zep, duohub].map((result) => result?.data && idsOf(result.data).length)).toEqual([20, 20]);
  expect(zep?.data && idsOf(zep.data)).not.toEqual(duohub?.data && idsOf(duohub.data));
});

test('fetchMore puts earlier messages in front of a conversation', async () => {
  const client = connect();
  const variables = { id: longSession };
  let { data } = await client.query({ query: messages, variables });
  const chat = client.watchQuery({ query: messages, variables });
  for (let page = 1; page < 3; page++) {
    const before = data?.session.messages.pageInfo.startCursor ?? null;
    ({ data } = await chat.fetchMore({ variables: { before } }));
  }
  const texts = textsOf(client.readQuery({ query: messages, variables }) as never);
  expect(new Set(texts).size).toBe(60);
  expect([texts[0], texts.at(-1)]).toEqual(['Order 1471: the usual, please.', 'Order 1500 is confirmed.']);
});

test("the guide's chat reads on in both directions", async () => {
  const client = connect();
  const chat: TypedDocumentNode<MessagePage> = gql(
    blocks('docs/frontend.md', 'graphql').find((text) => text.startsWith('query Chat(')) ?? '',
  );
  const newest = await client.query({ query: chat, variables: { id: longSession, last: 50 } });
  // As if the newest fifty had not been there yet.
  const variables = { id: longSession, last: 50, before: newest.data?.session.messages.pageInfo.startCursor };
  await client.clearStore();
  const { data } = await client.query({ query: chat, variables });
  const view = client.watchQuery({ query: chat, variables });
  const { startCursor, endCursor } = data?.session.messages.pageInfo ?? {};
  await view.fetchMore({ variables: { before: startCursor } });
  await view.fetchMore({ variables: { last: null, before: null, first: 50, after: endCursor } });
  const texts = textsOf(client.readQuery({ query: chat, variables }) as never);
  expect(texts).toHaveLength(150);
  expect(new Set(texts).size).toBe(150);
  expect(texts.at(-1)).toBe('Order 1500 is confirmed.');
});

test('the last message, with a key of its own, leaves an open conversation as it is', async () => {
  const client = connect();
  const variables = { id: longSession };
  await client.query({ query: messages, variables });
  const lastMessage = gql`
    query LastMessage($id: ID!) {
      session(id: $id) {
        id
        messages(last: 1) @connection(key: "LastMessage") {
          edges {
            node {
              text
            }
          }
        }
      }
    }
  `;
  const { data } = await client.query({ query: lastMessage, variables });
  expect(textsOf(data as never)).toEqual(['Order 1500 is confirmed.']);
  expect(textsOf(client.readQuery({ query: messages, variables }) as never)).toHaveLength(20);
});

const person = (field: string) => gql`
    query Person($id: ID!) { session(id: $id) { id participant { ${field} } } }
  `;

test('queries that select different fields of a person add to each other', async () => {
  const client = connect();
  const variables = { id: longSession };
  for (const field of ['externalId', 'verified']) await client.query({ query: person(field), variables });
  expect(client.readQuery({ query: person('externalId'), variables })).toMatchObject({
    session: { participant: { externalId: 'cust-10902' } },
  });
});

test('a fragment on Session matches the sessions of all vendors', async () => {
  const client = connect();
  const document = gql`
    query List {
      sessions(first: 20) {
        edges {
          node {
            ... on Session {
              id
            }
          }
        }
      }
    }
  `;
  await client.query({ query: document });
  const { sessions } = client.readQuery<{ sessions: { edges: { node: { id?: string } }[] } }>({
    query: document,
  }) ?? { sessions: { edges: [] } };
  expect(sessions.edges.map(({ node }) => typeof node.id)).toEqual(Array(20).fill('string'));
});

test('without errorPolicy a vendor that fails hides the others, with "all" it does not', async () => {
  const { faultSessions, sessions } = server.sandbox.samples;
  const document = gql`
    query Two($failing: String!, $healthy: String!) {
      zepSession(externalId: $failing) {
        id
      }
      duohubSession(externalId: $healthy) {
        id
      }
    }
  `;
  const variables = { failing: faultSessions.ZEP['server-error'], healthy: sessions.DUOHUB };
  await expect(connect().query({ query: document, variables })).rejects.toThrow('Zep answered');
  const { data, error } = await connect().query({ query: document, variables, errorPolicy: 'all' });
  expect(error?.message).toContain('Zep answered');
  expect(data).toMatchObject({ zepSession: null, duohubSession: { id: expect.any(String) } });
});
