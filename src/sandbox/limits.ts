import { z } from 'zod';
import type { LimitWindow } from '../stand-in/stand-in.ts';

export const limitSchema = z.strictObject({
  /** The number of calls per window. */
  perMinute: z.int().min(0).max(1_000_000),
  /** The window's length. Default: 60. */
  windowSeconds: z.int().min(1).max(3_600).optional(),
});

export type Limit = z.infer<typeof limitSchema>;

export interface Limiter {
  set(limit: Limit | undefined): void;
  current(): Limit | undefined;
  /** Counts one call. Returns undefined while there is no limit. */
  take(): LimitWindow | undefined;
}

export function createLimiter(): Limiter {
  let limit: Limit | undefined;
  let endsAt = 0;
  let used = 0;
  return {
    set(next) {
      limit = next;
      endsAt = 0;
    },
    current: () => limit,
    take() {
      if (limit === undefined) return undefined;
      const now = Date.now();
      if (now >= endsAt) {
        endsAt = now + (limit.windowSeconds ?? 60) * 1_000;
        used = 0;
      }
      used += 1;
      return windowOf(limit.perMinute, used, endsAt, now);
    },
  };
}

function windowOf(limit: number, used: number, endsAt: number, now: number): LimitWindow {
  return {
    limit,
    remaining: Math.max(0, limit - used),
    // Rounded up, so that a client that waits until then is never too early.
    resetAt: Math.ceil(endsAt / 1_000),
    retryAfterSeconds: Math.max(1, Math.ceil((endsAt - now) / 1_000)),
    exceeded: used > limit,
  };
}
