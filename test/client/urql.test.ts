import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { Client, fetchExchange, gql } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { cacheOptions } from '../../src/client/urql.ts';
import { encodeNodeId } from '../../src/model/node-id.ts';
import { startServer, type TestServer } from '../helpers/graphql-server.ts';
import { feed, idsOf, longSession, messages, textsOf, type FeedPage, type MessagePage } from './documents.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

// Graphcache warns about types that it cannot store.
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
  new Client({
    url: `${server.url}/graphql`,
    preferGetMethod: false,
    exchanges: [cacheExchange(cacheOptions), fetchExchange],
  });

test('pages of the list of all sessions are read one by one, and again from the cache', async () => {
  const client = connect();
  const ids: string[] = [];
  let after: string | null = null;
  const cursors: (string | null)[] = [];
  for (let page = 0; page < 4; page++) {
    cursors.push(after);
    const { data, error }: { data?: FeedPage; error?: unknown } = await client.query(feed, { after });
    expect(error).toBeUndefined();
    if (!data) throw new Error('no data');
    ids.push(...idsOf(data));
    after = data.sessions.pageInfo.endCursor;
  }
  expect(new Set(ids).size).toBe(80);
  const cached = cursors.map((cursor) => client.readQuery(feed, { after: cursor })?.data);
  expect(cached.flatMap((data) => (data ? idsOf(data) : []))).toEqual(ids);
});

test('earlier messages of a conversation are read page by page, and again from the cache', async () => {
  const client = connect();
  const pages: (string | null)[][] = [];
  const cursors: (string | null)[] = [];
  let before: string | null = null;
  for (let page = 0; page < 3; page++) {
    cursors.push(before);
    const { data }: { data?: MessagePage } = await client.query(messages, { id: longSession, before });
    if (!data) throw new Error('no data');
    pages.unshift(textsOf(data));
    before = data.session.messages.pageInfo.startCursor;
  }
  const texts = pages.flat();
  expect(new Set(texts).size).toBe(60);
  expect(texts.at(-1)).toBe('Order 1500 is confirmed.');
  const cached = cursors.map(
    (cursor) => client.readQuery(messages, { id: longSession, before: cursor })?.data,
  );
  expect(cached.toReversed().flatMap((data) => (data ? textsOf(data) : []))).toEqual(texts);
});

test('every type without an id is stored without a warning', async () => {
  const document = gql`
    query Everything($id: ID!) {
      sessionProviders {
        provider
        enabled
        quota {
          limit
        }
      }
      session(id: $id) {
        id
        participant {
          name
        }
        metadata {
          key
          value
        }
        ... on OpenCXSession {
          channel {
            type
          }
          contact {
            email
          }
          team {
            name
          }
          handoff {
            summary
          }
          ticketingSystem {
            name
          }
        }
        messages(last: 5) {
          nodes {
            id
            attachments {
              name
            }
          }
        }
      }
    }
  `;
  const externalId = server.sandbox.samples.sessions.OPENCX;
  const id = encodeNodeId({ type: 'OpenCXSession', externalId });
  const { data, error } = await connect().query(document, { id });
  expect(error).toBeUndefined();
  expect(data).toMatchObject({
    session: { channel: { type: 'WEB' }, contact: { email: expect.any(String) } },
  });
});
