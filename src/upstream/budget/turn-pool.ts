import type { Turn, Window } from './window.ts';

/** The window reports at least this many turns, since the queue grows before the first of them is free. */
const minTurns = 256;

const freeTurn: Turn = { giveBack: () => undefined, settle: () => undefined };

/** Hands out the turns of a window. It asks for several at once, because the window may be in Redis. */
export class TurnPool {
  /** Undefined if nothing limits calls. */
  readonly #window: Window | undefined;
  #spare: Turn[] = [];
  /** When the next turns come free, as last reported by the window, which need not be asked again before. */
  #freeAt: readonly number[] = [];

  constructor(window?: Window) {
    this.#window = window;
  }

  get hasTurn(): boolean {
    return this.#window === undefined || this.#spare.length > 0;
  }

  /** The milliseconds until the next turns come free, soonest first; empty if there is a turn, or nobody has asked. */
  get freeIn(): readonly number[] {
    const now = performance.now();
    return this.hasTurn ? [] : this.#freeAt.map((at) => Math.max(0, at - now));
  }

  /** Asks the window for turns, unless there are some, or none can be free. */
  async fetch(count: number): Promise<void> {
    const [first = 0] = this.freeIn;
    if (!this.#window || this.#spare.length > 0 || count <= 0 || first > 0) return;
    const { granted, freeIn } = await this.#window.take(count, Math.max(minTurns, count));
    this.#spare.push(...granted);
    const now = performance.now();
    this.#freeAt = freeIn.map((wait) => now + wait);
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
