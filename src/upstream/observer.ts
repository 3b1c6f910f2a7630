import type { SessionFeedSourceState, SessionProvider } from '../model/generated.ts';
import type { BreakerState } from './breaker/breaker.ts';
import type { Entry } from './cache/freshness.ts';
import type { CallOutcome } from './call-span.ts';
import type { Cut } from './operation.ts';

/**
 * Where an answer came from: `hit` and `stale` from the cache, `coalesced` from a read that another request had started,
 * `miss` from the vendor. `failed` when there was no answer.
 */
export type CacheOutcome = 'hit' | 'stale' | 'coalesced' | 'miss' | 'failed';

/** One read from a request's point of view. */
export interface ReadReport {
  readonly provider: SessionProvider;
  readonly operation: string;
  readonly outcome: CacheOutcome;
  /** HTTP requests that this read caused. */
  readonly attempts: number;
  readonly durationMs: number;
  /** When the answer stops being fresh, on the clock of `performance.now()`. */
  readonly freshUntil: number;
  /** The entry that was returned; undefined if there was none, or if nothing is cached. */
  readonly cached?: CachedEntry | undefined;
}

/** An entry and its key in the cache. */
export interface CachedEntry {
  readonly key: string;
  /** Weak, because reports can be kept for longer than the cache keeps the entry, which can have megabytes. */
  readonly entry: WeakRef<Entry>;
}

/** Receives events between the graph and the vendors, for metrics. */
export interface Observer {
  cacheRead?(event: Pick<ReadReport, 'provider' | 'operation' | 'outcome'>): void;
  /** A run of an operation has ended, with all its retries. */
  callEnded?(event: {
    readonly provider: SessionProvider;
    readonly operation: string;
    readonly outcome: CallOutcome;
    /** HTTP requests sent, retries included. */
    readonly attempts: number;
    readonly retries: number;
    readonly durationMs: number;
  }): void;
  /** A vendor has answered one HTTP request. */
  responded?(event: { readonly provider: SessionProvider; readonly status: number }): void;
  /** A call has left the queue and is sent. */
  waited?(event: { readonly provider: SessionProvider; readonly waitedMs: number }): void;
  breakerChanged?(event: {
    readonly provider: SessionProvider;
    readonly state: BreakerState;
    /** Whether it is the breaker of one caller, not the one that all callers share. */
    readonly ofOneCaller: boolean;
  }): void;
  /** A read of several pages has ended before the last one. */
  readCut?(event: {
    readonly provider: SessionProvider;
    readonly operation: string;
    readonly reason: Cut;
  }): void;
  rowsLeftOut?(event: { readonly provider: SessionProvider; readonly rows: number }): void;
  /** A page of all sessions was read, or could not be: what a vendor contributed to it. */
  feedSource?(event: { readonly provider: SessionProvider; readonly state: SessionFeedSourceState }): void;
}
