import { startSessionGraph } from '../../session-graph.ts';
import { startGateway } from './gateway.ts';
import { createGraph } from './in-process.ts';
import { sampleTickets } from './sample-tickets.ts';
import { localSessions, remoteSessions } from './sessions.ts';

const inProcess = process.argv[2] === 'in-process';
const port = Number(process.env['PORT'] ?? 4200);

const server = await startSessionGraph();
const graph = inProcess ? createGraph(server.standIns) : undefined;
const gateway = await startGateway({
  sessions: graph ? localSessions(graph) : await remoteSessions(server.url),
  tickets: sampleTickets,
  port,
  ...(graph && { createSessionContext: (requestId) => graph.createContext({ requestId }) }),
});

process.stdout.write(`
Sessions  ${inProcess ? 'in this process' : server.url}
Gateway   ${gateway.url}

Try this query on the gateway:
{ tickets { title session { id createdAt participant { name } tickets { id } messages(last: 5) { nodes { role text } } ... on ZepSession { facts } } } }
`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await gateway.stop();
    await graph?.stop();
    await server.stop();
  });
}
