import { randomUUID } from 'node:crypto';
import { context as openTelemetry, type Context } from '@opentelemetry/api';
import type { GraphQLSchema } from 'graphql';
import { z } from 'zod';
import {
  connectProvider,
  type ConnectedProvider,
  type ProviderStatus,
  type Shared,
} from '../reads/account.ts';
import type { GraphContext } from '../reads/context.ts';
import { graphSettingNames, graphSettings, type GraphSettings } from '../reads/settings.ts';
import { createSchema } from '../graphql/schema.ts';
import type { SessionProvider } from '../model/generated.ts';
import { Loaders } from '../reads/loaders.ts';
import { silentLogger, type Logger } from '../model/logger.ts';
import { providerDefinitions } from '../providers/index.ts';
import { providerSettings, type ProviderSettings } from '../providers/settings.ts';
import { ProviderRegistry } from '../reads/registry.ts';
import type { BreakerState } from '../upstream/breaker.ts';
import { Store } from '../upstream/cache/store.ts';
import type { Wish } from '../upstream/cache/lifetime.ts';
import type { Observer, ReadReport } from '../upstream/observer.ts';
import { SharedRedis } from '../upstream/redis.ts';

/** How one vendor is reached: the credential, and what is to differ from the defaults. */
export type ProviderOptions = Pick<ProviderSettings, 'credential'> &
  Partial<Omit<ProviderSettings, 'credential' | 'baseUrl'>> & { readonly baseUrl?: string | URL };

export interface SessionGraphOptions extends Partial<GraphSettings> {
  /** The vendors that are on. The others stay in the schema, and their fields fail with `PROVIDER_NOT_CONFIGURED`. */
  readonly providers: Readonly<Partial<Record<SessionProvider, ProviderOptions>>>;
  /** Where upstream failures are logged; nowhere by default. */
  readonly logger?: Logger;
  /** Is told what happens between the graph and the vendors. */
  readonly observer?: Observer;
}

export interface ContextOptions {
  /** Aborts the upstream calls that this request alone waits for. */
  readonly signal?: AbortSignal;
  /** Names the request in the logs; a random one by default. */
  readonly requestId?: string;
  /** Where this request logs, instead of the graph's logger. */
  readonly logger?: Logger;
  /** How fresh the answers are to be. */
  readonly wish?: Wish;
  /** What the request belongs to in a trace; what is active in OpenTelemetry's eyes by default. */
  readonly trace?: Context;
}

export interface SessionGraph {
  /** Executable; each operation needs a context of its own from `createContext`. */
  readonly schema: GraphQLSchema;
  createContext(options?: ContextOptions): GraphContext;
  /** How many calls of each vendor wait for their turn. */
  queued(): ReadonlyMap<SessionProvider, number>;
  /** Whether the vendors are called, by the breaker of each. */
  breakers(): ReadonlyMap<SessionProvider, BreakerState>;
  /** How the vendors are, as far as all replicas know. */
  statuses(): Promise<ReadonlyMap<SessionProvider, ProviderStatus>>;
  /** What is kept in memory. */
  cacheSize(): { readonly entries: number; readonly bytes: number };
  /** Whether what replicas share is reachable; undefined when no Redis is configured. */
  redisIsUp(): boolean | undefined;
  /**
   * Forgets one session of a vendor, or with no id all that was read of the vendor, on every replica.
   * @throws {SessionGraphError} BAD_USER_INPUT when the vendor has no such ids
   */
  purge(provider: SessionProvider, externalId?: string): Promise<void>;
  /** Closes the connections. Reads under way fail. */
  stop(): Promise<void>;
}

/**
 * The graph without a server.
 * @throws {TypeError} when the options are not usable, with every fault at once
 */
