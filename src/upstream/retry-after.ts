import type { IncomingHttpHeaders } from 'node:http';

/** Nobody waits longer than this for a vendor; a larger number is a mistake, or meant to make us wait for ever. */
const mostSeconds = 24 * 60 * 60;

/** All forms of an HTTP date begin so. Date.parse alone would take `-1` or `1.5` for a day of 2001. */
const weekday = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/;

/**
 * When the vendor says that it will answer again, in whole seconds from now: `Retry-After` (seconds or an HTTP date),
 * else, for 429, `X-RateLimit-Reset` (Unix seconds). With another status the latter only tells of the quota.
 */
export function retryAfterSeconds(
  status: number,
  headers: IncomingHttpHeaders,
  now: number = Date.now(),
): number | undefined {
  const reset = status === 429 ? headers['x-ratelimit-reset'] : undefined;
  const seconds = fromRetryAfter(headers['retry-after']?.trim(), now) ?? fromReset(reset, now);
  return seconds === undefined ? undefined : Math.min(mostSeconds, Math.max(0, Math.ceil(seconds)));
}

function fromRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value);
  const date = weekday.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : (date - now) / 1000;
}

function fromReset(value: string | string[] | undefined, now: number): number | undefined {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) - now / 1000 : undefined;
}
