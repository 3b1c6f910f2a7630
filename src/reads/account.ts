import { createHash } from 'node:crypto';
import type { Provider } from '../providers/provider.ts';
import type { ProviderSettings } from '../providers/settings.ts';
import type { BreakerState } from '../upstream/breaker/breaker.ts';
import { Budget } from '../upstream/budget/budget.ts';
import { RedisWindow } from '../upstream/budget/redis-window.ts';
import { MemoryWindow, type Window, type WindowStatus } from '../upstream/budget/window.ts';
import type { Fetched } from '../upstream/cache/freshness.ts';
import { Reads } from '../upstream/cache/reads.ts';
import type { Store } from '../upstream/cache/store.ts';
import type { RequestContext } from '../upstream/call.ts';
import { UpstreamClient } from '../upstream/client.ts';
import type { Link } from '../upstream/link.ts';
import type { Observer } from '../upstream/observer.ts';
import type { Operation } from '../upstream/operation.ts';
import type { SharedRedis } from '../upstream/redis.ts';
import type { GraphSettings } from './settings.ts';

/** What all accounts of a graph share. */
export interface Shared {
  readonly settings: GraphSettings;
  readonly store?: Store | undefined;
  readonly redis?: SharedRedis | undefined;
  readonly observer: Observer;
}

interface AccountOptions extends Shared {
  /** Called when the last read under way has ended. */
  readonly onIdle?: () => void;
}

/** A credential for a provider. */
export interface Credential {
  readonly provider: Provider;
  readonly settings: ProviderSettings;
  /** Separates what different credentials may see. Contains neither the credential nor the address. */
  readonly scope: string;
  /** Authenticates cursors, together with those of the other providers. Secret, and the same on every replica. */
  readonly cursorKey: Buffer;
}

export interface AccountStatus {
  readonly breaker: BreakerState;
  /** How long the breaker stays open, in milliseconds; undefined unless it is open. */
  readonly openForMs: number | undefined;
  readonly quota: WindowStatus | undefined;
  /** Whether the vendor refuses the credential; undefined until an answer shows it. */
  readonly credentialRefused: boolean | undefined;
}

/** Everything that belongs to a credential: its headers, its part of the cache, its budget and its reads in flight. */
export class Account {
  readonly link: Link;
  readonly #budget: Budget;
  readonly #client: UpstreamClient;
  readonly #reads: Reads;
  readonly #stopListening: () => void;

  constructor(credential: Credential, link: Link, shared: AccountOptions) {
    this.link = link;
    const { provider, settings, scope } = credential;
    const { id, name } = provider;
    const { observer, store, settings: graph } = shared;
    this.#budget = createBudget(credential, link, shared);
    this.#stopListening = link.onDown((refusal, caller) => this.#budget.refuseAll(refusal, caller));
    this.#client = new UpstreamClient({
      provider: id,
      name,
      link,
      headers: provider.authorize(settings.credential),
      budget: this.#budget,
      limits: settings,
      timeoutMs: settings.timeoutMs,
      quotaWindowMs: settings.quotaWindowMs,
      observer,
      tracePropagation: graph.tracePropagation,
    });
    this.#reads = new Reads({
      provider: id,
      name,
      scope,
      operations: Object.values(provider.operations),
      store,
      limits: settings,
      staleWhileRevalidateMs: graph.cacheStaleWhileRevalidateMs,
      graceMs: graph.cacheGraceMs,
      observer,
      ...(shared.onIdle && { onIdle: shared.onIdle }),
      run: (operation, key, call) => this.#client.run(operation, key, call),
    });
  }

  /** Whether closing it loses nothing: no read is under way, and a new account would know as much about the vendor. */
  get isIdle(): boolean {
    const { state, refusedCallers } = this.link.breaker.status;
    return this.#reads.isIdle && this.#budget.isUnused && state === 'closed' && refusedCallers === 0;
  }

  /** When a pause that the vendor asked for ends, in milliseconds since 1970; undefined if there is none. */
  get pausedUntil(): number | undefined {
    return this.#budget.blockedUntil;
  }

  /** Whether the vendor refuses the credential; undefined until an answer shows it. */
  get credentialRefused(): boolean | undefined {
    return this.#client.credentialRefused;
  }

  /** The number of calls that wait for their turn. */
  get queued(): number {
    return this.#budget.queued;
  }

  /** @throws {SessionGraphError} */
  read<Value>(operation: Operation<Value>, key: string, context: RequestContext): Promise<Fetched<Value>> {
    return this.#reads.read(operation, key, context);
  }

  /** Pauses calls because the vendor asked another replica to. */
  pause(forMs: number): void {
    this.#budget.pause(forMs);
  }

  /** @param caller whose breaker counts too */
  async status(caller = ''): Promise<AccountStatus> {
    const quota = await this.#budget.status();
    const { state, openForMs } = this.link.breaker.stateFor(caller);
    return { breaker: state, openForMs, quota, credentialRefused: this.credentialRefused };
  }

  /** Drops the cached answers of one session. Without an id it drops everything, and ends a pause. */
  purge(externalId?: string): Promise<void> {
    if (externalId === undefined) this.#budget.resume();
    return this.#reads.purge(externalId);
  }

  /** Fails reads in flight and clears all timers and listeners. */
  stop(): void {
    this.#stopListening();
    this.#client.stop();
    this.#budget.stop();
    this.#reads.stop();
  }
}

function createBudget({ provider, settings, scope }: Credential, link: Link, shared: Shared): Budget {
  const { redis, observer, settings: graph } = shared;
  const { quota, quotaWindowMs, maxQueue } = settings;
  const key = `budget:${scope}`;
  const share = Math.max(1, Math.floor((quota * graph.callerQuotaPercent) / 100));
  return new Budget({
    window: quota > 0 ? createWindow(key, quota) : undefined,
    windowOf: share < quota ? (caller) => createWindow(`${key}:${hashOf(caller)}`, share) : undefined,
    slots: link.slots,
    maxQueue,
    onWaited: (waitedMs) => observer.waited?.({ provider: provider.id, waitedMs }),
    onPaused: (forMs) => void redis?.publish('pause', { scope, forMs }),
  });

  function createWindow(name: string, limit: number): Window {
    if (!redis) return new MemoryWindow(limit, quotaWindowMs);
    return new RedisWindow({ redis, key: name, limit, windowMs: quotaWindowMs });
  }
}

/** A caller's name is personal data, which a key in Redis must not contain. */
function hashOf(caller: string): string {
  return createHash('sha256').update(caller).digest('base64url').slice(0, 22);
}
