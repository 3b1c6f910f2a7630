import type { IncomingHttpHeaders } from 'node:http';
import { retryAfterSeconds } from '../retry-after.ts';
import type { WindowStatus } from './window.ts';

/** The pause after a 429 without Retry-After. It doubles with each one that follows. */
const firstPauseMs = 1_000;
const maxPauseMs = 60_000;

/**
 * The longest pause that a vendor can ask for. Then it is asked again, and can refuse again: a mistaken `Retry-After` must not
 * stop it for longer.
 */
export const maxAskedPauseMs = 5 * 60_000;

/** GraphQL's Int. A larger limit says nothing that anybody could use. */
const maxCalls = 2 ** 31 - 1;

/** A later reset is a mistake (milliseconds instead of seconds, for example). Trusting it would stop all calls. */
const maxWindowMs = 24 * 60 * 60_000;

/** How long a new window is assumed to be full before the vendor has described it. */
const assumedMs = 1_000;

interface Quota {
  readonly limit: number;
  remaining: number;
  /** On the clock of `performance.now()`: a wall clock that is set back must not make a window longer. */
  readonly endsAt: number;
  /** Until when it is believed that nothing remains, on the same clock. Then one call asks again. */
  readonly believedUntil: number;
  /** When the window ends according to the vendor, in seconds since 1970; undefined if that is assumed. */
  readonly reset?: number;
}

/** The quota as the vendor's answers describe it: `X-RateLimit-*`, `Retry-After` and 429. */
export class AdvertisedQuota {
  /** On the clock of `performance.now()`. */
  #blockedUntil = 0;
  #pauses = 0;
  #quota: Quota | undefined;

  /** @param inFlight the number of other calls under way, which the vendor may not have counted yet */
  learn(status: number, headers: IncomingHttpHeaders, inFlight: number): void {
    if (status === 429) this.#learnRefusal(headers);
    else if (status === 200) this.#pauses = 0;
    this.#learnQuota(headers, inFlight);
  }

  /** Pauses calls, unless they are paused for longer already. */
  pause(forMs: number): void {
    const until = performance.now() + Math.min(forMs, maxAskedPauseMs);
    this.#blockedUntil = Math.max(this.#blockedUntil, until);
  }

  /** Forgets all that the vendor has said. */
  forget(): void {
    this.#blockedUntil = 0;
    this.#pauses = 0;
    this.#quota = undefined;
  }

  /** Counts a call that is being made. */
  spend(): void {
    if (!this.#quota) return;
    // The calls that waited for a new window must not exceed it before the vendor has described it.
    if (!this.#current()) {
      const { limit } = this.#quota;
      this.#quota = assumed(limit, limit);
    }
    this.#quota.remaining -= 1;
  }

  /** Uncounts a call that was not made after all. */
  giveBack(): void {
    if (this.#quota) this.#quota.remaining += 1;
  }

  /** @returns how long calls must wait, in milliseconds */
  wait(): number {
    const quota = this.#current();
    const isSpent = quota !== undefined && quota.remaining <= 0;
    const until = Math.max(isSpent ? Math.min(quota.endsAt, quota.believedUntil) : 0, this.#blockedUntil);
    return Math.max(0, Math.round(until - performance.now()));
  }

  status(): WindowStatus | undefined {
    const quota = this.#current();
    if (quota?.reset === undefined) return undefined;
    const { limit, remaining, reset } = quota;
    return { limit, remaining: Math.max(0, remaining), resetsAt: reset * 1000 };
  }

  #learnRefusal(headers: IncomingHttpHeaders): void {
    const now = performance.now();
    const seconds = retryAfterSeconds(429, headers);
    if (seconds !== undefined) this.pause(seconds * 1000);
    // Calls that ran together are refused together, which counts as one refusal.
    else if (this.#blockedUntil <= now) {
      this.#blockedUntil = now + Math.min(maxPauseMs, firstPauseMs * 2 ** this.#pauses);
      this.#pauses += 1;
    }
  }

  #learnQuota(headers: IncomingHttpHeaders, inFlight: number): void {
    const limit = wholeNumber(headers['x-ratelimit-limit']);
    const remaining = wholeNumber(headers['x-ratelimit-remaining']);
    const reset = wholeNumber(headers['x-ratelimit-reset']);
    if (remaining === undefined || reset === undefined) return;
    if (Math.max(remaining, limit ?? 0) > maxCalls) return;
    const endsInMs = reset * 1000 - Date.now();
    const current = this.#current();
    if (endsInMs > maxWindowMs || reset < (current?.reset ?? 0)) return;
    const left = remaining - inFlight;
    // Answers can arrive out of order, but within one window the quota only decreases.
    const isKnown = current?.reset === reset;
    this.#quota = {
      limit: limit ?? remaining,
      remaining: isKnown ? Math.min(left, current.remaining) : left,
      // The first answer says best how long the window is: the vendor's clock may differ, and ours may jump.
      endsAt: isKnown ? current.endsAt : performance.now() + endsInMs,
      believedUntil: performance.now() + maxAskedPauseMs,
      reset,
    };
  }

  #current(): Quota | undefined {
    const now = performance.now();
    const quota = this.#quota;
    if (!quota || quota.endsAt <= now) return undefined;
    if (quota.remaining > 0 || quota.believedUntil > now) return quota;
    // A mistaken quota must not stop a vendor for hours. The next answer tells whether it was one.
    this.#quota = assumed(quota.limit, 1);
    return this.#quota;
  }
}

function assumed(limit: number, remaining: number): Quota {
  const endsAt = performance.now() + assumedMs;
  return { limit, remaining, endsAt, believedUntil: endsAt };
}

function wholeNumber(value: string | string[] | undefined): number | undefined {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}
