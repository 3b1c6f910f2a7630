import type { RequestListener } from 'node:http';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { startTracing } from '../../../src/server/tracing/sdk.ts';
import { startCollector, type CollectedSpan, type Collector } from '../../helpers/collector.ts';
import { recordingLogger } from '../../helpers/logger.ts';
import { post } from '../../helpers/graphql-server.ts';
import { startVendor } from '../http/vendor.ts';
import { runMain, type Running } from '../../helpers/process.ts';

const credential = 'hunter2-is-the-credential';
const externalId = 'who-asks-is-the-id';
const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
const readZep = 'query ReadZep($id: String!) { zepSession(externalId: $id) { id } }';

const asJson = (collector: Collector): Record<string, string> => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
});

const answer: RequestListener = (_, response) =>
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ session_id: externalId }));

interface Traced {
  readonly collector: Collector;
  readonly server: Running;
  /** The headers of each call to the vendor. */
  readonly sent: readonly NodeJS.Dict<string | string[]>[];
}

interface Setting {
  readonly environment: (collector: Collector) => Record<string, string>;
  readonly vendor?: RequestListener;
  readonly query?: (url: string) => Promise<unknown>;
}

const readOnce = (url: string) =>
  post(url, JSON.stringify({ query: readZep, variables: { id: externalId } }), {
    headers: { traceparent, tracestate: 'hunter4=of-the-client', baggage: 'user=hunter4' },
  });

/** Starts the server against one vendor and a collector, queries it, and stops it: by then all spans have been sent. */
async function trace({ environment, vendor: answers = answer, query = readOnce }: Setting): Promise<Traced> {
  const sent: NodeJS.Dict<string | string[]>[] = [];
  await using vendor = await startVendor((request, response) => {
    sent.push(request.headers);
    answers(request, response);
  });
  await using collector = await startCollector();
  await using server = runMain([], {
    PORT: '0',
    GRAPHIQL: 'off',
    ZEP_API_KEY: credential,
    ZEP_BASE_URL: vendor.url,
    ...environment(collector),
  });
  await query(await server.says(/"ready at (http.*)\/graphql"/));
  server.signal('SIGTERM');
  expect(await server.exit).toBe(0);
  expect(server.output()).not.toContain(credential);
  return { collector, server, sent };
}

function spansOf({ collector }: Traced): { operation: CollectedSpan; calls: CollectedSpan[] } {
  const [operation, ...others] = collector.spans().filter(({ kind }) => kind === 2);
  expect(others).toEqual([]);
  return { operation: operation as CollectedSpan, calls: collector.spans().filter(({ kind }) => kind === 3) };
}

/** Of one operation that reads one session. */
let ordinary: Traced;

beforeAll(async () => {
  ordinary = await trace({ environment: asJson });
});

describe('a trace', () => {
  test('has a span of the operation, under that of the client, and under it one of the upstream call', () => {
    const { operation, calls } = spansOf(ordinary);
    expect(operation).toMatchObject({ name: 'query', traceId, parentSpanId: 'b7ad6b7169203331', status: 0 });
    expect(operation.attributes).toEqual({
      'graphql.operation.type': 'query',
      'graphql.operation.name': 'ReadZep',
    });
    expect(calls).toMatchObject([
      { name: 'ZEP getSession', traceId, parentSpanId: operation.spanId, status: 0 },
    ]);
    expect(calls[0]?.attributes).toEqual({
      'session_graph.provider': 'ZEP',
      'session_graph.operation': 'getSession',
      'session_graph.attempts': 1,
      'session_graph.outcome': 'OK',
      'http.request.method': 'GET',
      'http.response.status_code': 200,
    });
  });

  test('tells the attempts, the status and the code of a call that fails', async () => {
    const { operation, calls } = spansOf(
      await trace({ environment: asJson, vendor: (_, response) => response.writeHead(503).end(credential) }),
    );
    expect(operation).toMatchObject({ status: 2, attributes: { 'error.type': 'UPSTREAM_UNAVAILABLE' } });
    expect(calls).toMatchObject([{ status: 2 }]);
    expect(calls[0]?.attributes).toMatchObject({
      'session_graph.attempts': 3,
      'session_graph.outcome': 'UPSTREAM_UNAVAILABLE',
      'http.response.status_code': 503,
      'error.type': 'UPSTREAM_UNAVAILABLE',
    });
  });

  test('that reads from the cache has no call, but tells the read', async () => {
    const traced = await trace({
      environment: asJson,
      query: async (url) => {
        await (await readOnce(url)).text();
        await (await readOnce(url)).text();
      },
    });
    const operations = traced.collector.spans().filter(({ kind }) => kind === 2);
    const outcomes = operations.map(({ events }) => events.map((read) => read['session_graph.outcome']));
    expect(outcomes).toEqual([['miss'], ['hit']]);
    expect(traced.sent).toHaveLength(1);
  });

  test('begins with the operation when the client names none, or a broken one', async () => {
    const traced = await trace({
      environment: asJson,
      query: (url) => post(url, '{"query":"{ __typename }"}', { headers: { traceparent: 'nonsense' } }),
    });
    const { operation } = spansOf(traced);
    expect(operation.parentSpanId).toBeUndefined();
    expect(operation.attributes).toEqual({ 'graphql.operation.type': 'query' });
  });

  test('of what is no operation is named so, with the code', async () => {
    const traced = await trace({ environment: asJson, query: (url) => post(url, '{"query":"{"}') });
    expect(spansOf(traced).operation).toMatchObject({
      name: 'GraphQL Operation',
      status: 2,
      attributes: { 'error.type': 'GRAPHQL_PARSE_FAILED' },
    });
  });

  test('tells no credential, no id, no URL and no document', () => {
    const [body] = ordinary.collector.requests.map((request) => request.body.toString());
    expect(body).toContain('ReadZep');
    for (const secret of [credential, externalId, '127.0.0.1', 'localhost', 'externalId:']) {
      expect(body).not.toContain(secret);
    }
  });
});

