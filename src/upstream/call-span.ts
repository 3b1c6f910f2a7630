import { propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Context } from '@opentelemetry/api';
import { errorCodes, type ErrorCode } from '../model/errors.ts';
import type { SessionProvider } from '../model/generated.ts';
import type { Failure } from './failure.ts';

const tracer = trace.getTracer('session-graph');

export interface CallSpan {
  /** The header that lets the vendor continue the trace. A `tracestate` is the client's, for its own systems. */
  readonly headers: Readonly<Record<string, string>>;
  end(outcome: 'OK' | Failure, attempts: number): void;
}

/**
 * Starts the span of an upstream call with all its retries. Without a tracer in the process it does nothing, at no cost.
 * It never contains the URL, which contains an id.
 */
export function startCallSpan(
  call: { readonly provider: SessionProvider; readonly operation: string; readonly method: string },
  parent: Context = ROOT_CONTEXT,
): CallSpan {
  const { provider, operation, method } = call;
  const attributes = {
    'session_graph.provider': provider,
    'session_graph.operation': operation,
    'http.request.method': method,
  };
  const span = tracer.startSpan(`${provider} ${operation}`, { kind: SpanKind.CLIENT, attributes }, parent);
  const injected: Record<string, string> = {};
  propagation.inject(trace.setSpan(parent, span), injected);
  const { traceparent } = injected;
  return {
    headers: traceparent === undefined ? {} : { traceparent },
    end(outcome, attempts) {
      const failure = outcome === 'OK' ? undefined : outcome;
      const status = failure ? failure.details.status : 200;
      span.setAttributes({
        'session_graph.attempts': attempts,
        'session_graph.outcome': outcomeOf(outcome),
        ...(status !== undefined && { 'http.response.status_code': status }),
        ...(failure && { 'error.type': failure.code }),
      });
      // A client disconnect is not an upstream error.
      const isFault = failure && errorCodes[failure.code].isFault && !failure.details.abandoned;
      if (isFault) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

/** How a call ended, in one word: a label of metrics and traces. */
export type CallOutcome = 'OK' | 'ABANDONED' | ErrorCode;

export function outcomeOf(outcome: 'OK' | Failure): CallOutcome {
  if (outcome === 'OK') return outcome;
  return outcome.details.abandoned ? 'ABANDONED' : outcome.code;
}
