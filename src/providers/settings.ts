import { z } from 'zod';
import type { BodyBounds } from './provider.ts';

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
}

const mebibyte = 1024 * 1024;

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

const settings = {
  // A header's value: anything else would be refused by Node, with the credential in its message.
  credential: z
    .string({ error: 'is missing' })
    .regex(/^[\x21-\x7e]+$/, { error: 'must consist of visible ASCII characters, without spaces' }),
  timeoutMs: wholeNumber(1, 600_000).default(10_000),
  connectTimeoutMs: wholeNumber(1, 600_000).default(3_000),
  maxConnections: wholeNumber(1, 10_000).default(64),
  maxSessionBytes: wholeNumber(1, 1024 * mebibyte).default(4 * mebibyte),
  maxListBytes: wholeNumber(1, 1024 * mebibyte).default(128 * mebibyte),
};

/** @param defaultBaseUrl where the vendor is, unless the settings say otherwise */
export function providerSettings(defaultBaseUrl: string) {
  return z.strictObject({ ...settings, baseUrl: baseUrl.default(() => new URL(defaultBaseUrl)) });
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
