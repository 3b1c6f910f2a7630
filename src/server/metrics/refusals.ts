import { Counter, type Registry } from 'prom-client';

/** Counts requests that were refused because their caller has sent too many. */
export function countRefusals(registry: Registry): (limit: 'rate' | 'concurrency') => void {
  const refusals = new Counter({
    name: 'session_graph_caller_refusals_total',
    help: 'Requests refused with HTTP status 429, by the limit that the caller exceeded.',
    labelNames: ['limit'],
    registers: [registry],
  });
  for (const limit of ['rate', 'concurrency']) refusals.inc({ limit }, 0);
  return (limit) => refusals.inc({ limit });
}
