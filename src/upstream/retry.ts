import type { Failure } from './failure.ts';

const maxRetries = 2;
const firstDelayMs = 200;

/**
 * How long to wait before a call is tried again, in milliseconds; undefined when it must not be.
 * @param retries how many retries there were
 */
export function retryDelayMs(failure: Failure, retries: number): number | undefined {
  if (retries >= maxRetries || !isPassing(failure)) return undefined;
  const { retryAfterSeconds = 0 } = failure.details;
  // Equal jitter: half of the delay is certain, so that a vendor in trouble is left alone for a while.
  const delayMs = firstDelayMs * 2 ** retries * (0.5 + Math.random() / 2);
  return Math.max(delayMs, retryAfterSeconds * 1000);
}

function isPassing({ code, details }: Failure): boolean {
  if (details.local || details.abandoned) return false;
  // A 429 that names no time is not tried again: it would spend the quota that is already gone.
  if (code === 'UPSTREAM_RATE_LIMITED') return details.retryAfterSeconds !== undefined;
  return code === 'UPSTREAM_UNAVAILABLE' || (code === 'UPSTREAM_TIMEOUT' && details.status === undefined);
}
