import type { IncomingHttpHeaders } from 'node:http';
import { retryAfterSeconds } from '../retry-after.ts';
import type { WindowStatus } from './window.ts';

/** A 429 that names no time: calls stop for this long, and twice as long after each one that follows. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/** A reset that is further away is a mistake, in milliseconds say: believing it would stop all calls. */
const longestWindowMs = 24 * 60 * 60_000;

/** For so long at most a window counts as whole that has begun without a word of the vendor. */
const assumedMs = 1_000;

interface Quota {
  readonly limit: number;
  remaining: number;
  readonly resetsAt: number;
  readonly isAssumed?: boolean;
}

/** What the vendor itself tells of its quota. */
export class Told {
  #blockedUntil = 0;
  #pauses = 0;
  #quota: Quota | undefined;

  /** @param inFlight how many other calls run, that the vendor may not have counted yet */
  learn(status: number, headers: IncomingHttpHeaders, inFlight: number): void {
    if (status === 429) this.#learnRefusal(headers);
    else if (status === 200) this.#pauses = 0;
    this.#learnQuota(headers, inFlight);
  }

  /** Stops calls for so many milliseconds, if they are not stopped for longer. */
  pause(forMs: number): void {
    this.#blockedUntil = Math.max(this.#blockedUntil, Date.now() + Math.min(forMs, longestWindowMs));
  }

  /** Counts a call that is made now. */
  spend(): void {
    if (!this.#quota) return;
    // All that waited for a new window must not use more than it has before the vendor has told of it.
    if (!this.#current()) {
      const { limit } = this.#quota;
      this.#quota = { limit, remaining: limit, resetsAt: Date.now() + assumedMs, isAssumed: true };
    }
    this.#quota.remaining -= 1;
  }

  /** A call that was counted was not made after all. */
  giveBack(): void {
    if (this.#quota) this.#quota.remaining += 1;
  }

  /** @returns for how many milliseconds no call may be made */
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
    const told = retryAfterSeconds(429, headers);
    if (told !== undefined) this.pause(told * 1000);
    // Calls that ran together are refused together: that counts as one refusal.
    else if (this.#blockedUntil <= now) {
      this.#blockedUntil = now + Math.min(longestPauseMs, firstPauseMs * 2 ** this.#pauses);
      this.#pauses += 1;
    }
  }

  #learnQuota(headers: IncomingHttpHeaders, inFlight: number): void {
    const limit = wholeNumber(headers['x-ratelimit-limit']);
    const remaining = wholeNumber(headers['x-ratelimit-remaining']);
    const reset = wholeNumber(headers['x-ratelimit-reset']);
    if (remaining === undefined || reset === undefined) return;
    const resetsAt = reset * 1000;
    const current = this.#quota?.isAssumed ? undefined : this.#current();
    if (resetsAt > Date.now() + longestWindowMs || (current && resetsAt < current.resetsAt)) return;
    const left = remaining - inFlight;
    // Answers overtake each other: within one window the quota only goes down.
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
