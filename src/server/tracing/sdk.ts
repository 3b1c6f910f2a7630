import type { Sampler, SpanExporter, ReadableSpan } from '@opentelemetry/sdk-trace';
import type { Logger } from '../../model/logger.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Tracing {
  /** Sends the remaining spans, and stops. */
  stop(): Promise<void>;
}

/**
 * Exports traces if OpenTelemetry's own variables configure it, and loads the SDK only then. Otherwise the server's spans
 * do nothing.
 * @returns undefined if traces are off
 */
export async function startTracing(given: Environment, log: Logger): Promise<Tracing | undefined> {
  const environment = trimmed(given);
  if (!isConfigured(environment)) return undefined;
  const error = errorOf(environment);
  if (error) {
    log.warn({}, `traces are off: ${error}`);
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
    // Clients choose the names of their operations.
    spanLimits: { attributeValueLengthLimit: 256 },
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: loggingFailures(exporter, log) })],
  });
  api.trace.setGlobalTracerProvider(provider);
  api.propagation.setGlobalPropagator(new core.W3CTraceContextPropagator());
  // Export failures are already logged.
  return { stop: () => provider.shutdown().catch(() => undefined) };
}

function trimmed(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value?.trim()]));
}

function isConfigured(environment: Environment): boolean {
  if (environment['OTEL_SDK_DISABLED']?.toLowerCase() === 'true') return false;
  const exporter = environment['OTEL_TRACES_EXPORTER'];
  if (exporter) return exporter !== 'none';
  const { OTEL_EXPORTER_OTLP_ENDPOINT: all, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own } = environment;
  return Boolean(all || own);
}

/** OpenTelemetry's variables are often set for many services at once, so an unsupported one must not stop this server. */
function errorOf(environment: Environment): string | undefined {
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

/** The exporters read their address, headers and timeout from the environment. */
async function createExporter(environment: Environment): Promise<SpanExporter> {
  const { OTLPTraceExporter } = await exporters[protocolOf(environment) as keyof typeof exporters]();
  return new OTLPTraceExporter();
}

type Sdk = typeof import('@opentelemetry/sdk-trace');

/** Reads `OTEL_TRACES_SAMPLER`, which this SDK does not. */
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

/** Logs once when exports start to fail and once when they succeed again, without the address. */
function loggingFailures(exporter: SpanExporter, log: Logger): SpanExporter {
  let isFailing = false;
  const report = (hasFailed: boolean): void => {
    if (hasFailed === isFailing) return;
    isFailing = hasFailed;
    if (hasFailed) log.warn({}, 'trace export failed');
    else log.info({}, 'trace export recovered');
  };
  return {
    export(spans: ReadableSpan[], done) {
      exporter.export(spans, (result) => {
        report(result.code !== 0);
        done(result);
      });
    },
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}
