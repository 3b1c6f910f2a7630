import type { Turn, Window } from './window.ts';

/** The window reports at least this many turns, since the queue grows before the first of them is free. */
const minTurns = 256;

/** What the window has told is trusted for this time, in milliseconds. Turns can come free earlier, on other replicas too. */
const trustMs = 1_000;

const freeTurn: Turn = { giveBack: () => undefined, settle: () => undefined };

/** Hands out the turns of a window. It asks for several at once, because the window may be in Redis. */
export class TurnPool {
  /** Undefined if nothing limits calls. */
  readonly #window: Window | undefined;
  #spare: Turn[] = [];
  /** When the next turns come free, as last reported by the window. */
  #freeAt: readonly number[] = [];
  #askedAt = -Infinity;

  constructor(window?: Window) {
    this.#window = window;
  }

  get isUnlimited(): boolean {
    return this.#window === undefined;
  }

  get hasTurn(): boolean {
    return this.#window === undefined || this.#spare.length > 0;
  }

  /** The milliseconds until the next turns come free, soonest first; empty if there is a turn, or nobody has asked. */
  get freeIn(): readonly number[] {
    const now = performance.now();
    return this.hasTurn ? [] : this.#freeAt.map((at) => Math.max(0, at - now));
  }

  /** Whether it has just been told that no turn is free. */
  get isExhausted(): boolean {
    const now = performance.now();
    return !this.hasTurn && (this.#freeAt[0] ?? 0) > now && now - this.#askedAt < trustMs;
  }

  /**
   * Asks the window for turns, unless there are some, or it has just told that none is free.
   * @returns whether it was asked
   */
  async fetch(count: number): Promise<boolean> {
    if (!this.#window || this.#spare.length > 0 || count <= 0 || this.isExhausted) return false;
    const { granted, freeIn } = await this.#window.take(count, Math.max(minTurns, count));
    this.#spare.push(...granted);
    this.#askedAt = performance.now();
    this.#freeAt = freeIn.map((wait) => this.#askedAt + wait);
    return true;
  }

  /** `hasTurn` must have said that there is one. */
  take(): Turn {
    const turn = this.#spare.shift();
    if (!turn) return freeTurn;
    return { giveBack: () => this.#giveBack(turn), settle: () => turn.settle() };
  }

  giveBackSpare(): void {
    for (const turn of this.#spare.splice(0)) this.#giveBack(turn);
  }

  #giveBack(turn: Turn): void {
    turn.giveBack();
    this.#freeAt = [];
  }
}
