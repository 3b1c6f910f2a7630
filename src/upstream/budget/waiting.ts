import { Failure } from '../failure.ts';
import type { Turn } from './window.ts';

/** The request that a call is made for. */
export interface Caller {
  /** Identifies who sent the request: callers take turns in the queue, and share connections and quota. */
  readonly caller: string;
  /** Identifies the request: the requests of one caller take turns. */
  readonly queueId: string;
  /** On the clock of `performance.now()`. */
  readonly deadline: number;
  readonly signal: AbortSignal;
}

/** A call in the queue. */
export interface Waiting extends Caller {
  readonly start: (turn: Turn) => void;
  readonly fail: (failure: Failure) => void;
}

/** A turn is useless if it leaves the call less time than this before its deadline. */
export const minCallMs = 100;

/**
 * @param freeIn the milliseconds until the next turns come free, soonest first
 * @param calls in the order of their turns
 * @returns the calls whose turn comes too late, and when it would have come, in milliseconds
 */
export function lateCalls(
  calls: readonly Waiting[],
  freeIn: readonly number[],
): ReadonlyMap<Waiting, number> {
  const now = performance.now();
  const late = new Map<Waiting, number>();
  let place = 0;
  for (const waiting of calls) {
    const wait = freeIn[Math.min(place, freeIn.length - 1)] ?? 0;
    // A refused call passes its turn on to the next.
    if (now + wait + minCallMs >= waiting.deadline) late.set(waiting, wait);
    else place += 1;
  }
  return late;
}

export function refusal(message: string, retryAfterSeconds: number): Failure {
  return new Failure('UPSTREAM_RATE_LIMITED', message, { retryAfterSeconds, local: true });
}
