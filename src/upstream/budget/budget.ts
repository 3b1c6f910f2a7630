import type { IncomingHttpHeaders } from 'node:http';
import { Failure } from '../failure.ts';
import type { Slots } from '../slots.ts';
import { AdvertisedQuota } from './advertised-quota.ts';
import { Alarm } from './alarm.ts';
import { FairQueue } from './fair-queue.ts';
import { Shares } from './shares.ts';
import { TurnPool } from './turn-pool.ts';
import {
  lateCalls,
  minCallMs,
  refusal,
  turnOf,
  type CallersTurn,
  type Queued,
  type Waiting,
} from './waiting.ts';
import type { Window, WindowStatus } from './window.ts';

export interface BudgetOptions {
  /** Undefined if no quota is configured. */
  readonly window?: Window | undefined;
  /** Creates the window of one caller. Undefined if callers may use the whole quota. */
  readonly windowOf?: ((caller: string) => Window) | undefined;
  /** The connections, shared with the other accounts of the link. */
  readonly slots: Slots;
  /** The longest queue. */
  readonly maxQueue: number;
  readonly onWaited?: (waitedMs: number) => void;
  /** Called when the vendor asks for a pause. */
  readonly onPaused?: (forMs: number) => void;
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
  readonly #pool: TurnPool;
  readonly #shares: Shares;
  readonly #alarm = new Alarm(this.#wake);
  #running = 0;
  #isPumping = false;
  #mustPump = false;

  constructor(options: BudgetOptions) {
    this.#options = options;
    this.#pool = new TurnPool(options.window);
    this.#shares = new Shares(options.windowOf);
  }

  get queued(): number {
    return this.#queue.length;
  }

  /** Whether it knows nothing that limits calls: no pause, no advertised quota, no call in the window. */
  get isUnused(): boolean {
    const isLimited = this.#advertised.wait() > 0 || this.#advertised.status() !== undefined;
    return !isLimited && this.#running === 0 && (this.#options.window?.isUnused ?? true);
  }

  /**
   * Makes a call when it has its turn.
   * @param make gets the caller at whose cost the call is
   * @throws {Failure} UPSTREAM_RATE_LIMITED if there is no turn in time; otherwise whatever `make` throws
   */
  async run<T>(call: Queued, make: (caller: string) => Promise<T>): Promise<T> {
    const { turn, caller } = await this.#turn(call);
    let isSent = true;
    try {
      return await make(caller);
    } catch (error) {
      isSent = !(error instanceof Failure && (error.details.local || error.details.unsent));
      throw error;
    } finally {
      if (isSent) turn.settle();
      else turn.giveBack();
      this.#running -= 1;
      this.#options.slots.release(caller);
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

  /** Ends a pause that the vendor asked for. */
  resume(): void {
    this.#advertised.resume();
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

  async #turn(call: Queued): Promise<CallersTurn> {
    const queuedAt = performance.now();
    const turn = await turnOf(call, {
      enter: (place) => this.#enter(place),
      leave: (place) => void this.#queue.remove(place),
    });
    this.#options.onWaited?.(performance.now() - queuedAt);
    return turn;
  }

  #enter(place: Waiting): void {
    this.#queue.push(place);
    // Not necessarily this call: the caller with the most queued calls makes room for the others.
    if (this.#queue.length > this.#options.maxQueue)
      this.#queue.pop()?.fail(refusal('has too many queued calls', 1));
    void this.#pump();
  }

  /** Hands out turns until none is left. */
  async #pump(): Promise<void> {
    this.#mustPump = true;
    if (this.#isPumping) return;
    this.#isPumping = true;
    // Calls may have been queued while turns were requested.
    while (this.#mustPump) {
      this.#mustPump = false;
      do await this.#fetchTurns();
      while (this.#handOutTurns());
    }
    this.#pool.giveBackSpare();
    this.#shares.giveBackSpare();
    this.#isPumping = false;
    if (this.#queue.length === 0) this.#alarm.clear();
  }

  async #fetchTurns(): Promise<void> {
    if (this.#advertised.wait() > 0) return;
    const { free } = this.#options.slots;
    await Promise.all([
      this.#pool.fetch(Math.min(free, this.#queue.length)),
      ...this.#limitedCallers().map((caller) =>
        this.#shares.of(caller).fetch(Math.min(free, this.#queue.itemsOf(caller).length)),
      ),
    ]);
  }

  /** The callers that could start a call now, if they have a turn of their share. */
  #limitedCallers(): readonly string[] {
    return this.#shares.areLimited ? this.#queue.owners.slice(0, this.#options.slots.free) : [];
  }

  /** @returns whether a call was started */
  #handOutTurns(): boolean {
    const { slots } = this.#options;
    this.#alarm.clear();
    for (const caller of this.#limitedCallers()) {
      const { freeIn } = this.#shares.of(caller);
      this.#waitFor(freeIn, this.#queue.itemsOf(caller), 'has no quota left for this caller');
    }
    let hasStarted = false;
    while (this.#queue.length > 0) {
      const blockedFor = this.#advertised.wait();
      const freeIn = blockedFor > 0 ? [blockedFor] : this.#pool.freeIn;
      if (freeIn.length > 0) {
        this.#waitFor(freeIn, this.#queue.inOrder, 'has no quota left for this call');
        return hasStarted;
      }
      // Callers that have no turn left, or hold their share of the connections, wait and let others pass.
      const caller = this.#pool.hasTurn
        ? this.#queue.nextOwner((one) => slots.canTake(one) && this.#shares.of(one).hasTurn)
        : undefined;
      if (caller === undefined) {
        slots.wait(this.#wake);
        return hasStarted;
      }
      this.#start(caller);
      hasStarted = true;
    }
    return false;
  }

  #start(caller: string): void {
    const next = this.#queue.shift(caller);
    if (!next) return;
    this.#options.slots.take(caller);
    this.#running += 1;
    this.#advertised.spend();
    const turns = [this.#pool.take(), this.#shares.of(caller).take()];
    next.start({
      giveBack: () => {
        for (const turn of turns) turn.giveBack();
        this.#advertised.giveBack();
      },
      settle: () => {
        for (const turn of turns) turn.settle();
      },
    });
  }

  /** Refuses the calls for which these turns come too late, and wakes up for the first turn. */
  #waitFor(freeIn: readonly number[], calls: readonly Waiting[], message: string): void {
    const [first] = freeIn;
    if (first === undefined) return;
    const late = lateCalls(calls, freeIn);
    if (late.size > 0) this.#queue.removeIf((waiting) => late.has(waiting));
    for (const [waiting, wait] of late) waiting.fail(refusal(message, Math.ceil(wait / 1000)));
    if (late.size < calls.length) this.#alarm.setIn(Math.max(1, first));
  }

  stop(): void {
    this.#alarm.clear();
    this.#options.slots.forget(this.#wake);
    this.refuseAll(new Failure('UPSTREAM_UNAVAILABLE', 'is no longer called because the graph has stopped'));
  }
}
