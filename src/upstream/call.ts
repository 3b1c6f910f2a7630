import type { Context } from '@opentelemetry/api';
import type { Logger } from '../model/logger.ts';
import type { CallersListener } from './budget/waiting.ts';
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
  /** Aborts when the last caller has aborted, or its time is over. */
  readonly signal: AbortSignal;
  readonly #controller: AbortController;
  /** HTTP requests sent so far, retries included. */
  attempts = 0;
  retries = 0;
  /** Those who wait for it: how many requests of each caller, and the first of them. */
  readonly #waiting = new Map<string, { readonly context: RequestContext; requests: number }>();
  #watcher: CallersListener | undefined;
  /** The deadlines of those who wait, and the last of them. */
  readonly #deadlines: number[] = [];
  #deadline: number;

  constructor(context: RequestContext, controller: AbortController) {
    this.context = context;
    this.signal = controller.signal;
    this.#controller = controller;
    this.#deadline = context.deadline;
  }

  /** When the last of those who wait stops waiting, on the clock of `performance.now()`. */
  get deadline(): number {
    return this.#deadline;
  }

  /** Ends it for everybody. */
  abort(reason: Error): void {
    this.#controller.abort(reason);
  }

  /** Those who wait for it. */
  get callers(): readonly string[] {
    return [...this.#waiting.keys()];
  }

  /** Adds a request that waits for it. */
  join(context: RequestContext): void {
    this.#deadlines.push(context.deadline);
    this.#deadline = Math.max(this.#deadline, context.deadline);
    const known = this.#waiting.get(context.caller);
    if (known) return void (known.requests += 1);
    this.#waiting.set(context.caller, { context, requests: 1 });
    this.#watcher?.joined(context);
  }

  /** Takes away a request that no longer waits. */
  leave({ caller, deadline }: RequestContext): void {
    const known = this.#waiting.get(caller);
    if (!known) return;
    this.#deadlines.splice(this.#deadlines.indexOf(deadline), 1);
    // When nobody waits any more, it is aborted.
    if (deadline === this.#deadline && this.#deadlines.length > 0)
      this.#deadline = this.#deadlines.reduce((last, other) => Math.max(last, other));
    known.requests -= 1;
    if (known.requests > 0) return;
    this.#waiting.delete(caller);
    this.#watcher?.left(caller);
  }

  /**
   * Reports the callers that wait now, then each one that joins or leaves. There is one listener: a second replaces the first.
   * @returns a function that stops the reports
   */
  watchCallers(listener: CallersListener): () => void {
    this.#watcher = listener;
    for (const { context } of this.#waiting.values()) listener.joined(context);
    return () => (this.#watcher = undefined);
  }
}
