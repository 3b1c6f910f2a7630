import type { IncomingHttpHeaders } from 'node:http';

/** Nobody waits longer than this for a vendor; a larger number is a mistake, or meant to make us wait for ever. */
const mostSeconds = 24 * 60 * 60;

/**
 * When the vendor says that it will answer again, in whole seconds from now: `Retry-After` (seconds or an HTTP date),
 * else `X-RateLimit-Reset` (Unix seconds).
 */
export function retryAfterSeconds(
  headers: IncomingHttpHeaders,
  now: number = Date.now(),
): number | undefined {
  const seconds = fromRetryAfter(headers['retry-after'], now) ?? fromReset(headers['x-ratelimit-reset'], now);
  return seconds === undefined ? undefined : Math.min(mostSeconds, Math.max(0, Math.ceil(seconds)));
}

function fromRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : (date - now) / 1000;
}

function fromReset(value: string | string[] | undefined, now: number): number | undefined {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) - now / 1000 : undefined;
}
