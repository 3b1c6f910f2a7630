import { sum } from '../../model/sum.ts';

const sliceMs = 1_000;
const slices = 10;

/** Fewer calls than this in a sample say nothing. */
const minCalls = 10;

interface Slice {
  readonly number: number;
  calls: number;
  failures: number;
}

/** The calls of the last ten seconds. */
export class Sample {
  #slices: Slice[] = [];

  add(isFailure: boolean): void {
    const number = Math.floor(performance.now() / sliceMs);
    let slice = this.#slices.at(-1);
    if (slice?.number !== number) {
      slice = { number, calls: 0, failures: 0 };
      this.#slices = [...this.#slices.filter((one) => one.number > number - slices), slice];
    }
    slice.calls += 1;
    if (isFailure) slice.failures += 1;
  }

  /** Whether more than this share of the calls failed. `add` must have been called in this turn. */
  failsMoreThan(ratio: number): boolean {
    const calls = sum(this.#slices.map((slice) => slice.calls));
    return calls >= minCalls && sum(this.#slices.map(({ failures }) => failures)) > ratio * calls;
  }

  clear(): void {
    this.#slices = [];
  }
}
