import type { GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { createSchema } from '../graphql/schema.ts';
import type { SessionProvider } from '../model/generated.ts';
import { silentLogger, type Logger } from '../model/logger.ts';
import { sum } from '../model/sum.ts';
import { providers } from '../providers/index.ts';
import type { ProviderSettings } from '../providers/settings.ts';
import type { Account, Credential, Shared } from '../reads/account.ts';
import { Accounts, credentialOf, type ProviderStatus } from '../reads/accounts.ts';
import { createContext, type ContextOptions, type GraphContext } from '../reads/context.ts';
import { Registry } from '../reads/registry.ts';
import type { BreakerState } from '../upstream/breaker/breaker.ts';
import { Store } from '../upstream/cache/store.ts';
import { SharedRedis } from '../upstream/redis.ts';
import { parseOptions, parseProviders, type ProvidersOptions, type SessionGraphOptions } from './options.ts';

export interface SessionGraph {
  /** The executable schema. Each operation needs its own context from `createContext`. */
  readonly schema: GraphQLSchema;
  /**
   * @throws {TypeError} if `providers` is given and invalid
   */
  createContext(options?: RequestOptions): GraphContext;
  /** The providers that have a credential. */
  readonly enabled: readonly SessionProvider[];
  /** The number of calls that wait for their turn, with any credential. */
  queued(): ReadonlyMap<SessionProvider, number>;
  /** The breaker of each provider. Of those of several base URLs, the one that is open furthest. */
  breakers(): ReadonlyMap<SessionProvider, BreakerStatus>;
  /**
   * The credentials that each vendor has refused with its last answer.
   * @param tenants the accounts of all tenants, as in `createContext`: those of others are no longer used. Default: every account
   * that is open
   */
  refusedCredentials(tenants?: Iterable<ProvidersOptions>): ReadonlyMap<SessionProvider, RefusedCredentials>;
  /** The availability of each vendor, as far as all replicas know. */
  statuses(): Promise<ReadonlyMap<SessionProvider, ProviderStatus>>;
  /** What the cache holds in memory. */
  cacheSize(): { readonly entries: number; readonly bytes: number };
  /** Whether Redis answers; undefined if none is configured. */
  redisIsUp(): boolean | undefined;
  /**
   * Drops the cached answers of one session, or without an id of a whole provider, on every replica.
   * @param own the accounts whose answers are dropped, as in `createContext`. Default: the graph's own
   * @throws {SessionGraphError} BAD_USER_INPUT if the vendor cannot have the id
   */
  purge(provider: SessionProvider, externalId?: string, own?: ProvidersOptions): Promise<void>;
  /** Closes all connections. Reads in flight fail. */
  stop(): Promise<void>;
}

export interface BreakerStatus {
  /** Of the breaker that all callers share. */
  readonly state: BreakerState;
  /** The number of callers whose calls are refused because their own calls failed. */
  readonly refusedCallers: number;
}

export interface RefusedCredentials {
  /** Whether that of the graph is refused. */
  readonly own: boolean;
  /** The number of those of tenants. */
  readonly tenants: number;
}

export interface RequestOptions extends ContextOptions {
  /**
   * The accounts that this request reads with, instead of the graph's own: those of a tenant, for example. Pass the same
   * object with each request of one tenant.
   */
  readonly providers?: ProvidersOptions;
}

const defaultMaxActiveTenants = 100;

const purgeMessage = z.object({
  provider: z.enum(providers.map(({ id }) => id)),
  externalId: z.string().optional(),
  scope: z.string().optional(),
});

/**
 * Creates the graph without a server.
 * @throws {TypeError} if the options are invalid; the message lists every error
 */
export function createSessionGraph(options: SessionGraphOptions): SessionGraph {
  const { settings, providerSettings } = parseOptions(options);
  const logger: Logger = options.logger ?? silentLogger;
  const redis = settings.redisUrl === undefined ? undefined : new SharedRedis(settings.redisUrl, logger);
  const { cacheMaxEntries: maxEntries, cacheMaxBytes: maxBytes } = settings;
  const store = settings.cache ? new Store({ maxEntries, maxBytes, redis }) : undefined;
  const shared: Shared = { settings, store, redis, observer: options.observer ?? {} };
  const { maxActiveTenants = defaultMaxActiveTenants } = options;
  const accounts = new Accounts({ ...shared, maxAccounts: maxActiveTenants * providers.length });
  const credentials = credentialsOf(providerSettings);
  const registry = new Registry(providers, credentials, accounts);
  const registryOf = tenantRegistries(accounts);
  redis?.listen('purge', (message) => {
    const { data } = purgeMessage.safeParse(message);
    // The id may come from another version, with other rules for ids.
    if (data) registry.purge(data).catch(() => undefined);
  });

  function ofEach<T>(look: (credential: Credential) => T): ReadonlyMap<SessionProvider, T> {
    return new Map([...credentials].map(([provider, credential]) => [provider, look(credential)]));
  }

  /** Of the providers with a credential of the graph or an open account of a tenant. */
  function ofEachOpen<T>(look: (open: readonly Account[]) => T): ReadonlyMap<SessionProvider, T> {
    const known = providers
      .map(({ id }) => ({ id, open: accounts.ofProvider(id) }))
      .filter(({ id, open }) => credentials.has(id) || open.length > 0);
    return new Map(known.map(({ id, open }) => [id, look(open)]));
  }

  function uses(tenant: ProvidersOptions, { provider: { id }, settings: own, scope }: Credential): boolean {
    // Most tenants need no fingerprint of their credential to see that it is another one.
    if (tenant[id]?.credential !== own.credential) return false;
    return registryOf(tenant).ofProvider(id).credential?.scope === scope;
  }

  return {
    schema: createSchema(providers),
    createContext: ({ providers: own, ...context } = {}) =>
      createContext(own ? registryOf(own) : registry, settings, {
        logger,
        observer: options.observer,
        ...context,
        isTenant: own !== undefined,
      }),
    enabled: [...credentials.keys()],
    queued: () => ofEachOpen((open) => sum(open.map(({ queued }) => queued))),
    breakers: () => ofEachOpen((open) => worstOf([...new Set(open.map(({ link }) => link.breaker))])),
    refusedCredentials: (tenants) => {
      const inUse = tenants && [...tenants];
      return new Map(
        providers.map(({ id }) => {
          const refused = accounts.refusedOf(id);
          const isOwn = ({ scope }: Credential): boolean => scope === credentials.get(id)?.scope;
          const ofTenants = refused.filter(
            (one) => !isOwn(one) && (!inUse || inUse.some((tenant) => uses(tenant, one))),
          );
          return [id, { own: refused.some(isOwn), tenants: ofTenants.length }];
        }),
      );
    },
    statuses: async () => {
      const statuses = [...ofEach((credential) => accounts.status(credential))].map(
        async ([provider, status]) => [provider, await status] as const,
      );
      return new Map(await Promise.all(statuses));
    },
    cacheSize: () => store?.size ?? { entries: 0, bytes: 0 },
    redisIsUp: () => redis?.isUp,
    purge: async (provider, externalId, own) => {
      const scope = await (own ? registryOf(own) : registry).purge({ provider, externalId });
      if (scope !== undefined) await redis?.publish('purge', { provider, externalId, scope });
    },
    stop: async () => {
      accounts.stop();
      await redis?.stop();
    },
  };
}

function credentialsOf(
  settings: ReadonlyMap<SessionProvider, ProviderSettings>,
): Map<SessionProvider, Credential> {
  const credentials = new Map<SessionProvider, Credential>();
  for (const provider of providers) {
    const own = settings.get(provider.id);
    if (own) credentials.set(provider.id, credentialOf(provider, own));
  }
  return credentials;
}

/** Finds the registry of a tenant, which is created with its first request. */
function tenantRegistries(accounts: Accounts): (own: ProvidersOptions) => Registry {
  const registries = new WeakMap<ProvidersOptions, Registry>();
  return (own) => {
    const registry =
      registries.get(own) ?? new Registry(providers, credentialsOf(parseProviders(own)), accounts);
    registries.set(own, registry);
    return registry;
  };
}

const states = ['closed', 'half-open', 'open'] as const satisfies readonly BreakerState[];

function worstOf(breakers: readonly { readonly status: BreakerStatus }[]): BreakerStatus {
  const all = breakers.map(({ status }) => status);
  return {
    state: states.findLast((state) => all.some((one) => one.state === state)) ?? 'closed',
    refusedCallers: sum(all.map(({ refusedCallers }) => refusedCallers)),
  };
}
