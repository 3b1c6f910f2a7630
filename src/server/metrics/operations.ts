import type { ApolloServerPlugin } from '@apollo/server';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { GraphContext } from '../../reads/context.ts';
import { durationBuckets } from './buckets.ts';

const maxNames = 200;
const maxNameLength = 100;

/** Counts GraphQL operations by name. Clients choose the names, so after the first 200 they count as "other". */
export function countOperations(registry: Registry): ApolloServerPlugin<GraphContext> {
  const operations = new Counter({
    name: 'session_graph_operations_total',
    help: 'GraphQL operations. outcome: ok or errors. operation: the first 200 names, then "other".',
    registers: [registry],
    labelNames: ['operation', 'outcome'],
  });
  const durations = new Histogram({
    name: 'session_graph_operation_duration_seconds',
    help: 'Duration of GraphQL operations.',
    registers: [registry],
    labelNames: ['operation'],
    buckets: durationBuckets,
  });
  const errors = new Counter({
    name: 'session_graph_errors_total',
    help: 'Errors in GraphQL responses, by code.',
    registers: [registry],
    labelNames: ['code'],
  });
  // Starts at 0, so that an alert sees the first increase.
  errors.inc({ code: 'INTERNAL_SERVER_ERROR' }, 0);
  const toLabel = boundedNames();
  return {
    async requestDidStart() {
      const started = performance.now();
      return {
        // The formatted errors: formatting turns unknown ones into INTERNAL_SERVER_ERROR.
        async willSendResponse({ operation: known, operationName, response }) {
          const operation = toLabel(known ? operationName : undefined);
          const sent = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
          operations.inc({ operation, outcome: sent.length > 0 ? 'errors' : 'ok' });
          durations.observe({ operation }, (performance.now() - started) / 1000);
          for (const { extensions } of sent) errors.inc({ code: String(extensions?.['code']) });
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
    if (names.size >= maxNames || name.length > maxNameLength) return 'other';
    names.add(name);
    return name;
  };
}
