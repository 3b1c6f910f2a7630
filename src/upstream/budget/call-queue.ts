import type { Failure } from '../failure.ts';
import type { Slots } from '../slots.ts';
import type { AdvertisedQuota } from './advertised-quota.ts';
import { Alarm } from './alarm.ts';
import { FairQueue } from './fair-queue.ts';
import type { Shares } from './shares.ts';
import type { TurnPool } from './turn-pool.ts';
import type { Turn } from './window.ts';
import { lateCalls, refusal, turnOf, type CallersTurn, type Queued, type Waiting } from './waiting.ts';

export interface CallQueueOptions {
  /** The turns of the account's quota. */
  readonly pool: TurnPool;
  /** What each caller may use of it. */
  readonly shares: Shares;
  readonly advertised: AdvertisedQuota;
  /** The connections, shared with the other accounts of the link. */
  readonly slots: Slots;
  readonly maxLength: number;
}

/** Lets calls wait for their turns. Callers take turns, and so do the requests of each caller. */
export class CallQueue {
  readonly #options: CallQueueOptions;
  readonly #queue = new FairQueue<Waiting>(
    ({ caller }) => caller,
    ({ queueId }) => queueId,
  );
  readonly #wake = (): void => void this.pump();
  readonly #alarm = new Alarm(this.#wake);
  /** Callers that have used up their share, whose calls have not been compared with it. */
  readonly #unchecked = new Set<string>();
  #running = 0;
  #isPumping = false;
  #mustPump = false;

  constructor(options: CallQueueOptions) {
    this.#options = options;
  }

  get length(): number {
    return this.#queue.length;
  }

  /** The number of calls that have their turn and are under way. */
  get running(): number {
    return this.#running;
  }

  /** @throws {Failure} UPSTREAM_RATE_LIMITED if there is no turn in time; or the reason of the call's signal */
  async turn(call: Queued): Promise<CallersTurn> {
    const immediate = this.#immediateTurn(call);
    if (immediate) return immediate;
    return turnOf(call, {
      enter: (place) => this.#enter(place),
      leave: (place) => {
        // Those behind it may have been waiting for it.
        if (this.#queue.remove(place)) void this.pump();
      },
    });
  }

  /** Without a quota, most calls find a connection and nobody before them. */
  #immediateTurn({ signal, watchCallers }: Queued): CallersTurn | undefined {
    const { slots, advertised } = this.#options;
    if (this.#queue.length > 0 || this.#isLimited || signal.aborted) return undefined;
    const [caller] = callersOf(watchCallers);
    if (caller === undefined || !slots.canTake(caller) || advertised.wait() > 0) return undefined;
    return { caller, turn: this.#take(caller) };
  }

  /** Ends a call that had its turn. */
  end({ caller }: CallersTurn): void {
    this.#running -= 1;
    this.#options.slots.release(caller);
    void this.pump();
  }

  /** Refuses calls. @param caller whose. Default: everybody's */
  refuseAll(failure: Failure, caller?: string): void {
    const refused = this.#queue.removeIf((waiting) => caller === undefined || waiting.caller === caller);
    for (const waiting of refused) waiting.fail(failure);
  }

  stop(): void {
    this.#alarm.clear();
    this.#options.slots.forget(this.#wake);
  }

  /** Hands out turns until none is left. */
  async pump(): Promise<void> {
    this.#mustPump = true;
    if (this.#isPumping) return;
    this.#isPumping = true;
    // Calls may have been queued, and connections released, while turns were requested.
    while (this.#mustPump) {
      this.#mustPump = false;
      if (this.#queue.length > 0) this.#options.slots.wait(this.#wake);
      for (let goesOn = true; goesOn;) {
        const pausedFor = this.#options.advertised.wait();
        // Without a quota there is nothing to wait for, and the next call starts at once.
        const wasAsked = this.#isLimited && pausedFor === 0 && (await this.#fetchTurns());
        goesOn = this.#handOutTurns(pausedFor) || wasAsked;
      }
    }
    this.#options.pool.giveBackSpare();
    this.#options.shares.giveBackSpare();
    this.#isPumping = false;
    if (this.#queue.length === 0) this.stop();
  }

  #enter(place: Waiting): void {
    this.#queue.push(place);
    // Not necessarily this call: the caller with the most queued calls makes room for the others.
    if (this.#queue.length > this.#options.maxLength)
      this.#queue.pop()?.fail(refusal('has too many queued calls', 1));
    void this.pump();
  }

  get #isLimited(): boolean {
    return !this.#options.pool.isUnlimited || this.#options.shares.areLimited;
  }

  /** @returns whether a window was asked for turns */
  async #fetchTurns(): Promise<boolean> {
    const { pool, shares, slots } = this.#options;
    const { free } = slots;
    const asked = await Promise.all([
      pool.fetch(Math.min(free, this.#queue.length)),
      ...this.#callersWithShare(free).map((caller) =>
        shares.of(caller).fetch(Math.min(free, this.#queue.itemsOf(caller).length)),
      ),
    ]);
    return asked.includes(true);
  }

  /** The callers whose turn it is, without those that have used up their share. */
  #callersWithShare(most: number): readonly string[] {
    const { shares } = this.#options;
    if (!shares.areLimited) return [];
    const callers: string[] = [];
    for (const caller of this.#queue.owners) {
      if (callers.length >= most) break;
      if (shares.of(caller).isExhausted) this.#unchecked.add(caller);
      else callers.push(caller);
    }
    return callers;
  }

  /** @returns whether it has started or refused a call */
  #handOutTurns(pausedFor: number): boolean {
    const { pool, shares, slots, advertised } = this.#options;
    let hasDone = this.#checkShares();
    while (this.#queue.length > 0) {
      const blockedFor = Math.max(pausedFor, advertised.wait());
      const freeIn = blockedFor > 0 ? [blockedFor] : pool.freeIn;
      if (freeIn.length > 0) {
        const isRefused = this.#waitFor(freeIn, this.#queue.inOrder, 'has no quota left for this call');
        return hasDone || isRefused;
      }
      // Callers that have no turn left, or hold their share of the connections, wait and let others pass.
      const caller = pool.hasTurn
        ? this.#queue.nextOwner((one) => slots.canTake(one) && shares.of(one).hasTurn)
        : undefined;
      if (caller === undefined) break;
      this.#start(caller);
      hasDone = true;
    }
    return hasDone;
  }

  /** Refuses the calls that their caller's share has no turn for in time. @returns whether there were any */
  #checkShares(): boolean {
    let isRefused = false;
    for (const caller of this.#unchecked) {
      const { freeIn } = this.#options.shares.of(caller);
      const calls = this.#queue.itemsOf(caller);
      isRefused = this.#waitFor(freeIn, calls, 'has no quota left for this caller') || isRefused;
    }
    this.#unchecked.clear();
    return isRefused;
  }

  #start(caller: string): void {
    this.#queue.shift(caller)?.start(this.#take(caller));
  }

  #take(caller: string): Turn {
    const { pool, shares, slots, advertised } = this.#options;
    slots.take(caller);
    this.#running += 1;
    advertised.spend();
    const turns = [pool.take(), shares.of(caller).take()];
    return {
      giveBack: () => {
        for (const turn of turns) turn.giveBack();
        advertised.giveBack();
      },
      settle: () => {
        for (const turn of turns) turn.settle();
      },
    };
  }

  /**
   * Refuses the calls for which these turns come too late, and wakes up for the first turn.
   * @returns whether it has refused any
   */
  #waitFor(freeIn: readonly number[], calls: readonly Waiting[], message: string): boolean {
    const [first] = freeIn;
    if (first === undefined) return false;
    const late = lateCalls(calls, freeIn);
    if (late.size > 0) this.#queue.removeIf((waiting) => late.has(waiting));
    for (const [waiting, wait] of late) waiting.fail(refusal(message, Math.ceil(wait / 1000)));
    if (late.size < calls.length) this.#alarm.setIn(Math.max(1, first));
    return late.size > 0;
  }
}

/** Those who wait for a call now. */
function callersOf(watchCallers: Queued['watchCallers']): readonly string[] {
  const callers: string[] = [];
  watchCallers({ joined: ({ caller }) => void callers.push(caller), left: () => undefined })();
  return callers;
}
