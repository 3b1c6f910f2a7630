import { randomUUID } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import type { GraphContext } from './context.ts';
import { createSchema } from './graphql/schema.ts';
import type { SessionProvider } from './graphql/generated.ts';
import { Loaders } from './loaders.ts';
import { silentLogger, type Logger } from './logger.ts';
import { providerDefinitions } from './providers/index.ts';
import type { ProviderDefinition } from './providers/provider.ts';
import { providerSettings, type ProviderSettings } from './providers/settings.ts';
import { ProviderRegistry } from './registry.ts';
import { UpstreamClient } from './upstream/client.ts';

/** How one vendor is reached: the credential, and what is to differ from the defaults. */
export type ProviderOptions = Pick<ProviderSettings, 'credential'> &
  Partial<Omit<ProviderSettings, 'credential' | 'baseUrl'>> & { readonly baseUrl?: string | URL };

export interface SessionGraphOptions {
  /** The vendors that are on. The others stay in the schema, and their fields fail with `PROVIDER_NOT_CONFIGURED`. */
  readonly providers: Readonly<Partial<Record<SessionProvider, ProviderOptions>>>;
  /** Where upstream failures are logged; nowhere by default. */
  readonly logger?: Logger;
}

export interface ContextOptions {
  /** Aborts the upstream calls of this request. */
  readonly signal?: AbortSignal;
  /** Names the request in the logs; a random one by default. */
  readonly requestId?: string;
  /** Where this request logs, instead of the graph's logger. */
  readonly logger?: Logger;
}

export interface SessionGraph {
  /** Executable; each operation needs a context of its own from `createContext`. */
  readonly schema: GraphQLSchema;
  createContext(options?: ContextOptions): GraphContext;
  /** Closes the connections to the vendors. Calls under way fail with `UPSTREAM_UNAVAILABLE`. */
  stop(): Promise<void>;
}

/**
 * The graph without a server.
 * @throws {TypeError} when the options are not usable, with every fault at once
 */
export function createSessionGraph(options: SessionGraphOptions): SessionGraph {
  const settings = checkOptions(options);
  const clients: UpstreamClient[] = [];
  const registry = new ProviderRegistry(
    providerDefinitions.map((definition) => {
      const own = settings.get(definition.provider);
      if (!own) return { definition };
      const client = createClient(definition, own);
      clients.push(client);
      return { definition, connection: definition.connect(client, own) };
    }),
  );
  return {
    schema: createSchema(providerDefinitions),
    createContext: (context = {}) =>
      createContext(registry, { logger: options.logger ?? silentLogger, ...context }),
    stop: async () => clients.forEach((client) => client.close()),
  };
}

function createClient(definition: ProviderDefinition, settings: ProviderSettings): UpstreamClient {
  const { provider, name } = definition;
  return new UpstreamClient({
    ...settings,
    provider,
    name,
    headers: definition.authorize(settings.credential),
  });
}

function createContext(
  registry: ProviderRegistry,
  options: ContextOptions & { logger: Logger },
): GraphContext {
  const { signal = new AbortController().signal, requestId = randomUUID(), logger: log } = options;
  return { requestId, signal, log, providers: registry, loaders: new Loaders(registry, { signal, log }) };
}

function checkOptions({ providers }: SessionGraphOptions): Map<SessionProvider, ProviderSettings> {
  const known = providerDefinitions.map(({ provider }): string => provider);
  // Without types a vendor is easily misspelt, and then off.
  const faults = Object.keys(providers)
    .filter((provider) => !known.includes(provider))
    .map((provider) => `providers.${provider} is none of ${known.join(', ')}`);
  const settings = new Map<SessionProvider, ProviderSettings>();
  for (const { provider, defaultBaseUrl } of providerDefinitions) {
    if (providers[provider] === undefined) continue;
    const parsed = providerSettings(defaultBaseUrl).safeParse(providers[provider]);
    if (parsed.success) settings.set(provider, parsed.data);
    for (const { path, message } of parsed.error?.issues ?? []) {
      faults.push([`providers.${provider}`, ...path].join('.') + ` ${message}`);
    }
  }
  if (faults.length > 0)
    throw new TypeError(`The options of the session graph are not usable: ${faults.join('; ')}`);
  return settings;
}
