import type { IncomingHttpHeaders } from 'node:http';
import { Failure } from '../failure.ts';
import type { Slots } from '../slots.ts';
import { AdvertisedQuota } from './advertised-quota.ts';
import { FairQueue } from './fair-queue.ts';
import type { Turn, Window, WindowStatus } from './window.ts';

/** The request that a call is made for. */
export interface Caller {
  /** Identifies who sent the request: callers take turns in the queue, and share the connections. */
  readonly caller: string;
  /** Identifies the request: the requests of one caller take turns. */
  readonly queueId: string;
  /** On the clock of `performance.now()`. */
  readonly deadline: number;
  readonly signal: AbortSignal;
}

export interface BudgetOptions {
  /** Undefined if no quota is configured. */
  readonly window?: Window | undefined;
  /** The connections, shared with the other accounts of the link. */
  readonly slots: Slots;
  /** The longest queue. */
  readonly maxQueue: number;
  readonly onWaited?: (waitedMs: number) => void;
  /** Called when the vendor asks for a pause. */
  readonly onPaused?: (forMs: number) => void;
}

/** The window reports at least this many turns, since the queue grows before the first of them is free. */
const minTurns = 256;

/** A turn is useless if it leaves the call less time than this before its deadline. */
const minCallMs = 100;

type Granted = Extract<Turn, { granted: true }>;

interface Waiting extends Caller {
  readonly start: (turn: Granted) => void;
  readonly fail: (failure: Failure) => void;
}

/**
 * Decides when an account may call its vendor: within the configured quota, within the quota that the vendor advertises,
 * and on a free connection. A call that cannot get its turn before its deadline is refused immediately.
 */
