import { describe, expect, test } from '@jest/globals';
import { providers } from '../../../src/providers/index.ts';
import { encodeNodeId } from '../../../src/model/node-id.ts';
import { post, query, startServer, type TestServer } from '../../helpers/graphql-server.ts';
import { behindProxy, from } from '../../engine/replica.ts';
import { declaredMetrics, scrape, scrapeText, valuesOf } from './metrics.ts';
import { startVendor } from '../http/vendor.ts';

const readZep = 'query ReadZep($id: String!) { zepSession(externalId: $id) { id stale } }';
const zep = '{provider="ZEP",operation="getSession"}';
const zepWith = (outcome: string): string => `{provider="ZEP",operation="getSession",outcome="${outcome}"}`;

const breaking = { ZEP_BREAKER_OPEN_MS: '600000', ZEP_BREAKER_FAILURE_PERCENT: '50' };

const read = (server: TestServer, id: string) =>
  query<{ zepSession: { stale: boolean } }>(server.url, readZep, { id });

const readMany = (server: TestServer, externalIds: readonly string[]) => {
  const ids = externalIds.map((externalId) => encodeNodeId({ type: 'ZepSession', externalId }));
  return query(server.url, 'query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { id } }', { ids });
};

describe('upstream calls', () => {
  test('three identical reads at once are one call, a miss and two coalesced; a fourth is a hit', async () => {
    await using server = await startServer({ environment: { CACHE: 'on' } });
    const { ZEP: id } = server.sandbox.samples.sessions;
    server.sandbox.setFault('ZEP', { fault: 'latency', milliseconds: 300 });
    await Promise.all([read(server, id), read(server, id), read(server, id)]);
    await read(server, id);
    const scraped = await scrape(server.url);
    expect(server.sandbox.calls('ZEP')).toBe(1);
    expect(valuesOf(scraped, 'session_graph_upstream_calls_total')).toEqual({ [zepWith('OK')]: 1 });
    expect(valuesOf(scraped, 'session_graph_upstream_attempts_total')).toEqual({ [zep]: 1 });
    expect(valuesOf(scraped, 'session_graph_upstream_call_duration_seconds_count')).toEqual({ [zep]: 1 });
    expect(valuesOf(scraped, 'session_graph_cache_reads_total')).toEqual({
      [zepWith('miss')]: 1,
      [zepWith('coalesced')]: 2,
      [zepWith('hit')]: 1,
    });
    expect(valuesOf(scraped, 'session_graph_cache_entries')).toEqual({ '': 1 });
    expect(scraped.get('session_graph_cache_bytes')).toBeGreaterThan(100);
  });

  test('an answer that is too old is a stale read', async () => {
    await using server = await startServer({ environment: { CACHE: 'on', ZEP_CACHE_OPEN_MS: '1' } });
    const { ZEP: id } = server.sandbox.samples.sessions;
    while (!(await read(server, id)).data?.zepSession.stale);
    const reads = valuesOf(await scrape(server.url), 'session_graph_cache_reads_total');
    expect(reads[zepWith('stale')]).toBe(1);
  });

  test('a read that fails is failed, for each who waited for it', async () => {
    await using server = await startServer({ environment: { DEBUG_UPSTREAM: 'on' } });
    server.sandbox.setFault('ZEP', { fault: 'server-error', milliseconds: 300 });
    const body = JSON.stringify({ query: readZep, variables: { id: 'x' } });
    const ask = async () => {
      const response = await post(server.url, body, { headers: { 'x-upstream-debug': '1' } });
      return ((await response.json()) as { extensions: { upstream: { attempts: number }[] } }).extensions
        .upstream;
    };
    const upstream = (await Promise.all([ask(), ask()])).flat();
    expect(upstream).toMatchObject([{ cache: 'failed' }, { cache: 'failed' }]);
    // Only one of the two sent anything.
    expect(upstream.map(({ attempts }) => attempts).toSorted()).toEqual([0, 3]);
    const reads = valuesOf(await scrape(server.url), 'session_graph_cache_reads_total');
    expect(reads).toEqual({ [zepWith('failed')]: 2 });
  });

  test('a retry is counted, as is every attempt', async () => {
    await using server = await startServer();
    const { ZEP: id } = server.sandbox.samples.sessions;
    server.sandbox.setFault('ZEP', { fault: 'server-error', ratio: 0.5 });
    await read(server, id);
    await read(server, id);
    const scraped = await scrape(server.url);
    expect(valuesOf(scraped, 'session_graph_upstream_calls_total')).toEqual({ [zepWith('OK')]: 2 });
    expect(valuesOf(scraped, 'session_graph_upstream_attempts_total')).toEqual({ [zep]: 3 });
    expect(valuesOf(scraped, 'session_graph_upstream_retries_total')).toEqual({ [zep]: 1 });
    expect(valuesOf(scraped, 'session_graph_upstream_responses_total')).toEqual({
      '{provider="ZEP",status="2xx"}': 2,
      '{provider="ZEP",status="5xx"}': 1,
    });
  });

  test('a vendor that fails many callers opens its breaker and no other, and is then paused', async () => {
    await using server = await startServer({ environment: { ...breaking, ...behindProxy } });
    server.sandbox.setFault('ZEP', { fault: 'reset' });
    await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        query(server.url, readZep, { id: `session-${number}` }, from(number)),
      ),
    );
    const scraped = await scrape(server.url);
    const states = valuesOf(scraped, 'session_graph_breaker_state');
    expect(Object.keys(states).filter((state) => states[state] === 1)).toEqual(
      providers.map(({ id }) => `{provider="${id}",state="${id === 'ZEP' ? 'open' : 'closed'}"}`),
    );
    expect(valuesOf(scraped, 'session_graph_breaker_opened_total')).toMatchObject({
      '{provider="DUOHUB"}': 0,
      '{provider="ZEP"}': 1,
    });
    expect(scraped.get('session_graph_upstream_paused_seconds{provider="ZEP"}')).toBeGreaterThan(500);
    expect(valuesOf(scraped, 'session_graph_errors_total')).toEqual({
      '{code="INTERNAL_SERVER_ERROR"}': 0,
      '{code="UPSTREAM_UNAVAILABLE"}': 20,
    });
  });

  test('a vendor that fails one caller opens the breaker of this caller', async () => {
    await using server = await startServer({ environment: breaking });
    server.sandbox.setFault('ZEP', { fault: 'reset' });
    await readMany(
      server,
      Array.from({ length: 20 }, (_, number) => `session-${number}`),
    );
    const scraped = await scrape(server.url);
    expect(scraped.get('session_graph_breaker_state{provider="ZEP",state="closed"}')).toBe(1);
    expect(valuesOf(scraped, 'session_graph_breaker_opened_total')).toMatchObject({ '{provider="ZEP"}': 0 });
    expect(valuesOf(scraped, 'session_graph_caller_breaker_opened_total')).toMatchObject({
      '{provider="DUOHUB"}': 0,
      '{provider="ZEP"}': 1,
    });
    expect(valuesOf(scraped, 'session_graph_breaker_refused_callers')).toMatchObject({
      '{provider="DUOHUB"}': 0,
      '{provider="ZEP"}': 1,
    });
  });

  test('429 is a status of its own, and its pause shows', async () => {
    await using server = await startServer({ environment: { OPENCX_QUOTA: '100' } });
    server.sandbox.setFault('OPENCX', { fault: 'rate-limit', retryAfterSeconds: 600 });
    await query(server.url, '{ opencxSession(externalId: "00000000-0000-4000-8000-000000000000") { id } }');
    const scraped = await scrape(server.url);
    expect(scraped.get('session_graph_upstream_responses_total{provider="OPENCX",status="429"}')).toBe(1);
    expect(scraped.get('session_graph_upstream_paused_seconds{provider="OPENCX"}')).toBeGreaterThan(200);
    expect(scraped.get('session_graph_quota_limit{provider="OPENCX"}')).toBe(100);
    expect(scraped.get('session_graph_quota_remaining{provider="OPENCX"}')).toBe(99);
  });

  test('calls that wait for their turn are the length of the queue', async () => {
    const arrived = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    await using vendor = await startVendor(async (_, response) => {
      arrived.resolve();
      await answer.promise;
      response.writeHead(404).end();
    });
    const environment = { ZEP_MAX_CONNECTIONS: '1' };
    await using server = await startServer({ environment, configure: withZepAt(vendor.url) });
    const reading = readMany(server, ['a', 'b', 'c']);
    await arrived.promise;
    expect(valuesOf(await scrape(server.url), 'session_graph_queue_length')).toMatchObject({
      '{provider="ZEP"}': 2,
      '{provider="DUOHUB"}': 0,
    });
    answer.resolve();
    await reading;
    const scraped = await scrape(server.url);
    expect(scraped.get('session_graph_queue_length{provider="ZEP"}')).toBe(0);
    expect(scraped.get('session_graph_queue_wait_seconds_count{provider="ZEP"}')).toBe(3);
  });

  test('rows without an id are counted', async () => {
    await using vendor = await startVendor((_, response) =>
      response.end(JSON.stringify([{ uuid: 'one' }, { uuid: null }, {}])),
    );
    await using server = await startServer({ configure: withAllAt(vendor.url) });
    await query(server.url, '{ chatwizeChatbot(externalId: "bot") { sessions { totalCount } } }');
    const leftOut = valuesOf(await scrape(server.url), 'session_graph_rows_left_out_total');
    expect(leftOut).toMatchObject({ '{provider="CHATWIZE"}': 2, '{provider="ZEP"}': 0 });
  });

  test('a conversation that is longer than is read is counted, by the reason', async () => {
    await using server = await startServer({ environment: { ZEP_MAX_MESSAGES: '5' } });
    const { ZEP } = server.sandbox.samples.sessions;
    await query(server.url, `{ zepSession(externalId: "${ZEP}") { messages { totalCount } } }`);
    const scraped = await scrape(server.url);
    expect(valuesOf(scraped, 'session_graph_reads_cut_total')).toMatchObject({
      '{provider="ZEP",reason="bound"}': 1,
      '{provider="ZEP",reason="inconsistent"}': 0,
      '{provider="OPENCX",reason="quota"}': 0,
    });
    const calls = 'session_graph_upstream_calls_total{provider="ZEP",operation="getMessages",outcome="OK"}';
    expect(scraped.get(calls)).toBe(1);
  });

  test('what vendors contribute to the list of all sessions is counted by state', async () => {
    await using server = await startServer();
    server.sandbox.setFault('ZEP', { fault: 'html' });
    await query(server.url, '{ sessions { nodes { id } } }');
    await query(
      server.url,
      '{ sessions(filter: { participant: { email: "a@example.com" } }) { nodes { id } } }',
    );
    const sources = valuesOf(await scrape(server.url), 'session_graph_feed_sources_total');
    expect(sources).toEqual({
      '{provider="CHATWIZE",state="COMPLETE"}': 2,
      '{provider="DUOHUB",state="PARTIAL"}': 1,
      '{provider="DUOHUB",state="UNSUPPORTED"}': 1,
      '{provider="OPENCX",state="COMPLETE"}': 2,
      '{provider="ZEP",state="FAILED"}': 1,
      '{provider="ZEP",state="UNSUPPORTED"}': 1,
    });
  });

  test('a call that its client left is abandoned, and no failure of the vendor', async () => {
    const arrived = Promise.withResolvers<void>();
    const left = Promise.withResolvers<void>();
    await using vendor = await startVendor((request) => {
      request.socket.once('close', () => left.resolve());
      arrived.resolve();
    });
    await using server = await startServer({ configure: withZepAt(vendor.url) });
    const leaving = new AbortController();
    const body = JSON.stringify({ query: readZep, variables: { id: 'x' } });
    const answer = post(server.url, body, { signal: leaving.signal }).catch(() => 'left');
    await arrived.promise;
    leaving.abort();
    expect(await answer).toBe('left');
    await left.promise;
    const calls = valuesOf(await scrape(server.url), 'session_graph_upstream_calls_total');
    expect(calls).toEqual({ [zepWith('ABANDONED')]: 1 });
  });
});

