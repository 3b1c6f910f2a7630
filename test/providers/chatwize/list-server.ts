import { graphql } from 'graphql';
import type { ProviderOptions } from '../../../src/library/options.ts';
import { createSessionGraph } from '../../../src/library/session-graph.ts';
import { recordingLogger, type RecordingLogger } from '../../helpers/logger.ts';
import { startServer, type Answer, type TestServer } from '../../helpers/server.ts';

export interface ListGraph extends AsyncDisposable {
  readonly server: TestServer;
  readonly log: RecordingLogger;
  run(query: string, variables?: Record<string, unknown>): Promise<Outcome>;
}

export interface Outcome {
  // oxlint-disable-next-line typescript/no-explicit-any -- a test states what it expects anyway
  readonly data: any;
  readonly errors: readonly {
    readonly path: readonly unknown[];
    readonly code: unknown;
    readonly message: string;
  }[];
}

/** A graph whose Chatwize is a server that answers so. */
export async function graphOver(answer: Answer, options: Partial<ProviderOptions> = {}): Promise<ListGraph> {
  const server = await startServer(answer);
  const log = recordingLogger();
  const graph = createSessionGraph({
    cache: false,
    providers: { CHATWIZE: { credential: 'test-credential', ...options, baseUrl: server.url } },
    logger: log,
  });
  return {
    server,
    log,
    async run(source, variableValues) {
      const contextValue = graph.createContext();
      const args = { schema: graph.schema, source, contextValue, ...(variableValues && { variableValues }) };
      const { data, errors = [] } = await graphql(args);
      return {
        data,
        errors: errors.map(({ path = [], extensions, message }) => ({
          path,
          code: extensions['code'],
          message,
        })),
      };
    },
    async [Symbol.asyncDispose]() {
      await graph.stop();
      await server[Symbol.asyncDispose]();
    },
  };
}
