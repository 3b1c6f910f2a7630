import type { SessionProvider } from '../model/generated.ts';
import type { BreakerState } from './breaker.ts';
import type { CallOutcome } from './call-span.ts';
import type { ReadOperation } from './cache/lifetime.ts';

/**
 * Where an answer came from: `hit` from what was read before, `stale` from something older than it should be,
 * `coalesced` from a read that was under way, `miss` from the vendor. There was none when it `failed`.
 */
export type CacheOutcome = 'hit' | 'stale' | 'coalesced' | 'miss' | 'failed';

/** One read as a request sees it. */
export interface ReadReport {
  readonly provider: SessionProvider;
  readonly operation: ReadOperation;
  readonly outcome: CacheOutcome;
  /** How many calls were sent for it. */
  readonly attempts: number;
  readonly durationMs: number;
  /** Until when it counts as fresh, in milliseconds since 1970. */
  readonly freshUntil: number;
}

/** Is told what happens between the graph and the vendors; for metrics. */
export interface Observer {
  cacheRead?(event: Pick<ReadReport, 'provider' | 'operation' | 'outcome'>): void;
  /** A call with all its retries is over. */
  callEnded?(event: {
    readonly provider: SessionProvider;
    readonly operation: ReadOperation;
    readonly outcome: CallOutcome;
    readonly attempts: number;
    readonly durationMs: number;
  }): void;
  /** A vendor has answered an attempt. */
  responded?(event: { readonly provider: SessionProvider; readonly status: number }): void;
  /** A call has waited for its turn. */
  waited?(event: { readonly provider: SessionProvider; readonly waitedMs: number }): void;
  breakerChanged?(event: { readonly provider: SessionProvider; readonly state: BreakerState }): void;
  rowsLeftOut?(event: { readonly provider: SessionProvider; readonly rows: number }): void;
}
