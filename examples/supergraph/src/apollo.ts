import { ApolloGateway, RemoteGraphQLDataSource, type SupergraphManager } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import type { Service } from './service.ts';

interface Context {
  readonly requestId?: string;
}

/**
 * The supergraph on `@apollo/gateway`.
 * @param supergraphSdl the SDL, or an `IntrospectAndCompose` that composes it at the start
 */
export async function startApollo(supergraphSdl: string | SupergraphManager, port: number): Promise<Service> {
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ url }) =>
      new RemoteGraphQLDataSource<Context>({
        url,
        // Gives the log lines of all graphs the same request id.
        willSendRequest({ request, context: { requestId } }) {
          if (requestId) request.http?.headers.set('x-request-id', requestId);
        },
      }),
  });
  const server = new ApolloServer<Context>({
    gateway,
    stopOnTerminationSignals: false,
    // The default page loads Apollo Sandbox from another host.
    plugins: [ApolloServerPluginLandingPageDisabled()],
  });
  const { url } = await startStandaloneServer(server, {
    listen: { port, host: '127.0.0.1' },
    context: async ({ req }) => ({ requestId: req.headers['x-request-id']?.toString() }),
  });
  return { url, stop: () => server.stop() };
}
