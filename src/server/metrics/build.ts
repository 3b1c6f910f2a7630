import { Gauge, type Registry } from 'prom-client';
import { version } from '../version.ts';

/** A metric that says which release runs. Its value is always 1. */
export function describeBuild(registry: Registry): void {
  const info = new Gauge({
    name: 'session_graph_build_info',
    help: 'The version of this server. The value is always 1.',
    registers: [registry],
    labelNames: ['version'],
  });
  info.set({ version }, 1);
}
