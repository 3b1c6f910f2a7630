import type { IncomingHttpHeaders } from 'node:http';
import { Failure } from '../failure.ts';
import { FairQueue } from './fair-queue.ts';
import { Told } from './told.ts';
import type { Turn, Window, WindowStatus } from './window.ts';

/** Whose call it is, and until when it is of use. */
export interface Caller {
  /** Calls of one owner take turns with the calls of others. */
  readonly owner: string;
  /** As `performance.now()` counts. */
  readonly deadline: number;
  readonly signal: AbortSignal;
}

export interface BudgetOptions {
  /** Undefined where the vendor documents no limit. */
  readonly window?: Window | undefined;
  /** How many calls run at once. */
  readonly concurrency: number;
  /** How many calls wait at most. */
  readonly maxQueue: number;
  readonly onWaited?: (waitedMs: number) => void;
  /** Is told that the vendor refuses calls, and for how many milliseconds. */
  readonly onPaused?: (forMs: number) => void;
}

/** More turns than are waited for are asked about, since the queue grows before the first of them is free. */
const leastTold = 256;

/** A turn that leaves less time than this for the call itself is of no use. */
const leastCallMs = 100;

type Granted = Extract<Turn, { granted: true }>;

interface Waiting extends Caller {
  readonly start: (turn: Granted) => void;
  readonly fail: (failure: Failure) => void;
}

/**
 * When a vendor may be called: within its quota, as configured and as it tells itself, and only so many calls at once.
 * A call that cannot have its turn before its deadline is refused at once.
 */
export class Budget {
  readonly #options: BudgetOptions;
  readonly #queue = new FairQueue<Waiting>();
  readonly #told = new Told();
  #running = 0;
  /** When the next turns come free, as the window told last: until then it need not be asked again. */
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

  /** @throws {Failure} UPSTREAM_RATE_LIMITED when no turn comes in time; else what `call` throws */
  async run<T>(caller: Caller, call: () => Promise<T>): Promise<T> {
    const turn = await this.#turn(caller);
    let isSent = true;
    try {
      return await call();
    } catch (error) {
      isSent = !(error instanceof Failure && error.details.local);
      throw error;
    } finally {
      if (isSent) turn.settle();
      else turn.giveBack();
      this.#running -= 1;
      void this.#pump();
    }
  }

  /** Takes in what an answer tells of the quota. */
  learn(status: number, headers: IncomingHttpHeaders): void {
    const before = this.#told.wait();
    this.#told.learn(status, headers, this.#running - 1);
    const after = this.#told.wait();
    // Of refusals that come together one is told on.
    if (status === 429 && after > before + leastCallMs) this.#options.onPaused?.(after);
    void this.#pump();
  }

  /** Makes no call for so many milliseconds: somebody else was told so. */
  pause(forMs: number): void {
    this.#told.pause(forMs);
    void this.#pump();
  }

  /** Refuses everything that waits: the vendor is known to be down. */
  refuseAll(failure: Failure): void {
    for (const waiting of this.#queue.removeIf(() => true)) waiting.fail(failure);
  }

  /** @returns undefined when nothing is known of a quota */
  async status(): Promise<WindowStatus | undefined> {
    return this.#told.status() ?? this.#options.window?.status();
  }

  /** @returns when the vendor takes calls again, in milliseconds since 1970; undefined when it does now */
  get blockedUntil(): number | undefined {
    const wait = this.#told.wait();
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
      this.#queue.push(caller.owner, waiting);
      // Not the one that comes last: whoever waits for the most must make room for the others.
      if (this.#queue.length > this.#options.maxQueue) this.#queue.pop()?.fail(overflow());
      void this.#pump();
    });
  }

  /** Gives turns until there is none to give; one at a time, since a turn may have to be asked for elsewhere. */
  async #pump(): Promise<void> {
    this.#mustPump = true;
    if (this.#isPumping) return;
    this.#isPumping = true;
    // What is queued while a turn is asked for must not be overlooked.
    while (this.#mustPump) {
      this.#mustPump = false;
      while (await this.#giveTurn());
    }
    this.#isPumping = false;
  }

  async #giveTurn(): Promise<boolean> {
    if (this.#queue.length === 0) return false;
    const blockedFor = this.#told.wait();
    if (blockedFor > 0) {
      this.#waitFor([blockedFor]);
      return false;
    }
    const now = performance.now();
    if ((this.#freeAt[0] ?? 0) > now) {
      this.#waitFor(this.#freeAt.map((at) => at - now));
      return false;
    }
    if (this.#running >= this.#options.concurrency) return false;
    const turn = (await this.#options.window?.take(Math.max(leastTold, this.#queue.length))) ?? freeTurn;
    if (!turn.granted) {
      this.#freeAt = turn.freeIn.map((wait) => performance.now() + wait);
      this.#waitFor(turn.freeIn);
      return false;
    }
    const next = this.#queue.shift();
    if (!next) {
      turn.giveBack();
      return false;
    }
    this.#running += 1;
    this.#told.spend();
    next.start({
      granted: true,
      giveBack: () => {
        turn.giveBack();
        this.#told.giveBack();
        this.#freeAt = [];
      },
      settle: turn.settle,
    });
    return true;
  }

  /** Refuses what these turns come too late for, and wakes up for the first of them. */
  #waitFor(freeIn: readonly number[]): void {
    const now = performance.now();
    const late = new Map<Waiting, number>();
    let place = 0;
    for (const waiting of this.#queue.inOrder) {
      const wait = freeIn[Math.min(place, freeIn.length - 1)] ?? 0;
      // A refused call leaves its turn to the next.
      if (now + wait + leastCallMs >= waiting.deadline) late.set(waiting, wait);
      else place += 1;
    }
    this.#queue.removeIf((waiting) => late.has(waiting));
    for (const [waiting, wait] of late) waiting.fail(refusal(wait));
    clearTimeout(this.#timer);
    if (this.#queue.length > 0)
      this.#timer = setTimeout(() => void this.#pump(), Math.max(1, freeIn[0] ?? 0));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.refuseAll(new Failure('UPSTREAM_UNAVAILABLE', 'is not called any more: the graph has stopped'));
  }
}

const freeTurn: Granted = { granted: true, giveBack: () => undefined, settle: () => undefined };

function overflow(): Failure {
  return new Failure('UPSTREAM_RATE_LIMITED', 'has too many calls waiting', {
    retryAfterSeconds: 1,
    local: true,
  });
}

function refusal(waitMs: number): Failure {
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  return new Failure('UPSTREAM_RATE_LIMITED', 'has no quota left for this call', {
    retryAfterSeconds,
    local: true,
  });
}
