import type { IncomingHttpHeaders } from 'node:http';
import { Failure } from '../failure.ts';
import type { Slots } from '../slots.ts';
import { AdvertisedQuota } from './advertised-quota.ts';
import { CallQueue } from './call-queue.ts';
import { Shares } from './shares.ts';
import { TurnPool } from './turn-pool.ts';
import { minCallMs, type Queued } from './waiting.ts';
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
  readonly #advertised = new AdvertisedQuota();
  readonly #queue: CallQueue;

  constructor(options: BudgetOptions) {
    this.#options = options;
    this.#queue = new CallQueue({
      pool: new TurnPool(options.window),
      shares: new Shares(options.windowOf),
      advertised: this.#advertised,
      slots: options.slots,
      maxLength: options.maxQueue,
    });
  }

  get queued(): number {
    return this.#queue.length;
  }

  /** Whether it knows nothing that limits calls: no pause, no advertised quota, no call in the window. */
  get isUnused(): boolean {
    const isLimited = this.#advertised.wait() > 0 || this.#advertised.status() !== undefined;
    return !isLimited && this.#queue.running === 0 && (this.#options.window?.isUnused ?? true);
  }

  /**
   * Makes a call when it has its turn.
   * @param make gets the caller at whose cost the call is
   * @throws {Failure} UPSTREAM_RATE_LIMITED if there is no turn in time; otherwise whatever `make` throws
   */
  async run<T>(call: Queued, make: (caller: string) => Promise<T>): Promise<T> {
    const queuedAt = performance.now();
    const turn = await this.#queue.turn(call);
    this.#options.onWaited?.(performance.now() - queuedAt);
    let isSent = true;
    try {
      return await make(turn.caller);
    } catch (error) {
      isSent = !(error instanceof Failure && (error.details.local || error.details.unsent));
      throw error;
    } finally {
      if (isSent) turn.turn.settle();
      else turn.turn.giveBack();
      this.#queue.end(turn);
    }
  }

  /** Updates the advertised quota from an answer. */
  learn(status: number, headers: IncomingHttpHeaders): void {
    const before = this.#advertised.wait();
    this.#advertised.learn(status, headers, this.#queue.running - 1);
    const after = this.#advertised.wait();
    // Refusals that arrive together are reported once.
    if (status === 429 && after > before + minCallMs) this.#options.onPaused?.(after);
    void this.#queue.pump();
  }

  /** Pauses calls because the vendor asked another replica to. */
  pause(forMs: number): void {
    this.#advertised.pause(forMs);
    void this.#queue.pump();
  }

  /** Forgets a pause that the vendor asked for, and the quota that it advertised. */
  resume(): void {
    this.#advertised.forget();
    void this.#queue.pump();
  }

  /** Refuses the queued calls. @param caller whose. Default: everybody's */
  refuseAll(failure: Failure, caller?: string): void {
    this.#queue.refuseAll(failure, caller);
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

  stop(): void {
    this.#queue.stop();
    this.refuseAll(new Failure('UPSTREAM_UNAVAILABLE', 'is no longer called because the graph has stopped'));
  }
}
