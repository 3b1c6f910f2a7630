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
export class Call {
  /** The request that started it. */
  readonly context: RequestContext;
  /** Aborts when the last caller has aborted. */
  readonly signal: AbortSignal;
  /** HTTP requests sent so far, retries included. */
  attempts = 0;
  retries = 0;
  /** The first request of each caller that waits for it. */
  readonly #waiting = new Map<string, RequestContext>();
  #onJoined: ((context: RequestContext) => void) | undefined;

  constructor(context: RequestContext, signal: AbortSignal) {
    this.context = context;
    this.signal = signal;
    this.join(context);
  }

  /** Those who wait for it. */
  get callers(): readonly string[] {
    return [...this.#waiting.keys()];
  }

  /** Adds a request that waits for it. */
  join(context: RequestContext): void {
    if (this.#waiting.has(context.caller)) return;
    this.#waiting.set(context.caller, context);
    this.#onJoined?.(context);
  }

  /**
   * Calls back with the first request of each caller that waits, now and later. A second listener replaces the first.
   * @returns stops calling back
   */
  eachCaller(listener: (context: RequestContext) => void): () => void {
    this.#onJoined = listener;
    for (const context of this.#waiting.values()) listener(context);
    return () => (this.#onJoined = undefined);
  }
}
