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
  readonly resetsAt: number;
  readonly isAssumed?: boolean;
}

/** The quota as the vendor's answers describe it: `X-RateLimit-*`, `Retry-After` and 429. */
export class AdvertisedQuota {
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
    this.#blockedUntil = Math.max(this.#blockedUntil, Date.now() + Math.min(forMs, maxAskedPauseMs));
  }

  /** Counts a call that is being made. */
  spend(): void {
    if (!this.#quota) return;
    // The calls that waited for a new window must not exceed it before the vendor has described it.
    if (!this.#current()) {
      const { limit } = this.#quota;
      this.#quota = { limit, remaining: limit, resetsAt: Date.now() + assumedMs, isAssumed: true };
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
    const until =
      quota && quota.remaining <= 0 ? Math.max(quota.resetsAt, this.#blockedUntil) : this.#blockedUntil;
    return Math.max(0, until - Date.now());
  }

  status(): WindowStatus | undefined {
    const quota = this.#current();
    if (!quota || quota.isAssumed) return undefined;
    return { ...quota, remaining: Math.max(0, quota.remaining) };
  }

  #learnRefusal(headers: IncomingHttpHeaders): void {
    const now = Date.now();
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
    const resetsAt = reset * 1000;
    const current = this.#quota?.isAssumed ? undefined : this.#current();
    if (resetsAt > Date.now() + maxWindowMs || (current && resetsAt < current.resetsAt)) return;
    const left = remaining - inFlight;
    // Answers can arrive out of order, but within one window the quota only decreases.
    const known = current?.resetsAt === resetsAt ? current.remaining : left;
    this.#quota = { limit: limit ?? remaining, remaining: Math.min(left, known), resetsAt };
  }

  #current() {
    return this.#quota && this.#quota.resetsAt > Date.now() ? this.#quota : undefined;
  }
}

function wholeNumber(value: string | string[] | undefined): number | undefined {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}
