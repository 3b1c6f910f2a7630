import { createHmac } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { SessionProvider } from '../model/generated.ts';
import type { Provider } from '../providers/provider.ts';
import type { ProviderSettings } from '../providers/settings.ts';
import { maxAskedPauseMs } from '../upstream/budget/advertised-quota.ts';
import { purge } from '../upstream/cache/purge.ts';
import { repeatReads } from '../upstream/cache/repeat.ts';
import type { RequestContext } from '../upstream/call.ts';
import type { ReadReport } from '../upstream/observer.ts';
import { Account, type AccountStatus, type Credential, type Shared } from './account.ts';
import { Links } from './links.ts';

export interface ProviderStatus {
  readonly availability: 'AVAILABLE' | 'DEGRADED' | 'UNAVAILABLE';
  /** In milliseconds since 1970. */
  readonly retryAt: number | undefined;
  readonly quota: AccountStatus['quota'];
  readonly credentialRefused: AccountStatus['credentialRefused'];
}

export interface AccountsOptions extends Shared {
  /** How many idle accounts are kept open. */
  readonly maxAccounts: number;
}

/** Other programs may publish to the same Redis, so the number is bounded. */
const maxRememberedPauses = 1_000;

/** An account that has not been used for this long is closed when another one is opened or becomes idle. */
const maxUnusedMs = 10 * 60_000;

interface OpenAccount {
  readonly credential: Credential;
  readonly account: Account;
  /** On the clock of `performance.now()`. */
  readonly usedAt: number;
}

const pauseMessage = z.object({
  scope: z.string(),
  forMs: z
    .number()
    .positive()
    .transform((ms) => Math.min(ms, maxAskedPauseMs)),
});

/** The open accounts of a graph. An account is opened by its first read and closed when newer ones need its place. */
export class Accounts {
  readonly #options: AccountsOptions;
  readonly #links: Links;
  /** By scope, least recently used first. */
  readonly #open = new Map<string, OpenAccount>();
  /** When the pauses that replicas report end, on the clock of `performance.now()`, by scope: for accounts that are not open. */
  readonly #pausedUntil = new LRUCache<string, number>({ max: maxRememberedPauses });
  readonly #stopListening: (() => void) | undefined;
  #isStopped = false;

