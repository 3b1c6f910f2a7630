import type { Limit } from './limits.ts';
import type { Measured } from './load.ts';

/** What one contender did in one lane. */
export interface Row {
  readonly lane: string;
  readonly contender: string;
  readonly rounds: readonly Measured[];
}

export interface Report {
  readonly date: string;
  readonly machine: string;
  readonly rounds: number;
  /** Of load, for each contender in each round. */
  readonly seconds: number;
  readonly rows: readonly Row[];
  readonly limits: readonly Limit[] | undefined;
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}

/** The median of each number over the rounds. */
export function summarize({ rounds }: Row): Measured {
  const of = (name: keyof Measured): number => median(rounds.map((round) => round[name]));
  return {
    perSecond: of('perSecond'),
    p50: of('p50'),
    p99: of('p99'),
    callsPerOperation: of('callsPerOperation'),
    cpu: of('cpu'),
    rss: Math.max(...rounds.map(({ rss }) => rss)),
  };
}

export interface Ratio {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** How many times as fast one contender was as another, in each round. */
export function ratioOf(report: Report, lane: string, one: string, other: string): Ratio | undefined {
  const rounds = (name: string) =>
    report.rows.find((row) => row.lane === lane && row.contender === name)?.rounds ?? [];
  const others = rounds(other);
  const ratios = rounds(one).map(({ perSecond }, place) => perSecond / (others[place]?.perSecond ?? NaN));
  if (ratios.length === 0) return undefined;
  return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
}
