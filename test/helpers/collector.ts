import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CollectedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  /** 2 is a server's, 3 a client's. */
  readonly kind: number;
  /** 2 is an error. */
  readonly status: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly Readonly<Record<string, unknown>>[];
}

export interface Collector extends AsyncDisposable {
  readonly url: string;
  /** What was posted, a request an entry. */
  readonly requests: readonly { readonly path: string; readonly type: string; readonly body: Buffer }[];
  readonly spans: () => readonly CollectedSpan[];
}

/** Takes traces as an OpenTelemetry collector does, by OTLP over HTTP. */
export async function startCollector(): Promise<Collector> {
  const requests: Collector['requests'][number][] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = await request.toArray();
    const { url: path = '', headers } = request;
    requests.push({ path, type: headers['content-type'] ?? '', body: Buffer.concat(chunks) });
    response.writeHead(200, { 'content-type': headers['content-type'] }).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    spans: () => requests.flatMap(({ body }) => spansOf(JSON.parse(body.toString()) as OtlpTraces)),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface OtlpAttribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: number | string };
}

interface OtlpSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly kind: number;
  readonly status: { readonly code: number };
  readonly attributes: readonly OtlpAttribute[];
  readonly events: readonly { readonly attributes: readonly OtlpAttribute[] }[];
}

interface OtlpTraces {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
  }[];
}

function spansOf({ resourceSpans }: OtlpTraces): CollectedSpan[] {
  const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  return spans.map(({ name, traceId, spanId, parentSpanId, kind, status, attributes, events }) => ({
    name,
    traceId,
    spanId,
    parentSpanId: parentSpanId || undefined,
    kind,
    status: status.code,
    attributes: toRecord(attributes),
    events: events.map((event) => toRecord(event.attributes)),
  }));
}

function toRecord(attributes: readonly OtlpAttribute[]): Record<string, unknown> {
  const entries = attributes.map(({ key, value: { stringValue, intValue } }) => {
    return [key, stringValue ?? Number(intValue)] as const;
  });
  return Object.fromEntries(entries);
}
