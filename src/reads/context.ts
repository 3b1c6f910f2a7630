import { randomUUID } from 'node:crypto';
import { context as openTelemetry, type Context } from '@opentelemetry/api';
import type { Logger } from '../model/logger.ts';
import type { FreshnessPreference } from '../upstream/cache/freshness.ts';
import type { RequestContext } from '../upstream/call.ts';
import type { Observer, ReadReport } from '../upstream/observer.ts';
import { Access } from './access.ts';
import { Feed } from './feed/feed.ts';
import { Loaders } from './loaders.ts';
import type { Registry } from './registry.ts';
import type { GraphSettings } from './settings.ts';

/** The context of resolvers, created for each GraphQL request. */
export interface GraphContext {
  readonly requestId: string;
  /** Identifies who sent the request. */
  readonly caller: string;
  /** Whether it reads with the credentials of a tenant. */
  readonly isTenant: boolean;
  /** Aborts when the client disconnects or the request's deadline passes. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  readonly loaders: Loaders;
  readonly providers: Registry;
  readonly feed: Feed;
  /** What the caller may read. */
  readonly access: Access;
  readonly onPersonalData?: (sessionId: string) => void;
  /** The parent of the spans of upstream calls. */
  readonly trace: Context;
  /** The reads of this request so far. */
  readonly reads: readonly ReadReport[];
  /** Adds the reads of an earlier request to this one, if each of them would return the same value now. */
  repeat(reads: readonly ReadReport[]): boolean;
  /** How many fields its answer has at most, by an estimate. */
  fields: number;
}

export interface ContextOptions {
  /** Aborts the upstream calls that only this request waits for. */
  readonly signal?: AbortSignal;
  /** Identifies the request in the logs. Default: a random id. */
  readonly requestId?: string;
  /** Where this request logs. Default: the graph's logger. */
  readonly logger?: Logger;
  /**
   * Identifies who sent the request: a user, a key or an address, never a secret. Callers share queues, connections and
   * quotas fairly. Default: each request is a caller of its own.
   */
  readonly caller?: string;
  /** The scopes of the caller, for example `sessions:zep` and `personal-data`. Default: the caller may read everything. */
  readonly scopes?: readonly string[];
  /** Called with the global id of a session whenever a field with personal data of it is read, for an audit log. */
  readonly onPersonalData?: (sessionId: string) => void;
  /** How fresh the answers must be. */
  readonly freshness?: FreshnessPreference;
  /** The parent of the spans of upstream calls. Default: OpenTelemetry's active context. */
  readonly trace?: Context;
}

export function createContext(
  registry: Registry,
  { requestTimeoutMs, feedMaxCalls }: Pick<GraphSettings, 'requestTimeoutMs' | 'feedMaxCalls'>,
  options: ContextOptions & {
    readonly logger: Logger;
    readonly observer?: Observer | undefined;
    readonly isTenant?: boolean;
  },
): GraphContext {
  const { requestId = randomUUID(), logger: log, freshness, trace = openTelemetry.active() } = options;
  const reads: ReadReport[] = [];
  const timeout = AbortSignal.timeout(requestTimeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  // Not the request id: a client can send the same one with all its requests.
  const queueId = randomUUID();
  const request: RequestContext = {
    signal,
    log,
    caller: options.caller ?? queueId,
    queueId,
    deadline: performance.now() + requestTimeoutMs,
    trace,
    onRead: (report) => void reads.push(report),
    ...(freshness && { freshness }),
  };
  const access = new Access(options.scopes);
  const loaders = new Loaders(registry, request, access);
  const { onPersonalData } = options;
  return {
    requestId,
    caller: request.caller,
    isTenant: options.isTenant ?? false,
    signal,
    log,
    trace,
    access,
    providers: registry,
    loaders,
    feed: new Feed({ registry, loaders, access, maxCalls: feedMaxCalls, observer: options.observer ?? {} }),
    reads,
    repeat: (earlier) => registry.repeat(earlier, request),
    fields: Infinity,
    ...(onPersonalData && { onPersonalData }),
  };
}
