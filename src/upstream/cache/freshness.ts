import type { Cut } from '../operation.ts';

/** A cached value, and when it was read. */
export interface Entry {
  /** Null if the vendor does not have it. */
  readonly value: unknown;
  /** When the vendor answered, in milliseconds since 1970. It is only shown: clocks can be set. */
  readonly fetchedAt: number;
  /** The same time on the clock of `performance.now()`, by which the entry ages. */
  readonly receivedAt: number;
  /** How long it is fresh, in milliseconds. */
  readonly lifetimeMs: number;
  /** Why its read ended before the last page. */
  readonly cut?: Cut | undefined;
}

/** How fresh a client wants its answers (the `max-age` and `max-stale` of RFC 9111). */
export interface FreshnessPreference {
  /** The highest age that the client accepts, in milliseconds. */
  readonly maxAgeMs?: number;
  /** How long after its lifetime the client still accepts an answer, in milliseconds. */
  readonly maxStaleMs?: number;
}

/** A value with its freshness. */
export interface Fetched<T> {
  readonly value: T;
  /** When the vendor answered, in milliseconds since 1970. */
  readonly fetchedAt: number;
  /** Whether its lifetime has passed. */
  readonly stale: boolean;
  /** How long it stays fresh from now, in milliseconds. */
  readonly freshForMs: number;
  /** Whether it came from the cache, without a call. */
  readonly isCached: boolean;
}

export interface StalePolicy {
  /** How long after its lifetime an answer is served while it is refreshed, in milliseconds. */
  readonly staleWhileRevalidateMs: number;
  /** How long after its lifetime an answer is served when the vendor fails, in milliseconds. */
  readonly graceMs: number;
}

export function ageOf({ receivedAt }: Entry): number {
  return performance.now() - receivedAt;
}

/** How long an answer can be served, fresh or stale, in milliseconds. */
export function keepMsOf(value: unknown, lifetimeMs: number, graceMs: number): number {
  if (lifetimeMs === 0 || value === null) return lifetimeMs;
  return lifetimeMs + graceMs;
}

/** @returns the cached answer if it may be served without asking the vendor first */
export function usableEntry<T>(
  entry: Entry,
  preference: FreshnessPreference = {},
  { staleWhileRevalidateMs, graceMs }: StalePolicy,
): Fetched<T> | undefined {
  const { maxAgeMs, maxStaleMs } = preference;
  const freshForMs = Math.min(entry.lifetimeMs, maxAgeMs ?? Infinity) - ageOf(entry);
  const { value, fetchedAt } = entry;
  const fetched = { value: value as T, fetchedAt, stale: freshForMs <= 0, freshForMs, isCached: true };
  if (freshForMs > 0) return fetched;
  const acceptedMs = Math.min(graceMs, maxStaleMs ?? (maxAgeMs === undefined ? staleWhileRevalidateMs : 0));
  return value === null || -freshForMs >= acceptedMs ? undefined : fetched;
}

/** @returns the cached answer if it may be served although the vendor fails */
export function entryInGrace<T>(entry: Entry, { graceMs }: StalePolicy): Fetched<T> | undefined {
  const { value, fetchedAt, lifetimeMs } = entry;
  if (value === null || ageOf(entry) >= lifetimeMs + graceMs) return undefined;
  return { value: value as T, fetchedAt, stale: true, freshForMs: 0, isCached: false };
}

/** Whether the quota or the deadline ended its read: with more of either, the vendor would have sent more. */
export function isCutShort({ cut }: { readonly cut?: Cut | undefined }): boolean {
  return cut === 'quota' || cut === 'deadline';
}

/** A value that the vendor has just sent. */
export function fetchedNow<T>(entry: Entry): Fetched<T> {
  const { value, fetchedAt, lifetimeMs } = entry;
  return {
    value: value as T,
    fetchedAt,
    stale: false,
    freshForMs: lifetimeMs - ageOf(entry),
    isCached: false,
  };
}
