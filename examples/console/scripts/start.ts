import { createServer } from 'vite';
import { startSessionGraph } from '../../session-graph.ts';

/*
 * Starts the session graph in sandbox mode, and Vite in front of it. `PORT` sets Vite's port.
 */
const graph = await startSessionGraph();
process.env['SESSION_GRAPH_URL'] = new URL(graph.url).origin;
const vite = await createServer({ server: { port: Number(process.env['PORT'] ?? 5173) } });
await vite.listen();

process.stdout.write(`Console  ${vite.resolvedUrls?.local[0]}
GraphQL  ${graph.url}
Faults   ${graph.standIns}/control
`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await vite.close();
    await graph.stop();
  });
}
