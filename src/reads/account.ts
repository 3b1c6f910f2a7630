import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { GraphSettings } from './settings.ts';
import type { Mapped, ProviderDefinition, Session } from '../providers/provider.ts';
import type { SessionList } from '../paging/session-list.ts';
import type { ProviderSettings } from '../providers/settings.ts';
import { Breaker, type BreakerState } from '../upstream/breaker.ts';
import { Budget } from '../upstream/budget/budget.ts';
import { RedisWindow } from '../upstream/budget/redis-window.ts';
import { MemoryWindow, type Window, type WindowStatus } from '../upstream/budget/window.ts';
import { Reads, type Fetched } from '../upstream/cache/reads.ts';
import type { Store } from '../upstream/cache/store.ts';
import { UpstreamClient, type CallContext } from '../upstream/client.ts';
import type { Observer } from '../upstream/observer.ts';
import type { SharedRedis } from '../upstream/redis.ts';

/** What the vendors of one graph share. */
export interface Shared {
  readonly settings: GraphSettings;
  readonly store?: Store | undefined;
  readonly redis?: SharedRedis | undefined;
  readonly observer: Observer;
}

export interface ProviderStatus {
  readonly availability: 'AVAILABLE' | 'DEGRADED' | 'UNAVAILABLE';
  /** In milliseconds since 1970. */
  readonly retryAt: number | undefined;
  readonly quota: WindowStatus | undefined;
}

/** A vendor that this graph has a credential for. Every read rejects with a `SessionGraphError`. */
export interface ConnectedProvider {
  /** The value is null for a session that the vendor does not know. */
  getSession(externalId: string, call: CallContext): Promise<Fetched<Mapped<Session> | null>>;
  listSessions(parentExternalId: string, call: CallContext): Promise<Fetched<SessionList<Mapped<Session>>>>;
  status(): Promise<ProviderStatus>;
  breakerState(): BreakerState;
  /** How many calls wait for their turn. */
  queued(): number;
  /** Forgets one session, or with no id all that was read. */
  purge(externalId?: string): Promise<void>;
  stop(): void;
}

export function connectProvider(
  definition: ProviderDefinition,
  settings: ProviderSettings,
  shared: Shared,
): ConnectedProvider {
  const { provider, name } = definition;
  const { observer, redis } = shared;
  const scope = scopeOf(definition, settings);
  const budget = createBudget(definition, settings, shared, scope);
  const breaker = createBreaker(definition, settings, shared, { budget, scope });
  const headers = definition.authorize(settings.credential);
  const client = new UpstreamClient({
    ...settings,
    provider,
    name,
    headers,
    budget,
    breaker,
    observer,
    tracePropagation: shared.settings.tracePropagation,
  });
  const vendor = definition.connect(client, settings);
  const reads = createReads(definition, settings, shared, scope);
  return {
    getSession: (externalId, call) =>
      reads.read(
        { operation: 'getSession', externalId, load: (own) => vendor.getSession(externalId, own) },
        call,
      ),
    listSessions: (externalId, call) =>
      reads.read(
        {
          operation: 'listSessions',
          externalId,
          load: async (own) => {
            if (!vendor.listSessions) throw new Error(`${name} has no lists`);
            return tellLeftOut(definition, await vendor.listSessions(externalId, own), own, observer);
          },
          ownBytes: ({ bytes }) => bytes,
        },
        call,
      ),
    status: async () => {
      const elsewhere =
        Number(await redis?.ask((commands) => commands.get(downKey(scope)), null)) || undefined;
      return statusOf(breaker, budget, elsewhere);
    },
    breakerState: () => breaker.state,
    queued: () => budget.queued,
    purge: (externalId) => reads.purge(externalId),
    stop: () => {
      client.close();
      budget.stop();
      reads.stop();
    },
  };
}

/**
 * Tells apart what different credentials may see. The HMAC is the same on every replica, and of no use to who reads it:
 * it is keyed by the credential.
 */