export function createSessionGraph(options: SessionGraphOptions): SessionGraph {
  const { settings, providers } = checkOptions(options);
  const logger = options.logger ?? silentLogger;
  const redis = settings.redisUrl === undefined ? undefined : new SharedRedis(settings.redisUrl, logger);
  const { cacheMaxEntries: maxEntries, cacheMaxBytes: maxBytes } = settings;
  const store = settings.cache ? new Store({ maxEntries, maxBytes, redis }) : undefined;
  const shared: Shared = { settings, store, redis, observer: options.observer ?? {} };
  const connections = new Map<SessionProvider, ConnectedProvider>();
  for (const definition of providerDefinitions) {
    const own = providers.get(definition.provider);
    if (own) connections.set(definition.provider, connectProvider(definition, own, shared));
  }
  const registry = new ProviderRegistry(providerDefinitions, connections);
  redis?.listen('purge', (message) => void purgeAsTold(registry, message).catch(() => undefined));
  return {
    schema: createSchema(providerDefinitions),
    createContext: (context = {}) => createContext(registry, settings, { logger, ...context }),
    queued: () => ofEach(connections, (connection) => connection.queued()),
    breakers: () => ofEach(connections, (connection) => connection.breakerState()),
    statuses: async () => {
      const asked = [...connections].map(async ([provider, connection]) => {
        return [provider, await connection.status()] as const;
      });
      return new Map(await Promise.all(asked));
    },
    cacheSize: () => store?.size ?? { entries: 0, bytes: 0 },
    redisIsUp: () => redis?.isUp,
    purge: async (provider, externalId) => {
      await registry.purge({ provider, externalId });
      await redis?.publish('purge', { provider, externalId });
    },
    stop: async () => {
      for (const connection of connections.values()) connection.stop();
      await redis?.stop();
    },
  };
}

function ofEach<T>(
  connections: ReadonlyMap<SessionProvider, ConnectedProvider>,
  look: (connection: ConnectedProvider) => T,
): ReadonlyMap<SessionProvider, T> {
  return new Map([...connections].map(([provider, connection]) => [provider, look(connection)]));
}

const purgeMessage = z.object({
  provider: z.enum(providerDefinitions.map(({ provider }) => provider)),
  externalId: z.string().optional(),
});

/** Rejects what cannot be done: Redis may be shared with others, and with other versions of this. */
async function purgeAsTold(registry: ProviderRegistry, message: unknown): Promise<void> {
  await registry.purge(purgeMessage.parse(message));
}

function createContext(
  registry: ProviderRegistry,
  { requestTimeoutMs }: GraphSettings,
  options: ContextOptions & { readonly logger: Logger },
): GraphContext {
  const { requestId = randomUUID(), logger: log, wish, trace = openTelemetry.active() } = options;
  const reads: ReadReport[] = [];
  const timeout = AbortSignal.timeout(requestTimeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  const deadline = performance.now() + requestTimeoutMs;
  const onRead = (report: ReadReport): void => void reads.push(report);
  // Not the request's id: a client can give the same one to all its requests.
  const owner = randomUUID();
  const call = { signal, log, owner, deadline, onRead, trace, ...(wish && { wish }) };
  return { requestId, signal, log, trace, providers: registry, loaders: new Loaders(registry, call), reads };
}

const optionNames = new Set<string>([...graphSettingNames, 'providers', 'logger', 'observer']);

function checkOptions(options: SessionGraphOptions) {
  const { providers: given = {} } = options;
  const known = providerDefinitions.map(({ provider }): string => provider);
  // Without types a name is easily misspelt, and then does nothing.
  const faults = [
    ...Object.keys(options)
      .filter((name) => !optionNames.has(name))
      .map((name) => `${name} is not an option`),
    ...Object.keys(given)
      .filter((provider) => !known.includes(provider))
      .map((provider) => `providers.${provider} is none of ${known.join(', ')}`),
  ];
  const settings = graphSettings.safeParse(options);
  faults.push(...faultsOf(settings.error));
  const providers = new Map<SessionProvider, ProviderSettings>();
  for (const definition of providerDefinitions) {
    const own = given[definition.provider];
    const parsed = own === undefined ? undefined : providerSettings(definition).safeParse(own);
    if (parsed?.success) providers.set(definition.provider, parsed.data);
    faults.push(...faultsOf(parsed?.error, ['providers', definition.provider]));
  }
  if (settings.success && faults.length === 0) return { settings: settings.data, providers };
  throw new TypeError(`The options of the session graph are not usable: ${faults.join('; ')}`);
}

function faultsOf(error: z.ZodError | undefined, under: readonly string[] = []): string[] {
  return (error?.issues ?? []).map(({ path, message }) => `${[...under, ...path].join('.')} ${message}`);
}
