import { createDefaultExecutor, type MergedTypeConfig, type SubschemaConfig } from '@graphql-tools/delegate';
import { buildHTTPExecutor } from '@graphql-tools/executor-http';
import type { ExecutionRequest } from '@graphql-tools/utils';
import { schemaFromExecutor } from '@graphql-tools/wrap';
import { isInterfaceType, type GraphQLSchema } from 'graphql';
// In a project of your own: from 'session-graph'.
import type { GraphContext, SessionGraph } from '../../../dist/index.js';

/** What the gateway keeps for one request. */
export interface Context {
  readonly requestId?: string;
  /** Only where the session graph runs in this process. */
  readonly sessions?: GraphContext;
}

/** How the gateway gets more of a session that another schema refers to by its global id: many at a time. */
const bySessionId: MergedTypeConfig = {
  selectionSet: '{ id }',
  fieldName: 'sessionsByIds',
  key: ({ id }: { id: string }) => id,
  argsFromKeys: (ids: readonly string[]) => ({ ids }),
  // The session graph refuses more.
  dataLoaderOptions: { maxBatchSize: 200 },
};

/** The same way for every type of sessions, so that a vendor added later needs no change here. */
function mergeSessions(schema: GraphQLSchema): Record<string, MergedTypeConfig> {
  const session = schema.getType('Session');
  if (!isInterfaceType(session)) throw new Error('This is not the schema of the session graph.');
  return Object.fromEntries(schema.getPossibleTypes(session).map(({ name }) => [name, bySessionId]));
}

/** The session graph as a server of its own. */
export async function remoteSessions(url: string, fetch = globalThis.fetch): Promise<SubschemaConfig> {
  const executor = buildHTTPExecutor({
    endpoint: url,
    fetch,
    // By this id the log lines of both servers are found that one request caused.
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
    // One context for a request, however many steps the gateway takes: what was read once is not read again.
    executor: (request) => execute({ ...request, context: contextOf(request).sessions }),
    batch: true,
    merge: mergeSessions(schema),
  };
}

function contextOf(request: ExecutionRequest | undefined): Context {
  return request?.context ?? {};
}
