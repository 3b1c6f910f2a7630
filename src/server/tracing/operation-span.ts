import { shortName } from '../operation-name.ts';
import type { ApolloServerPlugin } from '@apollo/server';
import { propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Context } from '@opentelemetry/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphContext } from '../../reads/context.ts';

const tracer = trace.getTracer('session-graph');

/**
 * Starts the span of a GraphQL request, as part of the trace in the client's `traceparent`. It ends with the response.
 * Without a tracer in the process it does nothing, at no cost.
 */
export function startOperationSpan({ headers }: FastifyRequest, { raw }: FastifyReply): Context {
  const parent = propagation.extract(ROOT_CONTEXT, headers);
  const span = tracer.startSpan('GraphQL Operation', { kind: SpanKind.SERVER }, parent);
  if (span.isRecording()) raw.once('close', () => span.end());
  return trace.setSpan(parent, span);
}

/** Follows OpenTelemetry's conventions for GraphQL servers, without the document, which can contain ids. */
export const traceOperations: ApolloServerPlugin<GraphContext> = {
  async requestDidStart({ contextValue }) {
    const span = trace.getSpan(contextValue.trace);
    if (!span?.isRecording()) return;
    return {
      async didResolveOperation({ operation, operationName }) {
        if (!operation) return;
        span.updateName(operation.operation);
        span.setAttribute('graphql.operation.type', operation.operation);
        if (operationName) span.setAttribute('graphql.operation.name', shortName(operationName));
      },
      async willSendResponse({ contextValue: { reads }, response }) {
        for (const { provider, operation, outcome, attempts } of reads) {
          span.addEvent('read', {
            'session_graph.provider': provider,
            'session_graph.operation': operation,
            'session_graph.outcome': outcome,
            'session_graph.attempts': attempts,
          });
        }
        const errors = response.body.kind === 'single' ? response.body.singleResult.errors : undefined;
        if (!errors?.[0]) return;
        span.setAttribute('error.type', String(errors[0].extensions?.['code']));
        span.setStatus({ code: SpanStatusCode.ERROR });
      },
    };
  },
};