type Configure = NonNullable<NonNullable<Parameters<typeof startServer>[0]>['configure']>;

const withAllAt = (url: string) => withVendorsAt(url, () => true);
const withZepAt = (url: string) => withVendorsAt(url, (provider) => provider === 'ZEP');

function withVendorsAt(url: string, isMoved: (provider: string) => boolean): Configure {
  return (config) => ({
    ...config,
    providers: Object.fromEntries(
      Object.entries(config.providers).map(([provider, settings]) => [
        provider,
        isMoved(provider) ? { ...settings, baseUrl: new URL(url) } : settings,
      ]),
    ),
  });
}

describe('GraphQL operations', () => {
  test('count by name and outcome, with their errors by code', async () => {
    await using server = await startServer();
    await query(server.url, 'query Fine { __typename }');
    await query(server.url, '{ __typename }');
    await query(server.url, 'query Bad { session(id: "nonsense") { id } }');
    await query(server.url, 'query Invalid { nothing }');
    await query(server.url, '{');
    const scraped = await scrape(server.url);
    expect(valuesOf(scraped, 'session_graph_operations_total')).toEqual({
      '{operation="Fine",outcome="ok"}': 1,
      '{operation="anonymous",outcome="ok"}': 1,
      '{operation="Bad",outcome="errors"}': 1,
      // What is not a valid operation has no name.
      '{operation="anonymous",outcome="errors"}': 2,
    });
    expect(valuesOf(scraped, 'session_graph_operation_duration_seconds_count')).toEqual({
      '{operation="Fine"}': 1,
      '{operation="anonymous"}': 3,
      '{operation="Bad"}': 1,
    });
    expect(valuesOf(scraped, 'session_graph_errors_total')).toEqual({
      '{code="INTERNAL_SERVER_ERROR"}': 0,
      '{code="BAD_USER_INPUT"}': 1,
      '{code="GRAPHQL_VALIDATION_FAILED"}': 1,
      '{code="GRAPHQL_PARSE_FAILED"}': 1,
    });
  });

  test('of 300 names the last 200 are labels, so that made-up names do not displace real ones for good', async () => {
    await using server = await startServer();
    for (let index = 0; index < 300; index++) await query(server.url, `query Q${index} { __typename }`);
    await query(server.url, 'query Q7 { __typename }');
    const operations = valuesOf(await scrape(server.url), 'session_graph_operations_total');
    expect(Object.keys(operations)).toHaveLength(200);
    expect(operations).toMatchObject({
      '{operation="Q7",outcome="ok"}': 1,
      '{operation="Q299",outcome="ok"}': 1,
    });
    const durations = valuesOf(await scrape(server.url), 'session_graph_operation_duration_seconds_count');
    expect(Object.keys(durations)).toHaveLength(200);
  });

  test('a name beyond 100 characters is "other"', async () => {
    await using server = await startServer();
    await query(server.url, `query ${'Q'.repeat(101)} { __typename }`);
    const operations = valuesOf(await scrape(server.url), 'session_graph_operations_total');
    expect(operations).toEqual({ '{operation="other",outcome="ok"}': 1 });
  });
});

