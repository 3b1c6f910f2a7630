import type { IncomingHttpHeaders } from 'node:http';
import { errorCodes, SessionGraphError } from '../model/errors.ts';
import type { SessionProvider } from '../model/generated.ts';
import type { Budget } from './budget/budget.ts';
import type { Queued } from './budget/waiting.ts';
import type { Call } from './call.ts';
import { outcomeOf, startCallSpan } from './call-span.ts';
import { runChain, type Answer } from './chain.ts';
import { CredentialState } from './credential-state.ts';
import { Failure, failureOfError } from './failure.ts';
import type { SendOptions } from './http.ts';
import type { Link } from './link.ts';
import type { Observer } from './observer.ts';
import type { Cut, Operation, OperationLimits } from './operation.ts';
import { withRetries } from './retry.ts';

/** A timeout after a shorter time tells nothing about a vendor, unless its own time limit is shorter. In milliseconds. */
const maxEnoughMs = 1_000;

/** Made once, because the stack of an error costs more than the rest of an abort. */
const isTimeOver = Object.assign(new Error('time is over'), { name: 'TimeoutError' });
const hasStopped = new Error('stopped');

/** How long before its deadline a request needs the pages that were read, in milliseconds, or a tenth of its time. */
const answerMs = 100;

const stopped = new Failure('UPSTREAM_UNAVAILABLE', 'is no longer called because the graph has stopped');

export interface UpstreamClientOptions {
  readonly provider: SessionProvider;
  /** The vendor's name, for messages. */
  readonly name: string;
  readonly link: Link;
  /** The headers that carry the credential. */
  readonly headers: Readonly<Record<string, string>>;
  readonly budget: Budget;
  readonly limits: OperationLimits;
  /** For one run of an operation with all its requests, retries and waits, in milliseconds. */
  readonly timeoutMs: number;
  /** How long a 429 without Retry-After is assumed to last, in milliseconds. */
  readonly quotaWindowMs: number;
  readonly observer: Observer;
  /** Whether the vendor gets the `traceparent` of its calls. */
  readonly tracePropagation: boolean;
}

/**
 * Runs operations against a vendor with one account: with a deadline, retries, a bound on the size, within the budget, not
 * while the breaker is open, and with errors that reveal no secret.
 */
export class UpstreamClient {
  readonly #options: UpstreamClientOptions;
  readonly #running = new Set<Call>();
  readonly #credential: CredentialState;
  #isStopped = false;

  constructor(options: UpstreamClientOptions) {
    this.#options = options;
    this.#credential = new CredentialState(options.provider);
  }

  /** Whether the vendor refuses the credential; undefined until an answer shows it. */
  get credentialRefused(): boolean | undefined {
    return this.#credential.isRefused;
  }

