import type { Context } from '@opentelemetry/api';
import type { Logger } from '../model/logger.ts';
import type { FreshnessPreference } from './cache/freshness.ts';
import type { ReadReport } from './observer.ts';

/** The request that reads are made for. One object serves all reads of a GraphQL request and is passed down unchanged. */
export interface RequestContext {
  /** Aborts when the client disconnects or the deadline passes. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** Identifies who sent the request. Callers share queues, connections and quotas fairly. */
  readonly caller: string;
  /** Identifies the request in a provider's queue, where the requests of one caller take turns. */
  readonly queueId: string;
  /** When the request stops waiting for answers, on the clock of `performance.now()`. */
  readonly deadline: number;
  /** The parent of the spans of its upstream calls. */
  readonly trace?: Context;
  /** How fresh the client wants its answers. */
  readonly freshness?: FreshnessPreference;
  readonly onRead?: (report: ReadReport) => void;
}

/** One run of an operation. It can outlive the request that started it when other requests wait for it too. */
export interface Call {
  readonly context: RequestContext;
  /** Aborts when the last caller has aborted. */
  readonly signal: AbortSignal;
  /** HTTP requests sent so far, retries included. */
  attempts: number;
  retries: number;
}

export function startCall(context: RequestContext, signal: AbortSignal): Call {
  return { context, signal, attempts: 0, retries: 0 };
}
