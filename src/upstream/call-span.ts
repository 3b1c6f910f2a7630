import { propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Context } from '@opentelemetry/api';
import type { SessionProvider } from '../model/generated.ts';
import type { ReadOperation } from './cache/lifetime.ts';
import type { Failure } from './failure.ts';

const tracer = trace.getTracer('session-graph');

export interface CallSpan {
  /** What lets the vendor continue the trace. */
  readonly headers: Readonly<Record<string, string>>;
  end(outcome: 'OK' | Failure, attempts: number): void;
}

/**
 * The span of a call with all its retries. Without a tracer in the process it is nothing, and costs nothing. It never
 * tells the URL, which holds an id.
 */
export function startCallSpan(
  call: { readonly provider: SessionProvider; readonly operation: ReadOperation },
  parent: Context = ROOT_CONTEXT,
): CallSpan {
  const { provider, operation } = call;
  const attributes = {
    'session_graph.provider': provider,
    'session_graph.operation': operation,
    'http.request.method': 'GET',
  };
  const span = tracer.startSpan(`${provider} ${operation}`, { kind: SpanKind.CLIENT, attributes }, parent);
  const headers = {};
  propagation.inject(trace.setSpan(parent, span), headers);
  return {
    headers,
    end(outcome, attempts) {
      const failure = outcome === 'OK' ? undefined : outcome;
      const status = failure ? failure.details.status : 200;
      span.setAttributes({
        'session_graph.attempts': attempts,
        'session_graph.outcome': nameOf(outcome),
        ...(status !== undefined && { 'http.response.status_code': status }),
        ...(failure && { 'error.type': failure.code }),
      });
      // An id that the vendor does not know is an answer; one who leaves has not been failed.
      const isError = failure && failure.code !== 'NOT_FOUND' && !failure.details.abandoned;
      if (isError) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

/** How a call ended, in one word: for metrics and traces. */
export function nameOf(outcome: 'OK' | Failure): CallOutcome {
  if (outcome === 'OK') return outcome;
  return outcome.details.abandoned ? 'ABANDONED' : outcome.code;
}

export type CallOutcome = 'OK' | 'ABANDONED' | Failure['code'];