  /** @throws {SessionGraphError} */
  async run<Value>(operation: Operation<Value>, key: string, call: Call): Promise<Answer<Value>> {
    const started = performance.now();
    const { method = 'GET' } = operation.request(key);
    const span = startCallSpan(
      { provider: this.#options.provider, operation: operation.name, method },
      call.context.trace,
    );
    const end = (outcome: 'OK' | Failure): void => {
      span.end(outcome, call.attempts);
      this.#report(operation.name, call, outcome, Math.round(performance.now() - started));
    };
    const traceHeaders = this.#options.tracePropagation ? span.headers : {};
    try {
      const answer = await this.#runInTime(operation, key, call, traceHeaders);
      end('OK');
      if (answer.cut) this.#reportCut(operation.name, call, answer.cut);
      return answer;
    } catch (error) {
      const failure = this.#isStopped ? stopped : failureOfError(error);
      end(failure);
      if (failure.code === 'NOT_FOUND' && operation.nullWhenNotFound)
        return { value: null as Value, bytes: 0, bodies: [] };
      throw this.#toPublicError(failure);
    }
  }

  /** Runs under way fail with `UPSTREAM_UNAVAILABLE`, without another retry. */
  stop(): void {
    this.#isStopped = true;
    for (const call of this.#running) call.abort(hasStopped);
  }

  async #runInTime<Value>(
    operation: Operation<Value>,
    key: string,
    call: Call,
    traceHeaders: Readonly<Record<string, string>>,
  ): Promise<Answer<Value>> {
    const { timeoutMs, limits } = this.#options;
    const headers = { ...this.#options.headers, ...traceHeaders };
    const { signal } = call;
    const namesNoId = operation.namesNoId?.(key) ?? false;
    this.#running.add(call);
    if (this.#isStopped) call.abort(hasStopped);
    const timer = setTimeout(() => call.abort(isTimeOver), timeoutMs);
    const started = performance.now();
    const deadline = (): number => Math.min(call.deadline, started + timeoutMs);
    const enoughMs = Math.min(maxEnoughMs, timeoutMs);
    try {
      return await runChain(operation, key, {
        limits,
        endsAt: () => deadline() - Math.min(answerMs, (deadline() - started) / 10),
        giveUp: () => call.abort(isTimeOver),
        send: (request, maxBytes, decode) => {
          const options = { request, headers, maxBytes, signal, deadline, enoughMs, decode };
          return withRetries((retries) => this.#attempt(options, { call, retries, namesNoId }), {
            signal,
            deadline,
          });
        },
      });
    } finally {
      clearTimeout(timer);
      this.#running.delete(call);
    }
  }

  async #attempt<T>(
    options: SendOptions<T> & { readonly deadline: () => number },
    { call, retries, namesNoId }: { call: Call; retries: number; namesNoId: boolean },
  ): Promise<T> {
    const { budget, provider, observer, link } = this.#options;
    const isRefused = (caller: string) => link.breaker.refusal(caller) !== undefined;
    const refusal = call.callers.every(isRefused) && link.breaker.refusal(call.context.caller);
    if (refusal) throw refusal;
    const onResponse = (status: number, headers: IncomingHttpHeaders): void => {
      observer.responded?.({ provider, status });
      this.#credential.learn({ status, namesNoId, log: call.context.log });
      budget.learn(status, headers);
    };
    const send = async (): Promise<T> => {
      call.attempts += 1;
      if (retries > 0) call.retries += 1;
      try {
        return await link.http.send({ ...options, onResponse });
      } catch (error) {
        throw isAbandoned(call) ? abandoned(error) : error;
      }
    };
    const { deadline, signal } = options;
    const queued: Queued = {
      get deadline() {
        return deadline();
      },
      signal,
      watchCallers: ({ joined, left }) =>
        call.watchCallers({ joined: (caller) => void (isRefused(caller.caller) || joined(caller)), left }),
    };
    try {
      return await budget.run(queued, (caller) => link.breaker.run(caller, send));
    } catch (error) {
      throw isAbandoned(call) ? abandoned(error) : error;
    }
  }

  #report(operation: string, call: Call, outcome: 'OK' | Failure, durationMs: number): void {
    const { provider, observer } = this.#options;
    const { attempts, retries, context } = call;
    observer.callEnded?.({
      provider,
      operation,
      outcome: outcomeOf(outcome),
      attempts,
      retries,
      durationMs,
    });
    if (outcome === 'OK') return;
    const { code, details } = outcome;
    const isFault = errorCodes[code].isFault && !details.abandoned;
    const fields = { provider, operation, code, status: details.status, attempts, durationMs };
    context.log[isFault ? 'warn' : 'debug'](fields, 'upstream call failed');
  }

  #reportCut(operation: string, { context }: Call, reason: Cut): void {
    const { provider, observer } = this.#options;
    observer.readCut?.({ provider, operation, reason });
    const level = reason === 'inconsistent' ? 'warn' : 'info';
    context.log[level]({ provider, operation, reason }, 'upstream read ended before the last page');
  }

  #toPublicError({ code, message, details }: Failure): SessionGraphError {
    const { provider, name, quotaWindowMs } = this.#options;
    const estimated = code === 'UPSTREAM_RATE_LIMITED' ? Math.ceil(quotaWindowMs / 1000) : undefined;
    const retryAfterSeconds = details.retryAfterSeconds ?? estimated;
    return new SessionGraphError(code, `${name} ${message}.`, {
      provider,
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    });
  }
}

/** Whether every caller aborted. A passed deadline does not count: then the vendor was too slow. */
function isAbandoned({ signal: { aborted, reason } }: Call): boolean {
  return aborted && (reason as Partial<Error> | null | undefined)?.name !== 'TimeoutError';
}

function abandoned(error: unknown): Failure {
  const { unsent = false } = failureOfError(error).details;
  return new Failure('UPSTREAM_TIMEOUT', 'had not answered when the request was cancelled', {
    abandoned: true,
    unsent,
  });
}