describe('what is served', () => {
  test('is in the text format, with the metrics of the process, and tells no credential, id or address', async () => {
    await using server = await startServer();
    const { ZEP: id } = server.sandbox.samples.sessions;
    await read(server, id);
    const response = await fetch(`${server.url}/metrics`);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = await scrapeText(server.url);
    expect((await scrape(server.url)).get('process_resident_memory_bytes')).toBeGreaterThan(0);
    for (const secret of [server.sandbox.credential, id, new URL(server.sandbox.url).host]) {
      expect(text).not.toContain(secret);
    }
  });

  test('all names of its own begin with session_graph_ and end with a base unit where they have one', async () => {
    await using server = await startServer();
    const declared = [...declaredMetrics(await scrapeText(server.url))];
    const own = declared.filter(([name]) => !/^(process|nodejs)_/.test(name));
    expect(own.length).toBeGreaterThan(15);
    for (const [name, type] of own) {
      expect(name).toMatch(/^session_graph_[a-z_]+$/);
      expect(name.endsWith('_total')).toBe(type === 'counter');
      if (type === 'histogram') expect(name).toMatch(/_seconds$/);
    }
  });

  test('two servers in one process count each for itself', async () => {
    await using one = await startServer();
    await using other = await startServer();
    await query(one.url, '{ __typename }');
    expect(valuesOf(await scrape(other.url), 'session_graph_operations_total')).toEqual({});
    expect(valuesOf(await scrape(one.url), 'session_graph_operations_total')).not.toEqual({});
  });

  test('is nothing with METRICS=off', async () => {
    await using server = await startServer({ environment: { METRICS: 'off' } });
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    expect(await query(server.url, '{ __typename }')).toEqual({ data: { __typename: 'Query' } });
  });

  test('tells that Redis is down, and nothing of Redis where none is configured', async () => {
    await using alone = await startServer();
    await using shared = await startServer({
      environment: { CACHE: 'on', REDIS_URL: 'redis://user:hunter2@127.0.0.1:1' },
    });
    expect(valuesOf(await scrape(alone.url), 'session_graph_redis_up')).toEqual({});
    expect(valuesOf(await scrape(shared.url), 'session_graph_redis_up')).toEqual({ '': 0 });
    expect(await scrapeText(shared.url)).not.toContain('hunter2');
  });
});
