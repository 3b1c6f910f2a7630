import { z } from 'zod';
import type { BodyBounds, ProviderDefinition } from './provider.ts';

/** How one vendor is reached. */
export interface ProviderSettings extends BodyBounds {
  readonly credential: string;
  readonly baseUrl: URL;
  /** For a call with all its retries and waits, in milliseconds. */
  readonly timeoutMs: number;
  /** For each step of making a connection, in milliseconds. */
  readonly connectTimeoutMs: number;
  /** How many connections to the vendor are open at once, and so how many calls run at once. */
  readonly maxConnections: number;
  /** How many calls wait for their turn at most. */
  readonly maxQueue: number;
  /** How many calls the vendor allows in a window; 0 where it tells no limit. */
  readonly quota: number;
  readonly quotaWindowMs: number;
  /** The percentage of failed calls beyond which the vendor counts as down; 100 never lets it. */
  readonly breakerFailurePercent: number;
  /** For how long a vendor that is down is left alone, in milliseconds. */
  readonly breakerOpenMs: number;
  /** How long sessions that go on count as fresh, in milliseconds. */
  readonly cacheOpenMs: number;
  /** How long sessions that have ended or were deleted count as fresh, in milliseconds. */
  readonly cacheEndedMs: number;
  /** How long it counts that the vendor does not know a session, in milliseconds. */
  readonly cacheNotFoundMs: number;
  /** How long lists of sessions count as fresh, in milliseconds. */
  readonly cacheListMs: number;
}

const mebibyte = 1024 * 1024;
const day = 24 * 60 * 60_000;

/** Takes numbers as numbers (options of the library) and as digits (environment variables). */
export function wholeNumber(least: number, most: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  const digits = z
    .string({ error })
    .regex(/^\d{1,15}$/, { error })
    .transform(Number);
  return z
    .union([z.number(), digits], { error })
    .pipe(z.int({ error }).min(least, { error }).max(most, { error }));
}

/** Takes booleans (options of the library) and on or off (environment variables). */
export const onOff = z
  .union([z.boolean(), z.enum(['on', 'off'])], { error: 'must be on or off' })
  .transform((value) => value === true || value === 'on');

const settings = {
  // A header's value: anything else would be refused by Node, with the credential in its message.
  credential: z
    .string({ error: 'is missing' })
    .regex(/^[\x21-\x7e]+$/, { error: 'must consist of visible ASCII characters, without spaces' }),
  timeoutMs: wholeNumber(1, 600_000).default(10_000),
  connectTimeoutMs: wholeNumber(1, 600_000).default(3_000),
  maxConnections: wholeNumber(1, 10_000).default(64),
  maxQueue: wholeNumber(1, 1_000_000).default(10_000),
  maxSessionBytes: wholeNumber(1, 1024 * mebibyte).default(4 * mebibyte),
  maxListBytes: wholeNumber(1, 1024 * mebibyte).default(128 * mebibyte),
  quotaWindowMs: wholeNumber(1, day).default(60_000),
  breakerFailurePercent: wholeNumber(1, 100).default(50),
  breakerOpenMs: wholeNumber(1, day).default(5_000),
  cacheOpenMs: wholeNumber(0, day).default(5_000),
  cacheEndedMs: wholeNumber(0, day).default(10 * 60_000),
  cacheNotFoundMs: wholeNumber(0, day).default(2_000),
  cacheListMs: wholeNumber(0, day).default(5_000),
};

/** The names of a vendor's settings; each is an environment variable as well. */
export const providerSettingNames = [
  ...Object.keys(settings),
  'baseUrl',
  'quota',
] as (keyof ProviderSettings)[];

export function providerSettings({ defaultBaseUrl, callsPerMinute = 0 }: ProviderDefinition) {
  return z.strictObject({
    ...settings,
    quota: wholeNumber(0, 1_000_000).default(callsPerMinute),
    baseUrl: baseUrl.default(() => new URL(defaultBaseUrl)),
  });
}

const baseUrl = z
  .union([z.string(), z.instanceof(URL)])
  .transform((value) => URL.parse(String(value)))
  .superRefine((url, context) => {
    const fault = faultOfBaseUrl(url);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  })
  .transform((url) => url as URL);

function faultOfBaseUrl(url: URL | null): string | undefined {
  if (!url) return 'must be an absolute URL';
  if (url.username || url.password || url.search || url.hash) {
    return 'must have no user, password, query or fragment';
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return undefined;
  return 'must begin with https:// (http:// only for this machine itself)';
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
