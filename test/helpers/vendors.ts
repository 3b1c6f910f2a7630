import { graphql } from 'graphql';
import type { GraphContext } from '../../src/reads/context.ts';
import { createSessionGraph } from '../../src/library/session-graph.ts';
import type { SessionProvider } from '../../src/model/generated.ts';
import { providers } from '../../src/providers/index.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { startServer, type Answer } from './server.ts';
import { anySession, vendorFacts } from './vendor-facts.ts';

export interface Vendors extends AsyncDisposable {
  readonly enabled: readonly SessionProvider[];
  createContext(): GraphContext;
  run(query: string, variables?: Record<string, unknown>): Promise<Outcome>;
  /** How many calls each vendor got; those that got none are left out. */
  calls(): Partial<Record<SessionProvider, number>>;
}

export interface Outcome {
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors: readonly {
    readonly path: readonly unknown[];
    readonly code: unknown;
    readonly message: string;
  }[];
}

export function providersOf({ enabled }: Vendors): readonly Provider[] {
  return providers.filter(({ id }) => enabled.includes(id));
}

const knowsEverySession: Answer = (request, response) => {
  const [, provider = ''] = (request.url ?? '').split('/');
  anySession(vendorFacts[provider as SessionProvider])(request, response);
};

/**
 * A graph over vendors that know every session they are asked for.
 * @param around changes how they answer
 * @param enabled the vendors that are on
 */
export async function startVendors(
  around: (answer: Answer) => Answer = (answer) => answer,
  enabled: readonly SessionProvider[] = providers.map(({ id }) => id),
): Promise<Vendors> {
  const server = await startServer(around(knowsEverySession));
  const options = (provider: SessionProvider) => ({
    credential: 'key',
    baseUrl: `${server.url}/${provider}`,
  });
  const settings = Object.fromEntries(enabled.map((provider) => [provider, options(provider)]));
  const graph = createSessionGraph({ providers: settings, cache: false });
  return {
    enabled,
    createContext: () => graph.createContext(),
    async run(source, variableValues = {}) {
      const contextValue = graph.createContext();
      const { data, errors = [] } = await graphql({
        schema: graph.schema,
        source,
        contextValue,
        variableValues,
      });
      const told = errors.map(({ path = [], extensions, message }) => ({
        path,
        code: extensions['code'],
        message,
      }));
      return { data: { ...data }, errors: told };
    },
    calls() {
      const counts: Partial<Record<SessionProvider, number>> = {};
      for (const path of server.paths) {
        const provider = path.split('/')[1] as SessionProvider;
        counts[provider] = (counts[provider] ?? 0) + 1;
      }
      return counts;
    },
    async [Symbol.asyncDispose]() {
      await graph.stop();
      await server[Symbol.asyncDispose]();
    },
  };
}
