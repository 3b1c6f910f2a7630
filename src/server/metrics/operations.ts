import type { ApolloServerPlugin } from '@apollo/server';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { GraphContext } from '../../reads/context.ts';
import { durationBuckets } from './buckets.ts';

const mostNames = 200;
const longestName = 100;

/** Counts GraphQL operations by name, of which clients can make up any number: the first 200 count, then "other". */
export function countOperations(registry: Registry): ApolloServerPlugin<GraphContext> {
  const operations = new Counter({
    name: 'session_graph_operations_total',
    help: 'GraphQL operations. outcome: ok, or errors when the answer has any. The first 200 names, then "other".',
    registers: [registry],
    labelNames: ['operation', 'outcome'],
  });
  const durations = new Histogram({
    name: 'session_graph_operation_duration_seconds',
    help: 'Duration of GraphQL operations, by the same names.',
    registers: [registry],
    labelNames: ['operation'],
    buckets: durationBuckets,
  });
  const errors = new Counter({
    name: 'session_graph_errors_total',
    help: 'Errors in GraphQL answers, by code.',
    registers: [registry],
    labelNames: ['code'],
  });
  // From 0 on, so that an alert sees the first.
  errors.inc({ code: 'INTERNAL_SERVER_ERROR' }, 0);
  const toLabel = boundedNames();
  return {
    async requestDidStart() {
      const started = performance.now();
      return {
        // The errors as the client gets them: formatting turns unknown ones into INTERNAL_SERVER_ERROR.
        async willSendResponse({ operation: known, operationName, response }) {
          const operation = toLabel(known ? operationName : undefined);
          const told = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
          operations.inc({ operation, outcome: told.length > 0 ? 'errors' : 'ok' });
          durations.observe({ operation }, (performance.now() - started) / 1000);
          for (const { extensions } of told) errors.inc({ code: String(extensions?.['code']) });
        },
      };
    },
  };
}

function boundedNames(): (name: string | null | undefined) => string {
  const names = new Set<string>();
  return (name) => {
    if (!name) return 'anonymous';
    if (names.has(name)) return name;
    if (names.size >= mostNames || name.length > longestName) return 'other';
    names.add(name);
    return name;
  };
}
