import type { IncomingHttpHeaders } from 'node:http';

/** A longer wait is a mistake, or an attempt to make us wait forever. */
const maxSeconds = 24 * 60 * 60;

/** Every form of an HTTP date begins with one. Date.parse alone would read `-1` or `1.5` as a day in 2001. */
const weekday = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/;

/**
 * When the vendor expects to answer again, in whole seconds from now: `Retry-After` (seconds or an HTTP date), or for 429
 * `X-RateLimit-Reset` (Unix seconds). With another status the latter only describes the quota.
 */
export function retryAfterSeconds(
  status: number,
  headers: IncomingHttpHeaders,
  now: number = Date.now(),
): number | undefined {
  const reset = status === 429 ? headers['x-ratelimit-reset'] : undefined;
  const seconds = fromRetryAfter(headers['retry-after']?.trim(), now) ?? fromReset(reset, now);
  return seconds === undefined ? undefined : Math.min(maxSeconds, Math.max(0, Math.ceil(seconds)));
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
