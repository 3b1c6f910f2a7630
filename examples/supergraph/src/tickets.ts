import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { Service } from './service.ts';

/** A ticket as stored by the help desk, with the vendor and the vendor's id of its session. */
export interface Ticket {
  readonly id: string;
  readonly title: string;
  readonly provider: string;
  readonly externalId: string;
}

type SessionKey = Pick<Ticket, 'provider' | 'externalId'>;

const typeDefs = parse(readFileSync(new URL('tickets.graphql', import.meta.url), 'utf8'));

/** The second subgraph. */
export async function startTickets(tickets: readonly Ticket[]): Promise<Service> {
  const resolvers = {
    Query: { tickets: () => tickets },
    Ticket: {
      __resolveReference: ({ id }: Pick<Ticket, 'id'>) => tickets.find((ticket) => ticket.id === id) ?? null,
      session: ({ provider, externalId }: Ticket): SessionKey => ({ provider, externalId }),
    },
    Session: {
      tickets: (session: SessionKey) =>
        tickets.filter(
          (ticket) => ticket.provider === session.provider && ticket.externalId === session.externalId,
        ),
    },
  };
  const server = new ApolloServer({
    schema: buildSubgraphSchema([{ typeDefs, resolvers }]),
    // The default page loads Apollo Sandbox from another host.
    plugins: [ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginLandingPageDisabled()],
    stopOnTerminationSignals: false,
  });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  return { url, stop: () => server.stop() };
}
