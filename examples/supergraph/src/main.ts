import { startSessionGraph } from '../../session-graph.ts';
import { startApollo } from './apollo.ts';
import { compose } from './compose.ts';
import { startHive } from './hive.ts';
import { sampleTickets } from './sample-tickets.ts';
import { startTickets } from './tickets.ts';

const startGateway = process.argv[2] === 'hive' ? startHive : startApollo;

const [sessions, tickets] = await Promise.all([startSessionGraph(), startTickets(sampleTickets)]);
const supergraph = await compose({ sessions: sessions.url, tickets: tickets.url });
const gateway = await startGateway(supergraph, Number(process.env['PORT'] ?? 4100));

process.stdout.write(`
Sessions    ${sessions.url}
Tickets     ${tickets.url}
Supergraph  ${gateway.url}

Try this query on the supergraph:
{ tickets { title session { provider createdAt participant { name } tickets { id } messages(last: 5) { nodes { role text } } ... on ZepSession { facts } } } }
`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await gateway.stop();
    await Promise.all([sessions.stop(), tickets.stop()]);
  });
}
