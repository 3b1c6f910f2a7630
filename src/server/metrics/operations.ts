import type { ApolloServerPlugin } from '@apollo/server';
import { LRUCache } from 'lru-cache';
import { Counter, Histogram, type Registry } from 'prom-client';
import { errorCodes, isErrorCode, type ErrorClass } from '../../model/errors.ts';
import type { GraphContext } from '../../reads/context.ts';
import { durationBuckets } from './buckets.ts';

const maxNames = 200;
const maxNameLength = 100;

/** Counts GraphQL operations by name. Clients choose the names, so only the last 200 are kept. */
export function countOperations(registry: Registry): ApolloServerPlugin<GraphContext> {
  const operations = new Counter({
    name: 'session_graph_operations_total',
    help: 'GraphQL operations. outcome: ok or errors. operation: the last 200 names; "other" for names of more than 100 characters.',
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
  const failed = new Counter({
    name: 'session_graph_failed_operations_total',
    help: 'GraphQL operations with an error that a vendor or this server has caused, not the client.',
    registers: [registry],
  });
  // Starts at 0, so that an alert sees the first increase.
  errors.inc({ code: 'INTERNAL_SERVER_ERROR' }, 0);
  const toLabel = boundedNames((operation) => {
    for (const outcome of ['ok', 'errors']) operations.remove({ operation, outcome });
    durations.remove({ operation });
  });
  return {
    async requestDidStart() {
      const started = performance.now();
      return {
        // The formatted errors: formatting turns unknown ones into INTERNAL_SERVER_ERROR.
        async willSendResponse({ operation: known, operationName, response, contextValue: { isTenant } }) {
          const operation = toLabel(known ? operationName : undefined);
          const sent = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
          operations.inc({ operation, outcome: sent.length > 0 ? 'errors' : 'ok' });
          durations.observe({ operation }, (performance.now() - started) / 1000);
          const codes = sent.map(({ extensions }) => String(extensions?.['code']));
          if (codes.some((code) => isFailure(code, isTenant))) failed.inc();
          for (const code of codes) errors.inc({ code });
        },
      };
    },
  };
}

/** Counts answers that were sent again as they were, without executing the operation. */
export function countRepeated(registry: Registry): () => void {
  const repeated = new Counter({
    name: 'session_graph_answers_repeated_total',
    help: 'Answers sent again as they were, because everything in them was still fresh in the cache.',
    registers: [registry],
  });
  return () => repeated.inc();
}

function isFailure(code: string, isTenant: boolean): boolean {
  if (!isErrorCode(code)) return code === 'INTERNAL_SERVER_ERROR';
  const { failsOperation }: ErrorClass = errorCodes[code];
  return failsOperation === 'own' ? !isTenant : failsOperation;
}

/**
 * Only the names of operations that were valid are kept, and the one that was not used for the longest time makes room. So
 * names that somebody makes up are forgotten as soon as real ones come.
 */
function boundedNames(onForgotten: (name: string) => void): (name: string | null | undefined) => string {
  const names = new LRUCache<string, true>({ max: maxNames, dispose: (_, name) => onForgotten(name) });
  return (name) => {
    if (!name) return 'anonymous';
    if (name.length > maxNameLength) return 'other';
    names.set(name, true, { noDisposeOnSet: true });
    return name;
  };
}
