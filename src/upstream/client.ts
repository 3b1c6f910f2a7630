import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Context } from '@opentelemetry/api';
import { SessionGraphError } from '../model/errors.ts';
import type { SessionProvider } from '../model/generated.ts';
import type { Logger } from '../model/logger.ts';
import type { Breaker } from './breaker.ts';
import type { Budget } from './budget/budget.ts';
import { nameOf, startCallSpan } from './call-span.ts';
import type { ReadOperation, Wish } from './cache/lifetime.ts';
import { Failure, failureOfError } from './failure.ts';
import { Http, type HttpOptions } from './http.ts';
import type { Observer, ReadReport } from './observer.ts';
import { retryDelayMs } from './retry.ts';

const closed = new Failure('UPSTREAM_UNAVAILABLE', 'is no longer asked: this graph has stopped');

/** All four vendors count by the minute, so a 429 that names no time is over after this. */
const rateLimitWindowSeconds = 60;

export interface UpstreamClientOptions extends HttpOptions {
  readonly provider: SessionProvider;
  /** The vendor's name, for messages. */
  readonly name: string;
  /** For a call with all its retries and waits, in milliseconds. */
  readonly timeoutMs: number;
  readonly budget: Budget;
  readonly breaker: Breaker;
  readonly observer: Observer;
  /** Whether the vendor is told the trace that a call belongs to. */
  readonly tracePropagation: boolean;
}

/** A call on its way. */
interface Attempted extends CallContext {
  /** Aborted when nobody waits any more; `signal` is aborted by the deadline as well. */
  readonly abandoned: AbortSignal;
  /** Headers beside those that all calls have. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a call takes from the GraphQL request that it serves. */
export interface CallContext {
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** Names the request: the calls of one request take turns with those of others. */
  readonly owner: string;
  /** Until when the request waits for answers, as `performance.now()` counts. */
  readonly deadline: number;
  /** What the call belongs to in a trace. */
  readonly trace?: Context;
  /** How fresh the client wants the answer. */
  readonly wish?: Wish;
  readonly onRead?: (report: ReadReport) => void;
  /** Is told of each call that is really sent. */
  readonly onAttempt?: () => void;
}

export interface ReadOptions<T> {
  /** What the call does, for logs and metrics. */
  readonly operation: ReadOperation;
  /** Unencoded path segments below the vendor's base URL. */
  readonly path: readonly string[];
  readonly maxBytes: number;
  /** Makes the answer of the parsed body; what it throws counts as an invalid response. */
  readonly decode: (json: unknown, bytes: number) => T;
}

/**
 * Reads of one vendor: each with a deadline, retries, a bound on its size, in its turn, not while the vendor is down,
 * and with errors that tell no secret.
 */
export class UpstreamClient {
  readonly #options: UpstreamClientOptions;
  readonly #http: Http;
  readonly #running = new Set<AbortController>();
  #isClosed = false;

  constructor(options: UpstreamClientOptions) {
    this.#options = options;
    this.#http = new Http(options);
  }

  /** @throws {SessionGraphError} */
  async read<T>(options: ReadOptions<T>, call: CallContext): Promise<T> {
    const started = performance.now();
    let attempts = 0;
    const counted = {
      ...call,
      onAttempt: () => {
        attempts += 1;
        call.onAttempt?.();
      },
    };
    const { provider, timeoutMs, tracePropagation } = this.#options;
    const span = startCallSpan({ provider, operation: options.operation }, call.trace);
    const headers = tracePropagation ? span.headers : {};
    const end = (outcome: 'OK' | Failure): void => {
      span.end(outcome, attempts);
      this.#report(options, call, { outcome, attempts, started });
    };
    try {
      const value = await this.#readInTime(options, { ...counted, headers }, started + timeoutMs);
      end('OK');
      return value;
    } catch (error) {
      const failure = this.#isClosed ? closed : failureOfError(error);
      end(failure);
      throw this.#toPublicError(failure);
    }
  }

