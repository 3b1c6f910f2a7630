import { setTimeout as delay } from 'node:timers/promises';
import { SessionGraphError } from '../errors.ts';
import type { SessionProvider } from '../graphql/generated.ts';
import type { Logger } from '../logger.ts';
import { Failure, failureOfError } from './failure.ts';
import { Http, type HttpOptions } from './http.ts';
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
}

/** What a call takes from the GraphQL request that it serves. */
export interface CallContext {
  readonly signal: AbortSignal;
  readonly log: Logger;
}

export interface ReadOptions<T> {
  /** What the call does, for logs. */
  readonly operation: string;
  /** Unencoded path segments below the vendor's base URL. */
  readonly path: readonly string[];
  readonly maxBytes: number;
  /** Makes the answer of the parsed body; what it throws counts as an invalid response. */
  readonly decode: (json: unknown) => T;
}

/** Reads of one vendor: each with a deadline, retries, a bound on its size, and errors that tell no secret. */
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
  async read<T>(options: ReadOptions<T>, { signal, log }: CallContext): Promise<T> {
    const started = performance.now();
    const running = new AbortController();
    this.#running.add(running);
    if (this.#isClosed) running.abort();
    const timer = setTimeout(() => running.abort(), this.#options.timeoutMs);
    const get = { ...options, signal: AbortSignal.any([signal, running.signal]) };
    try {
      return await this.#readWithRetries(get, started + this.#options.timeoutMs);
    } catch (error) {
      const failure = this.#isClosed ? closed : failureOfError(error);
      log[failure.code === 'NOT_FOUND' ? 'debug' : 'warn'](
        {
          provider: this.#options.provider,
          operation: options.operation,
          code: failure.code,
          status: failure.details.status,
          durationMs: Math.round(performance.now() - started),
        },
        'upstream call failed',
      );
      throw this.#toPublicError(failure);
    } finally {
      clearTimeout(timer);
      this.#running.delete(running);
    }
  }

  /** Calls under way end, and none is tried again: they fail with `UPSTREAM_UNAVAILABLE`. */
  close(): void {
    this.#isClosed = true;
    for (const running of this.#running) running.abort();
    this.#http.close();
  }

  async #readWithRetries<T>(
    options: Parameters<Http['get']>[0] & ReadOptions<T>,
    deadline: number,
  ): Promise<T> {
    for (let retries = 0; ; retries++) {
      const started = performance.now();
      try {
        return await this.#http.get(options);
      } catch (error) {
        const failure = failureOfError(error);
        const wait = options.signal.aborted ? undefined : retryDelayMs(failure, retries);
        const now = performance.now();
        // A retry is taken to last as long as the attempt that it repeats.
        if (wait === undefined || now + wait + (now - started) >= deadline) throw failure;
        await delay(wait, undefined, { signal: options.signal });
      }
    }
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