export class Budget {
  readonly #options: BudgetOptions;
  readonly #queue = new FairQueue<Waiting>(
    ({ caller }) => caller,
    ({ queueId }) => queueId,
  );
  readonly #advertised = new AdvertisedQuota();
  readonly #wake = (): void => void this.#pump();
  #running = 0;
  /** When the next turns come free, as last reported by the window, which need not be asked again before. */
  #freeAt: readonly number[] = [];
  #isPumping = false;
  #mustPump = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: BudgetOptions) {
    this.#options = options;
  }

  get queued(): number {
    return this.#queue.length;
  }

  /** Whether it knows nothing that limits calls: no pause, no advertised quota, no call in the window. */
  get isUnused(): boolean {
    const isLimited = this.#advertised.wait() > 0 || this.#advertised.status() !== undefined;
    return !isLimited && this.#running === 0 && (this.#options.window?.isUnused ?? true);
  }

  /** @throws {Failure} UPSTREAM_RATE_LIMITED if there is no turn in time; otherwise whatever `call` throws */
  async run<T>(caller: Caller, call: () => Promise<T>): Promise<T> {
    const turn = await this.#turn(caller);
    let isSent = true;
    try {
      return await call();
    } catch (error) {
      isSent = !(error instanceof Failure && (error.details.local || error.details.unsent));
      throw error;
    } finally {
      if (isSent) turn.settle();
      else turn.giveBack();
      this.#running -= 1;
      this.#options.slots.release(caller.caller);
      void this.#pump();
    }
  }

  /** Updates the advertised quota from an answer. */
  learn(status: number, headers: IncomingHttpHeaders): void {
    const before = this.#advertised.wait();
    this.#advertised.learn(status, headers, this.#running - 1);
    const after = this.#advertised.wait();
    // Refusals that arrive together are reported once.
    if (status === 429 && after > before + minCallMs) this.#options.onPaused?.(after);
    void this.#pump();
  }

  /** Pauses calls because the vendor asked another replica to. */
  pause(forMs: number): void {
    this.#advertised.pause(forMs);
    void this.#pump();
  }

  /** Refuses the queued calls. @param caller whose. Default: everybody's */
  refuseAll(failure: Failure, caller?: string): void {
    const refused = this.#queue.removeIf((waiting) => caller === undefined || waiting.caller === caller);
    for (const waiting of refused) waiting.fail(failure);
  }

  /** @returns undefined if no quota is known */
  async status(): Promise<WindowStatus | undefined> {
    return this.#advertised.status() ?? this.#options.window?.status();
  }

  /** When calls resume, in milliseconds since 1970; undefined if they are not paused. */
  get blockedUntil(): number | undefined {
    const wait = this.#advertised.wait();
    return wait > 0 ? Date.now() + wait : undefined;
  }

  #turn(caller: Caller): Promise<Granted> {
    caller.signal.throwIfAborted();
    const queuedAt = performance.now();
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        if (this.#queue.remove(waiting)) reject(caller.signal.reason);
      };
      const waiting: Waiting = {
        ...caller,
        start: (turn) => {
          caller.signal.removeEventListener('abort', leave);
          this.#options.onWaited?.(performance.now() - queuedAt);
          resolve(turn);
        },
        fail: (failure) => {
          caller.signal.removeEventListener('abort', leave);
          reject(failure);
        },
      };
      caller.signal.addEventListener('abort', leave);
      this.#queue.push(waiting);
      // Not necessarily this call: the caller with the most queued calls makes room for the others.
      if (this.#queue.length > this.#options.maxQueue)
        this.#queue.pop()?.fail(refusal('has too many queued calls', 1));
      void this.#pump();
    });
  }

  /** Hands out turns until none is left, one at a time because a turn may come from Redis. */
  async #pump(): Promise<void> {
    this.#mustPump = true;
    if (this.#isPumping) return;
    this.#isPumping = true;
    // Calls may have been queued while a turn was requested.
    while (this.#mustPump) {
      this.#mustPump = false;
      while (await this.#giveTurn());
    }
    this.#isPumping = false;
  }

  async #giveTurn(): Promise<boolean> {
    if (this.#queue.length === 0) return false;
    const blockedFor = this.#advertised.wait();
    if (blockedFor > 0) {
      this.#waitFor([blockedFor]);
      return false;
    }
    const now = performance.now();
    if ((this.#freeAt[0] ?? 0) > now) {
      this.#waitFor(this.#freeAt.map((at) => at - now));
      return false;
    }
    const { slots, window } = this.#options;
    // Callers that hold their share of the connections wait, and let others pass.
    const caller = this.#queue.nextOwner((one) => slots.canTake(one));
    if (caller === undefined) {
      slots.wait(this.#wake);
      return false;
    }
    slots.take(caller);
    const turn = (await window?.take(Math.max(minTurns, this.#queue.length))) ?? freeTurn;
    const next = turn.granted ? this.#queue.shift(caller) : undefined;
    if (!turn.granted || !next) {
      slots.release(caller);
      if (!turn.granted) return this.#delayTurns(turn.freeIn);
      // The caller's last call was cancelled while the turn came. Others may be waiting.
      turn.giveBack();
      return true;
    }
    this.#running += 1;
    this.#advertised.spend();
    next.start({
      granted: true,
      giveBack: () => {
        turn.giveBack();
        this.#advertised.giveBack();
        this.#freeAt = [];
      },
      settle: turn.settle,
    });
    return true;
  }

  #delayTurns(freeIn: readonly number[]): false {
    this.#freeAt = freeIn.map((wait) => performance.now() + wait);
    this.#waitFor(freeIn);
    return false;
  }

  /** Refuses the calls for which these turns come too late, and wakes up for the first turn. */
  #waitFor(freeIn: readonly number[]): void {
    const now = performance.now();
    const late = new Map<Waiting, number>();
    let place = 0;
    for (const waiting of this.#queue.inOrder) {
      const wait = freeIn[Math.min(place, freeIn.length - 1)] ?? 0;
      // A refused call passes its turn on to the next.
      if (now + wait + minCallMs >= waiting.deadline) late.set(waiting, wait);
      else place += 1;
    }
    this.#queue.removeIf((waiting) => late.has(waiting));
    for (const [waiting, wait] of late)
      waiting.fail(refusal('has no quota left for this call', Math.ceil(wait / 1000)));
    clearTimeout(this.#timer);
    if (this.#queue.length > 0) this.#timer = setTimeout(this.#wake, Math.max(1, freeIn[0] ?? 0));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#options.slots.forget(this.#wake);
    this.refuseAll(new Failure('UPSTREAM_UNAVAILABLE', 'is no longer called because the graph has stopped'));
  }
}

const freeTurn: Granted = { granted: true, giveBack: () => undefined, settle: () => undefined };

function refusal(message: string, retryAfterSeconds: number): Failure {
  return new Failure('UPSTREAM_RATE_LIMITED', message, { retryAfterSeconds, local: true });
}
