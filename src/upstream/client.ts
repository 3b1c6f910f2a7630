import { setTimeout as delay } from 'node:timers/promises';
import { SessionGraphError } from '../errors.ts';
import type { SessionProvider } from '../graphql/generated.ts';
import type { Logger } from '../logger.ts';
import { Failure, failureOfError } from './failure.ts';
import { Http, type HttpOptions } from './http.ts';
import { retryDelayMs } from './retry.ts';

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

  constructor(options: UpstreamClientOptions) {
    this.#options = options;
    this.#http = new Http(options);
  }

  /** @throws {SessionGraphError} */
  async read<T>(options: ReadOptions<T>, { signal, log }: CallContext): Promise<T> {
    const started = performance.now();
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), this.#options.timeoutMs);
    const get = { ...options, signal: AbortSignal.any([signal, deadline.signal]) };
    try {
      return await this.#readWithRetries(get, started + this.#options.timeoutMs);
    } catch (error) {
      const failure = failureOfError(error);
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
    }
  }

  close(): void {
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
