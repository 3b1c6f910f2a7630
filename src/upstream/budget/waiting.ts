import { Failure } from '../failure.ts';
import type { Turn } from './window.ts';

/** A request that a call is made for. */
export interface Caller {
  /** Identifies who sent the request: callers take turns in the queue, and share connections and quota. */
  readonly caller: string;
  /** Identifies the request: the requests of one caller take turns. */
  readonly queueId: string;
}

/** Learns which callers wait for a call. */
export interface CallersListener {
  readonly joined: (caller: Caller) => void;
  readonly left: (caller: string) => void;
}

/** A call that needs a turn. */
export interface Queued {
  /** On the clock of `performance.now()`. It changes when requests join or leave. */
  readonly deadline: number;
  readonly signal: AbortSignal;
  /** Reports the callers that wait now, then each one that joins or leaves. The returned function stops the reports. */
  readonly watchCallers: (listener: CallersListener) => () => void;
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
export async function turnOf(call: Queued, queue: Queue): Promise<CallersTurn> {
  const { signal, watchCallers } = call;
  signal.throwIfAborted();
  const places = new Map<string, Waiting>();
  const { promise, resolve, reject } = Promise.withResolvers<CallersTurn>();
  let isOver = false;
  let refused: Failure | undefined;
  const leaveAll = (): void => {
    isOver = true;
    for (const place of places.values()) queue.leave(place);
    places.clear();
  };
  const abort = (): void => {
    leaveAll();
    reject(signal.reason);
  };
  const failIfRefused = (): void => {
    if (isOver || !refused || places.size > 0) return;
    isOver = true;
    reject(refused);
  };
  const placeOf = ({ caller, queueId }: Caller): Waiting => ({
    caller,
    queueId,
    get deadline() {
      return call.deadline;
    },
    start: (turn) => {
      places.delete(caller);
      leaveAll();
      resolve({ turn, caller });
    },
    fail: (failure) => {
      places.delete(caller);
      refused = failure;
      if (isWatching) failIfRefused();
    },
  });
  let isWatching = false;
  signal.addEventListener('abort', abort);
  const stopWatching = watchCallers({
    joined: (caller) => {
      if (isOver) return;
      const place = placeOf(caller);
      places.set(caller.caller, place);
      queue.enter(place);
    },
    left: (caller) => {
      const place = places.get(caller);
      // The last one's place goes with the call.
      if (!place || places.size === 1) return;
      places.delete(caller);
      queue.leave(place);
    },
  });
  isWatching = true;
  // A full queue refuses at once, but only when all callers have been told there may be none left.
  failIfRefused();
  try {
    return await promise;
  } finally {
    stopWatching();
    signal.removeEventListener('abort', abort);
  }
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
