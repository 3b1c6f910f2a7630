import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SessionProvider } from '../../../src/model/generated.ts';
import { CHATBOTS } from '../../../src/providers/chatwize/stand-in-data.ts';
import type { Fault } from '../../../src/sandbox/index.ts';
import { startServer, type TestServer } from '../../helpers/graphql-server.ts';
import { askFeed, feedPage, type FeedPage } from './feed.ts';

const environment = { CHATWIZE_CHATBOT_IDS: CHATBOTS.middling, FEED_MAX_CALLS: '40' };
const vendors: readonly SessionProvider[] = ['CHATWIZE', 'DUOHUB', 'OPENCX', 'ZEP'];
const faults: readonly (readonly [Fault, string | null])[] = [
  [{ fault: 'latency', milliseconds: 20 }, null],
  [{ fault: 'server-error' }, 'UPSTREAM_UNAVAILABLE'],
  [{ fault: 'hang' }, 'UPSTREAM_TIMEOUT'],
  [{ fault: 'reset' }, 'UPSTREAM_UNAVAILABLE'],
  [{ fault: 'truncated' }, 'UPSTREAM_INVALID_RESPONSE'],
  [{ fault: 'html' }, 'UPSTREAM_INVALID_RESPONSE'],
  [{ fault: 'wrong-shape' }, 'UPSTREAM_INVALID_RESPONSE'],
  // Last, since it pauses all calls to the vendor.
  [{ fault: 'rate-limit', retryAfterSeconds: 30 }, 'UPSTREAM_RATE_LIMITED'],
];

const others = (page: FeedPage, broken: SessionProvider): string[] =>
  page.sources.filter(({ provider }) => provider !== broken).map(({ state }) => state);

describe.each(vendors)('with %s at fault on every call', (broken) => {
  let server: TestServer;
  beforeAll(async () => {
    // A vendor that hangs is waited for, and a busy machine must not make the others late.
    server = await startServer({ environment: { ...environment, [`${broken}_TIMEOUT_MS`]: '3000' } });
  });
  afterAll(async () => server[Symbol.asyncDispose]());

  test.each(faults)('%j: the other three are complete on every page', async (fault, code) => {
    server.sandbox.setFault(broken, fault);
    let after: string | null = null;
    for (let number = 0; number < 2; number += 1) {
      const page: FeedPage = await feedPage(server.url, { first: 20, after });
      expect(others(page, broken)).toEqual(['COMPLETE', 'COMPLETE', 'COMPLETE']);
      const source = page.sources.find(({ provider }) => provider === broken);
      expect(source).toMatchObject({ state: code ? 'FAILED' : 'COMPLETE', code });
      if (code) expect(page.nodes.some(({ provider }) => provider === broken)).toBe(false);
      expect(page.nodes.length).toBe(20);
      after = page.pageInfo.endCursor;
    }
    server.sandbox.setFault(broken, undefined);
  });
});

test('a source that fails on the second page is there when the same page is asked for again', async () => {
  await using server = await startServer({ environment });
  const first = await feedPage(server.url, { first: 20 });
  const second = { first: 20, after: first.pageInfo.endCursor };
  const whole = await feedPage(server.url, second);
  server.sandbox.setFault('ZEP', { fault: 'server-error', retryAfterSeconds: 40 });
  const { sources, nodes } = await feedPage(server.url, second);
  server.sandbox.setFault('ZEP', undefined);
  expect(sources.at(-1)).toEqual({
    provider: 'ZEP',
    state: 'FAILED',
    code: 'UPSTREAM_UNAVAILABLE',
    retryAfterSeconds: 40,
  });
  expect(nodes.filter(({ provider }) => provider === 'ZEP')).toEqual([]);
  expect(await feedPage(server.url, second)).toEqual(whole);
});

test('the field fails only if nobody answers', async () => {
  await using server = await startServer({ environment });
  for (const vendor of vendors) server.sandbox.setFault(vendor, { fault: 'html' });
  const { data, errors } = await askFeed(server.url);
  expect(data).toEqual({ sessions: null });
  expect(errors).toMatchObject([
    { path: ['sessions'], extensions: { code: 'UPSTREAM_INVALID_RESPONSE', provider: 'CHATWIZE' } },
  ]);
  const unsupported = await askFeed(server.url, { filter: { participant: { email: 'a@example.com' } } });
  expect(unsupported.errors).toMatchObject([{ extensions: { provider: 'CHATWIZE' } }]);
  server.sandbox.setFault('ZEP', undefined);
  const page = await feedPage(server.url);
  expect(page.sources.map(({ state }) => state)).toEqual(['FAILED', 'FAILED', 'FAILED', 'COMPLETE']);
  for (const vendor of vendors) server.sandbox.setFault(vendor, undefined);
});

test('a list longer than allowed, and a chatbot that does not exist, fail their source only', async () => {
  await using small = await startServer({
    environment: { ZEP_MAX_LIST_BYTES: '1000', CHATWIZE_CHATBOT_IDS: 'no-such-chatbot' },
  });
  const { sources } = await feedPage(small.url);
  expect(sources.map(({ state, code }) => `${state} ${code}`)).toEqual([
    'FAILED NOT_FOUND',
    'PARTIAL null',
    'COMPLETE null',
    'FAILED UPSTREAM_INVALID_RESPONSE',
  ]);
});
