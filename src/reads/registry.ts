import { createHash } from 'node:crypto';
import { SessionGraphError } from '../model/errors.ts';
import type { SessionProvider } from '../model/generated.ts';
import { normalizeExternalId } from '../providers/external-id.ts';
import type { Collection, Provider } from '../providers/provider.ts';
import type { RequestContext } from '../upstream/call.ts';
import type { ReadReport } from '../upstream/observer.ts';
import type { Account, Credential } from './account.ts';
import type { Accounts, ProviderStatus } from './accounts.ts';

/** A provider and this graph's credential for it, if there is one. */
export interface RegisteredProvider {
  readonly provider: Provider;
  readonly credential?: Credential | undefined;
}

/** What a purge drops: one session of a provider, or without an id everything that was read from it. */
export interface Purge {
  readonly provider: SessionProvider;
  readonly externalId?: string | undefined;
  readonly scope?: string | undefined;
}

/** Finds providers by what a query names. */
export class Registry {
  readonly all: readonly RegisteredProvider[];
  /** Tells apart what different registries read: their credentials, and the chatbots that they list. Contains no secret. */
  readonly scope: string;
  readonly #accounts: Accounts;
  readonly #byType = new Map<string, RegisteredProvider>();
  readonly #collections = new Map<string, Collection>();

  constructor(
    providers: readonly Provider[],
    credentials: ReadonlyMap<SessionProvider, Credential>,
    accounts: Accounts,
  ) {
    this.#accounts = accounts;
    this.all = providers.map((provider) => ({ provider, credential: credentials.get(provider.id) }));
    this.scope = JSON.stringify(
      this.all.map(({ credential }) => credential && [credential.scope, credential.settings.chatbotIds]),
    );
    for (const registered of this.all) {
      const { sessionType, collections = [] } = registered.provider;
      this.#byType.set(sessionType, registered);
      for (const collection of collections) {
        this.#byType.set(collection.type, registered);
        this.#collections.set(collection.type, collection);
      }
    }
  }

  /** @param type the name of a GraphQL type that is a session or owns a list of sessions */
  ofType(type: string): RegisteredProvider | undefined {
    return this.#byType.get(type);
  }

  collection(type: string): Collection | undefined {
    return this.#collections.get(type);
  }

  ofProvider(id: SessionProvider): RegisteredProvider {
    const found = this.all.find(({ provider }) => provider.id === id);
    if (!found) throw new Error(`No provider ${id}`);
    return found;
  }

  /** @throws {SessionGraphError} PROVIDER_NOT_CONFIGURED */
  account({ provider, credential }: RegisteredProvider): Account {
    if (credential) return this.#accounts.get(credential);
    throw notConfigured(provider);
  }

  /**
   * Reports the reads of an earlier request as hits of another one.
   * @returns false, and reports nothing, if one of them would not return the same value now
   */
  repeat(reads: readonly ReadReport[], request: Pick<RequestContext, 'freshness' | 'onRead'>): boolean {
    return this.#accounts.repeat(reads, request);
  }

  /** @throws {SessionGraphError} PROVIDER_NOT_CONFIGURED */
  assertConfigured({ provider, credential }: RegisteredProvider): void {
    if (!credential) throw notConfigured(provider);
  }

  /** Authenticates cursors of `Query.sessions`. It depends on all that they list, so other accounts have other cursors. */
  get cursorKey(): Buffer {
    const hash = createHash('sha256').update(this.scope);
    for (const { provider, credential } of this.all) {
      if (credential) hash.update(provider.id).update(credential.cursorKey);
    }
    return hash.digest();
  }

  /** @returns undefined for a provider without a credential */
  async status({ credential }: RegisteredProvider, caller: string): Promise<ProviderStatus | undefined> {
    return credential && this.#accounts.status(credential, caller);
  }

  /**
   * Drops cached answers in this process and in Redis.
   * @param scope of the credential whose answers are dropped. Default: that of this registry
   * @returns the scope; undefined if there is no credential
   * @throws {SessionGraphError} BAD_USER_INPUT if the vendor cannot have the id
   */
  async purge({ provider: id, externalId, scope }: Purge): Promise<string | undefined> {
    const { provider, credential } = this.ofProvider(id);
    const key = externalId === undefined ? undefined : normalizeExternalId(provider, externalId);
    const purged = scope ?? credential?.scope;
    if (purged !== undefined) await this.#accounts.purge(provider, purged, key);
    return purged;
  }
}

function notConfigured({ id, name }: Provider): SessionGraphError {
  const message = `This server has no credential for ${name}.`;
  return new SessionGraphError('PROVIDER_NOT_CONFIGURED', message, { provider: id });
}
