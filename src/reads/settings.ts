import { z } from 'zod';
import { dayMs, onOff, wholeNumber } from '../model/setting-types.ts';

const settings = {
  cache: onOff.default(true),
  cacheMaxEntries: wholeNumber(1, 10_000_000).default(10_000),
  cacheMaxBytes: wholeNumber(1, 64 * 1024 ** 3).default(128 * 1024 ** 2),
  cacheStaleWhileRevalidateMs: wholeNumber(0, dayMs).default(5_000),
  cacheGraceMs: wholeNumber(0, dayMs).default(10 * 60_000),
  requestTimeoutMs: wholeNumber(1, 600_000).default(15_000),
  callerQuotaPercent: wholeNumber(1, 100).default(100),
  feedMaxCalls: wholeNumber(1, 100).default(5),
  tracePropagation: onOff.default(false),
  allowPrivateUpstreams: onOff.default(false),
  redisUrl: z
    .string()
    .refine((value) => /^rediss?:$/.test(URL.parse(value)?.protocol ?? ''), {
      error: 'must be a URL that begins with redis:// or rediss://',
    })
    .optional(),
};

export const graphSettingNames = Object.keys(settings) as (keyof typeof settings)[];

export const graphSettings = z.object(settings);

/** The settings that all providers share. Each is an option of the library and an environment variable of the server. */
export interface GraphSettings {
  /** Whether answers are cached at all. */
  readonly cache: boolean;
  /** The number of sessions and lists cached in memory. */
  readonly cacheMaxEntries: number;
  /** The size of the JSON cached in memory, in bytes. */
  readonly cacheMaxBytes: number;
  /** How long after its lifetime an answer is served while it is refreshed, in milliseconds. */
  readonly cacheStaleWhileRevalidateMs: number;
  /** How long after its lifetime an answer is served when the vendor fails, in milliseconds. */
  readonly cacheGraceMs: number;
  /** How long a GraphQL request waits for vendors, in milliseconds. Fields that take longer fail. */
  readonly requestTimeoutMs: number;
  /** The share of a provider's quota that one caller may use in a window, in percent. */
  readonly callerQuotaPercent: number;
  /** The number of calls to one provider for a page of `Query.sessions`. */
  readonly feedMaxCalls: number;
  /** Whether vendors get the `traceparent` of their calls. */
  readonly tracePropagation: boolean;
  /**
   * Whether a vendor's host name may have a private, loopback or link-local address. A base URL that itself names a
   * loopback host is always allowed.
   */
  readonly allowPrivateUpstreams: boolean;
  /** The Redis in which replicas share cache and budgets. May contain a password. */
  readonly redisUrl?: string | undefined;
}