  constructor(options: AccountsOptions) {
    this.#options = options;
    this.#links = new Links(options);
    this.#stopListening = options.redis?.listen('pause', (message) => {
      const { data } = pauseMessage.safeParse(message);
      if (!data) return;
      this.#rememberPause(data.scope, performance.now() + data.forMs);
      this.#open.get(data.scope)?.account.pause(data.forMs);
    });
  }

  get size(): number {
    return this.#open.size;
  }

  /** @returns the account of a credential, opened if necessary */
  get(credential: Credential): Account {
    const { scope } = credential;
    const known = this.#open.get(scope);
    const account = known?.account ?? this.#create(credential);
    const usedAt = performance.now();
    // Moves it behind all others.
    this.#open.delete(scope);
    this.#open.set(scope, { credential, account, usedAt });
    if (!known) this.#closeUnused();
    return account;
  }

  /** @returns the account of a credential if it is open */
  peek({ scope }: Credential): Account | undefined {
    return this.#open.get(scope)?.account;
  }

  /** @returns the open accounts of a provider, whoever they belong to */
  ofProvider(id: SessionProvider): readonly Account[] {
    const open = [...this.#open.values()].filter(({ credential }) => credential.provider.id === id);
    return open.map(({ account }) => account);
  }

  /** @returns the credentials that a vendor has refused with its last answer, whoever they belong to */
  refusedOf(id: SessionProvider): readonly Credential[] {
    const refused = [...this.#open.values()].filter(({ account }) => account.credentialRefused === true);
    return refused.map(({ credential }) => credential).filter(({ provider }) => provider.id === id);
  }

  /**
   * Drops what one credential has cached, whether or not its account is open. Without an id it also ends a pause that the
   * vendor has asked for.
   */
  async purge(provider: Provider, scope: string, externalId?: string): Promise<void> {
    const { store } = this.#options;
    if (externalId === undefined) this.#pausedUntil.delete(scope);
    const account = this.#open.get(scope)?.account;
    if (account) return account.purge(externalId);
    if (store) await purge(store, { scope, operations: Object.values(provider.operations) }, externalId);
  }

  /**
   * The availability of a vendor to one credential, as far as all replicas know.
   * @param caller to whom it is available. Default: any caller
   */
  async status(credential: Credential, caller?: string): Promise<ProviderStatus> {
    const { provider, settings } = credential;
    const account = this.get(credential);
    const [{ breaker, openForMs, quota, credentialRefused }, downElsewhereUntil] = await Promise.all([
      account.status(caller),
      this.#links.downElsewhereUntil(provider, settings),
    ]);
    if (openForMs !== undefined)
      return { availability: 'UNAVAILABLE', retryAt: Date.now() + openForMs, quota, credentialRefused };
    const { pausedUntil } = account;
    const isTroubled =
      breaker === 'half-open' || pausedUntil !== undefined || downElsewhereUntil !== undefined;
    const availability = isTroubled ? 'DEGRADED' : 'AVAILABLE';
    return { availability, retryAt: pausedUntil, quota, credentialRefused };
  }

  /**
   * Reports the reads of an earlier request as hits of another one.
   * @returns false, and reports nothing, if one of them would not return the same value now
   */
  repeat(reads: readonly ReadReport[], request: Pick<RequestContext, 'freshness' | 'onRead'>): boolean {
    const { store, observer, settings } = this.#options;
    if (!store) return false;
    const { cacheStaleWhileRevalidateMs: staleWhileRevalidateMs, cacheGraceMs: graceMs } = settings;
    return repeatReads(reads, request, { store, observer, staleWhileRevalidateMs, graceMs });
  }

  stop(): void {
    this.#isStopped = true;
    this.#stopListening?.();
    for (const scope of this.#open.keys()) this.#close(scope);
  }

  #create(credential: Credential): Account {
    const { scope, provider, settings } = credential;
    const link = this.#links.acquire(provider, settings);
    const account = new Account(credential, link, { ...this.#options, onIdle: () => this.#closeUnused() });
    const pausedForMs = (this.#pausedUntil.get(scope) ?? 0) - performance.now();
    if (pausedForMs > 0) account.pause(pausedForMs);
    // A read after the stop must fail, not open a connection.
    if (this.#isStopped) account.stop();
    return account;
  }

  /**
   * Closes accounts above the limit, least recently used first, and accounts that nobody has used for long. An account that
   * knows something that a new one would not stays: a read, calls in its quota window, an open breaker.
   */
  #closeUnused(): void {
    const newest = [...this.#open.keys()].at(-1);
    const unusedSince = performance.now() - maxUnusedMs;
    for (const [scope, { account, usedAt }] of this.#open) {
      const isSurplus = this.#open.size > this.#options.maxAccounts;
      if (!isSurplus && usedAt > unusedSince) return;
      if (account.isIdle && scope !== newest) this.#close(scope);
    }
  }

  #rememberPause(scope: string, until: number): void {
    this.#pausedUntil.set(scope, Math.max(this.#pausedUntil.get(scope) ?? 0, until));
  }

  #close(scope: string): void {
    const open = this.#open.get(scope);
    if (!open) return;
    const { account, credential } = open;
    this.#open.delete(scope);
    account.stop();
    this.#links.release(credential.provider, credential.settings);
  }
}

/**
 * The scope and the key of cursors are HMACs keyed by the credential: the same on every replica. The scope is useless to a reader
 * of Redis, and does not reveal the key of cursors.
 * @param settings of the provider, with the credential
 */
export function credentialOf(provider: Provider, settings: ProviderSettings): Credential {
  const fingerprint = (label: string): Buffer =>
    createHmac('sha256', settings.credential).update(`${label} ${settings.baseUrl.href}`).digest();
  const scope = fingerprint('session-graph').toString('base64url').slice(0, 22);
  return {
    provider,
    settings,
    scope: `${provider.id}:${scope}`,
    cursorKey: fingerprint('session-graph cursors'),
  };
}
