import { z } from 'zod';
import { onOff, wholeNumber } from '../providers/settings.ts';

const day = 24 * 60 * 60_000;

const settings = {
  cache: onOff.default(true),
  cacheMaxEntries: wholeNumber(1, 10_000_000).default(10_000),
  cacheMaxBytes: wholeNumber(1, 64 * 1024 ** 3).default(128 * 1024 ** 2),
  cacheStaleWhileRevalidateMs: wholeNumber(0, day).default(5_000),
  cacheGraceMs: wholeNumber(0, day).default(10 * 60_000),
  requestTimeoutMs: wholeNumber(1, 600_000).default(15_000),
  tracePropagation: onOff.default(false),
  redisUrl: z
    .string()
    .refine((value) => /^rediss?:$/.test(URL.parse(value)?.protocol ?? ''), {
      error: 'must be a URL that begins with redis:// or rediss://',
    })
    .optional(),
};

/** The names of the settings that all vendors share; each is an environment variable as well. */
export const graphSettingNames = Object.keys(settings) as (keyof typeof settings)[];

/** What all vendors share. */
export const graphSettings = z.object(settings);

export interface GraphSettings {
  /** Whether what was read is kept at all. */
  readonly cache: boolean;
  /** How many sessions and lists are kept in memory. */
  readonly cacheMaxEntries: number;
  /** How many bytes of JSON are kept in memory. */
  readonly cacheMaxBytes: number;
  /** How long after its lifetime an answer is still given while a new one is fetched, in milliseconds. */
  readonly cacheStaleWhileRevalidateMs: number;
  /** How long after its lifetime an answer is still given when the vendor cannot be read, in milliseconds. */
  readonly cacheGraceMs: number;
  /** How long a GraphQL request waits for the vendors, in milliseconds; fields that come later fail. */
  readonly requestTimeoutMs: number;
  /** Whether vendors are told the trace that a call belongs to (`traceparent`). */
  readonly tracePropagation: boolean;
  /** Where replicas share cache and budgets; may hold a password. */
  readonly redisUrl?: string | undefined;
}
