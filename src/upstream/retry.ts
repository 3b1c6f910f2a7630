import { setTimeout as delay } from 'node:timers/promises';
import { errorCodes } from '../model/errors.ts';
import { Failure, failureOfError } from './failure.ts';

const maxRetries = 2;
const firstDelayMs = 200;

export interface RetryOptions {
  /** Ends the waits between attempts. */
  readonly signal: AbortSignal;
  /** On the clock of `performance.now()`. It changes when requests join or leave. */
  readonly deadline: () => number;
}

/**
 * Repeats an attempt while a repetition can help and can end before the deadline.
 * @param attempt gets the number of retries so far
 * @throws {Failure} that of the last attempt
 */
export async function withRetries<T>(
  attempt: (retries: number) => Promise<T>,
  { signal, deadline }: RetryOptions,
): Promise<T> {
  for (let retries = 0; ; retries++) {
    const started = performance.now();
    try {
      return await attempt(retries);
    } catch (error) {
      const failure = failureOfError(error);
      const wait = signal.aborted ? undefined : retryDelayMs(failure, retries);
      const now = performance.now();
      // A retry is assumed to take as long as the attempt that it repeats.
      if (wait === undefined || now + wait + (now - started) >= deadline()) throw failure;
      await delay(wait, undefined, { signal });
    }
  }
}

/**
 * @param retries the number of retries so far
 * @returns the wait before the next attempt, in milliseconds; undefined when there must be none
 */
export function retryDelayMs(failure: Failure, retries: number): number | undefined {
  if (retries >= maxRetries || !canHelp(failure)) return undefined;
  const { retryAfterSeconds = 0 } = failure.details;
  // Equal jitter: at least half of the delay always passes, so that a struggling vendor gets a break.
  const delayMs = firstDelayMs * 2 ** retries * (0.5 + Math.random() / 2);
  return Math.max(delayMs, retryAfterSeconds * 1000);
}

function canHelp({ code, details }: Failure): boolean {
  if (details.local || details.abandoned) return false;
  // A 429 without Retry-After is not retried: that would spend quota that is already gone.
  if (code === 'UPSTREAM_RATE_LIMITED' && details.retryAfterSeconds === undefined) return false;
  return errorCodes[code].retryable;
}
