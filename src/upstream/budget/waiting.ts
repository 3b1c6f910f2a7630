import { Failure } from '../failure.ts';
import type { Turn } from './window.ts';

/** A request that a call is made for. */
export interface Caller {
  /** Identifies who sent the request: callers take turns in the queue, and share connections and quota. */
  readonly caller: string;
  /** Identifies the request: the requests of one caller take turns. */
  readonly queueId: string;
}

/** A call that needs a turn. */
export interface Queued {
  /** On the clock of `performance.now()`. */
  readonly deadline: number;
  readonly signal: AbortSignal;
  /** Calls back with each caller that waits for it, now and later, and returns what stops that. */
  readonly eachCaller: (listener: (caller: Caller) => void) => () => void;
}

/** A place in the queue. A call has one for each caller that waits for it. */
export interface Waiting extends Caller {
  readonly deadline: number;
  readonly start: (turn: Turn) => void;
  readonly fail: (failure: Failure) => void;
}

/** A turn, and the caller at whose cost it is. */
export interface CallersTurn {
  readonly turn: Turn;
  readonly caller: string;
}

/** Where calls wait. */
interface Queue {
  readonly enter: (place: Waiting) => void;
  readonly leave: (place: Waiting) => void;
}

/**
 * Queues a call. It gets the first turn of any caller that waits for it, and fails when it is refused for all of them.
 * @throws {Failure} the last refusal; or the reason of the call's signal
 */
export function turnOf({ deadline, signal, eachCaller }: Queued, queue: Queue): Promise<CallersTurn> {
  signal.throwIfAborted();
  const places = new Map<string, Waiting>();
  const { promise, resolve, reject } = Promise.withResolvers<CallersTurn>();
  let stop: (() => void) | undefined;
  let hasLeft = false;
  const leave = (): void => {
    hasLeft = true;
    stop?.();
    signal.removeEventListener('abort', abort);
    for (const place of places.values()) queue.leave(place);
    places.clear();
  };
  const abort = (): void => {
    leave();
    reject(signal.reason);
  };
  signal.addEventListener('abort', abort);
  stop = eachCaller(({ caller, queueId }) => {
    const place: Waiting = {
      caller,
      queueId,
      deadline,
      start: (turn) => {
        places.delete(caller);
        leave();
        resolve({ turn, caller });
      },
      fail: (failure) => {
        places.delete(caller);
        if (places.size > 0) return;
        leave();
        reject(failure);
      },
    };
    places.set(caller, place);
    queue.enter(place);
  });
  // A full queue refuses at once.
  if (hasLeft) stop();
  return promise;
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