  /** Calls under way end, and none is tried again: they fail with `UPSTREAM_UNAVAILABLE`. */
  close(): void {
    this.#isClosed = true;
    for (const running of this.#running) running.abort();
    this.#http.close();
  }

  async #readInTime<T>(
    options: ReadOptions<T>,
    call: Omit<Attempted, 'abandoned'>,
    ownDeadline: number,
  ): Promise<T> {
    const running = new AbortController();
    this.#running.add(running);
    if (this.#isClosed) running.abort();
    const timer = setTimeout(() => running.abort(), this.#options.timeoutMs);
    const signal = AbortSignal.any([call.signal, running.signal]);
    const deadline = Math.min(call.deadline, ownDeadline);
    try {
      return await this.#readWithRetries(options, { ...call, signal, deadline, abandoned: call.signal });
    } finally {
      clearTimeout(timer);
      this.#running.delete(running);
    }
  }

  async #readWithRetries<T>(options: ReadOptions<T>, call: Attempted): Promise<T> {
    for (let retries = 0; ; retries++) {
      const started = performance.now();
      try {
        return await this.#attempt(options, call);
      } catch (error) {
        const failure = isLeftBy(call.abandoned) ? noLongerWanted() : failureOfError(error);
        const wait = call.signal.aborted ? undefined : retryDelayMs(failure, retries);
        const now = performance.now();
        // A retry is taken to last as long as the attempt that it repeats.
        if (wait === undefined || now + wait + (now - started) >= call.deadline) throw failure;
        await delay(wait, undefined, { signal: call.signal });
      }
    }
  }

  async #attempt<T>(options: ReadOptions<T>, call: Attempted): Promise<T> {
    const { breaker, budget, provider, observer } = this.#options;
    const refusal = breaker.refusal();
    if (refusal) throw refusal;
    const onResponse = (status: number, headers: IncomingHttpHeaders): void => {
      observer.responded?.({ provider, status });
      budget.learn(status, headers);
    };
    const get = { ...options, signal: call.signal, headers: call.headers, onResponse };
    return budget.run(call, () =>
      breaker.run(() => {
        call.onAttempt?.();
        return this.#http.get(get).catch((error: unknown) => {
          throw isLeftBy(call.abandoned) ? noLongerWanted() : error;
        });
      }),
    );
  }

  #report<T>(
    { operation }: ReadOptions<T>,
    { log }: CallContext,
    { outcome, attempts, started }: { outcome: 'OK' | Failure; attempts: number; started: number },
  ): void {
    const { provider, observer } = this.#options;
    const durationMs = Math.round(performance.now() - started);
    const code = outcome === 'OK' ? outcome : outcome.code;
    observer.callEnded?.({ provider, operation, outcome: nameOf(outcome), attempts, durationMs });
    if (outcome === 'OK') return;
    const { status, abandoned } = outcome.details;
    const isExpected = code === 'NOT_FOUND' || abandoned;
    const fields = { provider, operation, code, status, attempts, durationMs };
    log[isExpected ? 'debug' : 'warn'](fields, 'upstream call failed');
  }

  #toPublicError({ code, message, details }: Failure): SessionGraphError {
    const { provider, name } = this.#options;
    const estimated = code === 'UPSTREAM_RATE_LIMITED' ? rateLimitWindowSeconds : undefined;
    const retryAfterSeconds = details.retryAfterSeconds ?? estimated;
    return new SessionGraphError(code, `${name} ${message}.`, {
      provider,
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    });
  }
}

/** Whether those who waited have gone; if it took too long for them, that was the vendor's fault. */
function isLeftBy({ aborted, reason }: AbortSignal): boolean {
  return aborted && (reason as Partial<Error> | null | undefined)?.name !== 'TimeoutError';
}

function noLongerWanted(): Failure {
  return new Failure('UPSTREAM_TIMEOUT', 'was not waited for any more', { abandoned: true });
}
