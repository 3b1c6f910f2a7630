import { createDefaultExecutor, type MergedTypeConfig, type SubschemaConfig } from '@graphql-tools/delegate';
import { buildHTTPExecutor } from '@graphql-tools/executor-http';
import type { ExecutionRequest } from '@graphql-tools/utils';
import { schemaFromExecutor } from '@graphql-tools/wrap';
import { isInterfaceType, type GraphQLSchema } from 'graphql';
// In your own project, import it from 'session-graph'.
import type { GraphContext, SessionGraph } from '../../../dist/index.js';

/** The gateway's context for one request. */
export interface Context {
  readonly requestId?: string;
  /** Set only if the session graph runs in this process. */
  readonly sessions?: GraphContext;
}

/** How the gateway fetches sessions that another schema refers to by global id, in batches. */
const bySessionId: MergedTypeConfig = {
  selectionSet: '{ id }',
  fieldName: 'sessionsByIds',
  key: ({ id }: { id: string }) => id,
  argsFromKeys: (ids: readonly string[]) => ({ ids }),
  // The session graph accepts at most 200 ids.
  dataLoaderOptions: { maxBatchSize: 200 },
};

/** The same for every session type, so a new vendor needs no change here. */
function mergeSessions(schema: GraphQLSchema): Record<string, MergedTypeConfig> {
  return Object.fromEntries(sessionTypes(schema).map((name) => [name, bySessionId]));
}

/** The names of the session types of every vendor. */
export function sessionTypes(schema: GraphQLSchema): string[] {
  const session = schema.getType('Session');
  if (!isInterfaceType(session)) throw new Error('This is not the schema of the session graph.');
  return schema.getPossibleTypes(session).map(({ name }) => name);
}

/** The session graph as a separate server. */
export async function remoteSessions(url: string, fetch = globalThis.fetch): Promise<SubschemaConfig> {
  const executor = buildHTTPExecutor({
    endpoint: url,
    fetch,
    // Gives the log lines of both servers the same request id.
    headers: (request) => ({ 'x-request-id': contextOf(request).requestId ?? '' }),
  });
  const schema = await schemaFromExecutor(executor);
  return { schema, executor, batch: true, merge: mergeSessions(schema) };
}

/** The session graph in this process. */
export function localSessions({ schema }: SessionGraph): SubschemaConfig {
  const execute = createDefaultExecutor(schema);
  return {
    schema,
    // One context per gateway request, so that each session is read only once, however many steps the gateway takes.
    executor: (request) => execute({ ...request, context: contextOf(request).sessions }),
    batch: true,
    merge: mergeSessions(schema),
  };
}

function contextOf(request: ExecutionRequest | undefined): Context {
  return request?.context ?? {};
}
