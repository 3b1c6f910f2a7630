import { encodeNodeId } from '../../src/model/node-id.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { query, startServer, type GraphqlAnswer } from '../helpers/graphql-server.ts';

export interface GraphServer extends AsyncDisposable {
  readonly sandbox: Sandbox;
  ask<Data>(document: string, variables?: object): Promise<GraphqlAnswer<Data>>;
}

/** The server as it is, against the stand-ins. */
export async function startGraph(environment: Record<string, string> = {}): Promise<GraphServer> {
  const server = await startServer({ environment });
  return {
    sandbox: server.sandbox,
    ask: (document, variables) => query(server.url, document, variables),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

export function globalId(type: string, externalId: string): string {
  return encodeNodeId({ type, externalId });
}