const endpoint = ({ url }: Pick<Collector, 'url'>) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: url });

describe("OpenTelemetry's variables", () => {
  test.each([{}, { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' }])(
    'with %j nothing is sent',
    async (variables) => {
      const isOn = 'OTEL_TRACES_SAMPLER' in variables;
      const environment = (it: Collector) => ({ ...(isOn && asJson(it)), ...variables });
      const { collector, sent } = await trace({ environment });
      expect(collector.requests).toEqual([]);
      expect(sent).toHaveLength(1);
    },
  );

  const on = endpoint({ url: 'http://127.0.0.1:1' });
  const protocols = 'OTEL_EXPORTER_OTLP_PROTOCOL must be http/protobuf or http/json';
  test.each([
    [{}, undefined],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }, undefined],
    [{ ...on, OTEL_SDK_DISABLED: 'true' }, undefined],
    [{ ...on, OTEL_TRACES_EXPORTER: 'none' }, undefined],
    [{ ...on, OTEL_TRACES_EXPORTER: 'zipkin' }, 'OTEL_TRACES_EXPORTER must be otlp or none'],
    [{ ...on, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, protocols],
  ])('%j loads nothing, and what is of no use is told in a line', async (environment, fault) => {
    const log = recordingLogger();
    expect(await startTracing(environment, log)).toBeUndefined();
    expect(log.lines.map(({ message }) => message)).toEqual(fault ? [`traces are off: ${fault}`] : []);
  });

  test('the protocol is protobuf unless they say JSON', async () => {
    const { collector } = await trace({ environment: endpoint });
    expect(collector.requests).toMatchObject([{ path: '/v1/traces', type: 'application/x-protobuf' }]);
    expect(collector.requests[0]?.body.toString('latin1')).toContain('ReadZep');
  });

  test('the address, the headers and the name of the service are theirs', async () => {
    const { collector } = await trace({
      environment: ({ url }) => ({
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${url}/mine`,
        OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json',
        OTEL_SERVICE_NAME: 'my-graph',
        OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
      }),
    });
    expect(collector.requests).toMatchObject([{ path: '/mine', type: 'application/json' }]);
    expect(collector.requests[0]?.body.toString()).toContain('"stringValue":"my-graph"');
    expect(collector.requests[0]?.body.toString()).toContain('deployment.environment.name');
  });

  test('a collector that is gone is told once, without its address, and stops nobody', async () => {
    const { server, sent } = await trace({
      environment: () => ({
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1/hunter3',
        OTEL_EXPORTER_OTLP_TIMEOUT: '500',
      }),
    });
    expect(sent).toHaveLength(1);
    expect(server.output().match(/trace export failed/g)).toHaveLength(1);
    expect(server.output()).not.toContain('hunter3');
  });
});

describe('a vendor', () => {
  test('is told of no trace', () => {
    expect(ordinary.sent.map((headers) => headers['traceparent'])).toEqual([undefined]);
  });

  test('is told the trace, and which call it is, with TRACE_PROPAGATION=on', async () => {
    const traced = await trace({ environment: (it) => ({ ...asJson(it), TRACE_PROPAGATION: 'on' }) });
    const [call] = spansOf(traced).calls;
    expect(traced.sent.map((headers) => headers['traceparent'])).toEqual([
      `00-${traceId}-${call?.spanId}-01`,
    ]);
    // What the client tells its own systems is none of the vendor's business.
    expect(JSON.stringify(traced.sent)).not.toContain('hunter4');
  });

  test('is told nothing where there are no traces', async () => {
    const { sent } = await trace({ environment: () => ({ TRACE_PROPAGATION: 'on' }) });
    expect(sent.map((headers) => headers['traceparent'])).toEqual([undefined]);
  });
});