function scopeOf({ provider }: ProviderDefinition, { credential, baseUrl }: ProviderSettings): string {
  const fingerprint = createHmac('sha256', credential)
    .update(`session-graph ${baseUrl.href}`)
    .digest('base64url');
  return `${provider}:${fingerprint.slice(0, 22)}`;
}

const pauseMessage = z.object({ scope: z.string(), forMs: z.number().positive() });

function createBudget(
  { provider }: ProviderDefinition,
  { quota, quotaWindowMs, maxConnections, maxQueue }: ProviderSettings,
  { redis, observer }: Shared,
  scope: string,
): Budget {
  const window = quota > 0 ? createWindow() : undefined;
  const onWaited = (waitedMs: number): void => observer.waited?.({ provider, waitedMs });
  const onPaused = (forMs: number): void => void redis?.publish('pause', { scope, forMs });
  const budget = new Budget({ window, concurrency: maxConnections, maxQueue, onWaited, onPaused });
  redis?.listen('pause', (message) => {
    const { data: told } = pauseMessage.safeParse(message);
    if (told?.scope === scope) budget.pause(told.forMs);
  });
  return budget;

  function createWindow(): Window {
    if (!redis) return new MemoryWindow(quota, quotaWindowMs);
    return new RedisWindow({ redis, key: `budget:${scope}`, limit: quota, windowMs: quotaWindowMs });
  }
}

function createBreaker(
  { provider }: ProviderDefinition,
  { breakerFailurePercent, breakerOpenMs }: ProviderSettings,
  { redis, observer }: Shared,
  { budget, scope }: { budget: Budget; scope: string },
): Breaker {
  const breaker: Breaker = new Breaker({
    failureRatio: breakerFailurePercent / 100,
    openMs: breakerOpenMs,
    onChange: (state) => {
      observer.breakerChanged?.({ provider, state });
      const refusal = state === 'open' ? breaker.refusal() : undefined;
      if (!refusal) return;
      budget.refuseAll(refusal);
      // Other replicas do not stop calling, but they tell of it.
      void redis?.ask(
        (client) => client.set(downKey(scope), Date.now() + breakerOpenMs, 'PX', breakerOpenMs),
        null,
      );
    },
  });
  return breaker;
}

function downKey(scope: string): string {
  return `down:${scope}`;
}

function createReads(
  { provider, name }: ProviderDefinition,
  settings: ProviderSettings,
  { settings: graph, store, observer }: Shared,
  scope: string,
): Reads {
  const { cacheOpenMs, cacheEndedMs, cacheNotFoundMs, cacheListMs } = settings;
  return new Reads({
    provider,
    name,
    scope,
    store,
    lifetimes: store
      ? { openMs: cacheOpenMs, endedMs: cacheEndedMs, notFoundMs: cacheNotFoundMs, listMs: cacheListMs }
      : { openMs: 0, endedMs: 0, notFoundMs: 0, listMs: 0 },
    staleWhileRevalidateMs: graph.cacheStaleWhileRevalidateMs,
    graceMs: graph.cacheGraceMs,
    observer,
  });
}

function tellLeftOut<S>(
  { provider }: ProviderDefinition,
  list: SessionList<S>,
  { log }: CallContext,
  observer: Observer,
): SessionList<S> {
  if (list.leftOut > 0) {
    log.warn(
      { provider, operation: 'listSessions', rows: list.leftOut },
      'rows without a usable id left out',
    );
    observer.rowsLeftOut?.({ provider, rows: list.leftOut });
  }
  return list;
}

async function statusOf(
  breaker: Breaker,
  budget: Budget,
  downElsewhereUntil: number | undefined,
): Promise<ProviderStatus> {
  const quota = await budget.status();
  const isDown = breaker.state === 'open';
  const pausedUntil = budget.blockedUntil;
  const isTroubled =
    breaker.state === 'half-open' || pausedUntil !== undefined || downElsewhereUntil !== undefined;
  return {
    availability: isDown ? 'UNAVAILABLE' : isTroubled ? 'DEGRADED' : 'AVAILABLE',
    retryAt: isDown ? breaker.retryAt : pausedUntil,
    quota,
  };
}
