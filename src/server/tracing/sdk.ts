import type { Sampler, SpanExporter, ReadableSpan } from '@opentelemetry/sdk-trace';
import type { Logger } from '../../model/logger.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Tracing {
  /** Sends what is left, and sends no more. */
  stop(): Promise<void>;
}

/**
 * Sends traces to a collector when one of OpenTelemetry's own variables asks for it. Everything that it needs is loaded
 * only then; without it the spans that the server makes are nothing.
 * @returns undefined when nobody asks for traces
 */
export async function startTracing(given: Environment, log: Logger): Promise<Tracing | undefined> {
  const environment = trimmed(given);
  if (!isAskedFor(environment)) return undefined;
  const fault = faultOf(environment);
  if (fault) {
    log.warn({}, `no traces are sent: ${fault}`);
    return undefined;
  }
  const [api, core, sdk, resources, exporter] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/core'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/resources'),
    createExporter(environment),
  ]);
  const named = resources.resourceFromAttributes({ 'service.name': 'session-graph' });
  const detectors = [resources.resourceAttributesEnvDetector, resources.serviceNameEnvDetector];
  const provider = new sdk.TracerProvider({
    resource: resources.defaultResource().merge(named).merge(resources.detectResources({ detectors })),
    sampler: samplerOf(environment, sdk),
    // Clients name their operations as they like.
    spanLimits: { attributeValueLengthLimit: 256 },
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: tellingFailures(exporter, log) })],
  });
  api.trace.setGlobalTracerProvider(provider);
  api.propagation.setGlobalPropagator(new core.W3CTraceContextPropagator());
  // What cannot be sent has been told.
  return { stop: () => provider.shutdown().catch(() => undefined) };
}

function trimmed(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value?.trim()]));
}

function isAskedFor(environment: Environment): boolean {
  if (environment['OTEL_SDK_DISABLED']?.toLowerCase() === 'true') return false;
  const exporter = environment['OTEL_TRACES_EXPORTER'];
  if (exporter) return exporter !== 'none';
  const { OTEL_EXPORTER_OTLP_ENDPOINT: all, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own } = environment;
  return Boolean(all || own);
}

/** Variables of OpenTelemetry are often set for many services at once: what is of no use here must not end this one. */
function faultOf(environment: Environment): string | undefined {
  const exporter = environment['OTEL_TRACES_EXPORTER'] || 'otlp';
  if (exporter !== 'otlp') return 'OTEL_TRACES_EXPORTER must be otlp or none';
  if (!(protocolOf(environment) in exporters)) {
    return `OTEL_EXPORTER_OTLP_PROTOCOL must be ${Object.keys(exporters).join(' or ')}`;
  }
  return undefined;
}

const exporters = {
  'http/protobuf': () => import('@opentelemetry/exporter-trace-otlp-proto'),
  'http/json': () => import('@opentelemetry/exporter-trace-otlp-http'),
};

function protocolOf(environment: Environment): string {
  const { OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: own, OTEL_EXPORTER_OTLP_PROTOCOL: all } = environment;
  return own || all || 'http/protobuf';
}

/** The exporters read the address, headers, timeout and the like from the environment themselves. */
async function createExporter(environment: Environment): Promise<SpanExporter> {
  const { OTLPTraceExporter } = await exporters[protocolOf(environment) as keyof typeof exporters]();
  return new OTLPTraceExporter();
}

type Sdk = typeof import('@opentelemetry/sdk-trace');

/** `OTEL_TRACES_SAMPLER`, of which this SDK leaves the reading to its user. */
function samplerOf(environment: Environment, sdk: Sdk): Sampler {
  const { AlwaysOffSampler, AlwaysOnSampler, ParentBasedSampler, TraceIdRatioBasedSampler } = sdk;
  const name = environment['OTEL_TRACES_SAMPLER'] ?? '';
  const ratio = Number(environment['OTEL_TRACES_SAMPLER_ARG'] || 1);
  const base = name.endsWith('always_off')
    ? new AlwaysOffSampler()
    : name.endsWith('traceidratio')
      ? new TraceIdRatioBasedSampler(ratio)
      : new AlwaysOnSampler();
  const ignoresParent = ['always_on', 'always_off', 'traceidratio'].includes(name);
  return ignoresParent ? base : new ParentBasedSampler({ root: base });
}

/** One line when the collector is gone and one when it is back, without the address. */
function tellingFailures(exporter: SpanExporter, log: Logger): SpanExporter {
  let isFailing = false;
  const tell = (hasFailed: boolean): void => {
    if (hasFailed === isFailing) return;
    isFailing = hasFailed;
    if (hasFailed) log.warn({}, 'traces cannot be sent');
    else log.info({}, 'traces are sent again');
  };
  return {
    export(spans: ReadableSpan[], done) {
      exporter.export(spans, (result) => {
        tell(result.code !== 0);
        done(result);
      });
    },
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}
