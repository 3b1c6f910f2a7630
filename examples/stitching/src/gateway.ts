import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SubschemaConfig } from '@graphql-tools/delegate';
import { stitchSchemas } from '@graphql-tools/stitch';
import { createHandler } from 'graphql-http/lib/use/http';
import type { GraphContext } from '../../../dist/index.js';
import { sessionTypes } from './sessions.ts';
import { ticketsSchema, type Ticket } from './tickets.ts';

export interface GatewayOptions {
  readonly sessions: SubschemaConfig;
  readonly tickets: readonly Ticket[];
  readonly port: number;
  /** Creates the session graph's context for one request. Set it only if the session graph runs in this process. */
  readonly createSessionContext?: (requestId: string) => GraphContext;
}

export interface Gateway {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves the stitched schema over HTTP. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { sessions } = options;
  const tickets = ticketsSchema(options.tickets, sessionTypes(sessions.schema));
  const schema = stitchSchemas({ subschemas: [sessions, tickets] });
  const handler = createHandler({
    schema,
    context: ({ headers }) => {
      const given = (headers as Record<string, string | undefined>)['x-request-id'];
      const requestId = given ?? randomUUID();
      return { requestId, sessions: options.createSessionContext?.(requestId) };
    },
  });
  const server = createServer(handler);
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
