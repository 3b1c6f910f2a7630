import { Counter, type Registry } from 'prom-client';

/** What a caller has sent too much of, or an operator token that was wrong. */
export type RefusalLimit = 'rate' | 'concurrency' | 'token';

/** Counts requests that were refused. */
export function countRefusals(registry: Registry): (limit: RefusalLimit) => void {
  const refusals = new Counter({
    name: 'session_graph_caller_refusals_total',
    help: 'Requests refused: rate and concurrency of a caller, token for an invalid operator token.',
    labelNames: ['limit'],
    registers: [registry],
  });
  for (const limit of ['rate', 'concurrency', 'token']) refusals.inc({ limit }, 0);
  return (limit) => refusals.inc({ limit });
}
