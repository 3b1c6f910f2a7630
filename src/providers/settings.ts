import { z } from 'zod';
import { isLoopback } from '../model/loopback.ts';
import { dayMs, listOf, mebibyte, wholeNumber } from '../model/setting-types.ts';
import type { OperationLimits } from '../upstream/operation.ts';
import { isExternalId } from './external-id.ts';
import type { Provider } from './provider.ts';

/** How one provider is reached. Every setting is an option of the library and an environment variable of the server. */
export interface ProviderSettings extends OperationLimits {
  readonly credential: string;
  readonly baseUrl: URL;
  /** For a call with all its retries and waits, in milliseconds. */
  readonly timeoutMs: number;
  /** For each step of opening a connection, in milliseconds. */
  readonly connectTimeoutMs: number;
  /** The number of connections to the vendor, and so of concurrent calls. */
  readonly maxConnections: number;
  /** The number of calls that may wait for their turn. */
  readonly maxQueue: number;
  /** The number of calls that the vendor allows per window; 0 if it documents no limit. */
  readonly quota: number;
  readonly quotaWindowMs: number;
  /** The percentage of failed calls above which the breaker opens; at 100 it never opens. */
  readonly breakerFailurePercent: number;
  /** How long the breaker stays open before one call is let through, in milliseconds. */
  readonly breakerOpenMs: number;
  /** The chatbots whose sessions `Query.sessions` lists. Only for a vendor that lists sessions by their owner. */
  readonly chatbotIds?: readonly string[] | undefined;
}

const settings = {
  // A header value. Node rejects anything else with an error whose message quotes it.
  credential: z
    .string({ error: 'is missing' })
    .regex(/^[\x21-\x7e]+$/, { error: 'must consist of visible ASCII characters, without spaces' }),
  timeoutMs: wholeNumber(1, 600_000).default(10_000),
  connectTimeoutMs: wholeNumber(1, 600_000).default(3_000),
  maxConnections: wholeNumber(1, 10_000).default(64),
  maxQueue: wholeNumber(1, 1_000_000).default(10_000),
  maxSessionBytes: wholeNumber(1, 1024 * mebibyte).default(4 * mebibyte),
  maxListBytes: wholeNumber(1, 1024 * mebibyte).default(128 * mebibyte),
  quotaWindowMs: wholeNumber(1, dayMs).default(60_000),
  breakerFailurePercent: wholeNumber(1, 100).default(50),
  breakerOpenMs: wholeNumber(1, dayMs).default(5_000),
  cacheOpenMs: wholeNumber(0, dayMs).default(5_000),
  cacheEndedMs: wholeNumber(0, dayMs).default(10 * 60_000),
  cacheNotFoundMs: wholeNumber(0, dayMs).default(2_000),
  cacheListMs: wholeNumber(0, dayMs).default(5_000),
  maxMessages: wholeNumber(1, 1_000_000).default(5_000),
  cacheMessagesMs: wholeNumber(0, dayMs).default(5_000),
};

/** The number of chatbots whose sessions `Query.sessions` lists. */
export const maxChatbots = 20;

/** Settings that only some vendors have. */
const ownerSettings = {
  chatbotIds: listOf(z.string().refine(isExternalId, { error: 'must be a list of ids' }))
    .transform((ids) => [...new Set(ids)])
    .refine(({ length }) => length <= maxChatbots, { error: `must have at most ${maxChatbots} ids` })
    .default([]),
};

function hasOwners({ collections = [] }: Pick<Provider, 'collections'>): boolean {
  return collections.length > 0;
}

/** The names of a provider's settings. */
export function settingNames(provider: Provider): string[] {
  const own = hasOwners(provider) ? Object.keys(ownerSettings) : [];
  return [...Object.keys(settings), 'baseUrl', 'quota', 'maxMessageCalls', ...own];
}

export function providerSettings(provider: Provider) {
  const { defaultBaseUrl, callsPerMinute = 0, messages } = provider;
  const schema = z.strictObject({
    ...settings,
    quota: wholeNumber(0, 1_000_000).default(callsPerMinute),
    maxMessageCalls: wholeNumber(1, 1_000).default(messages?.maxCalls ?? 20),
    baseUrl: baseUrl.default(() => new URL(defaultBaseUrl)),
  });
  return hasOwners(provider) ? schema.extend(ownerSettings) : schema;
}

const baseUrl = z
  .union([z.string(), z.instanceof(URL)])
  .transform((value) => URL.parse(String(value)))
  .superRefine((url, context) => {
    const error = errorOfBaseUrl(url);
    if (error) context.addIssue({ code: 'custom', message: error });
  })
  .transform((url) => url as URL);

function errorOfBaseUrl(url: URL | null): string | undefined {
  if (!url) return 'must be an absolute URL';
  if (url.username || url.password || url.search || url.hash) {
    return 'must not contain a user, password, query or fragment';
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return undefined;
  return 'must begin with https:// (http:// is allowed for a loopback address only)';
}
