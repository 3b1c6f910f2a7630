import { ratioOf, summarize, type Report } from './summary.ts';

export interface Target {
  readonly name: string;
  readonly target: string;
  readonly measured: string;
  readonly isMet: boolean;
}

const times: readonly {
  readonly lane: string;
  readonly other: 'Hive Gateway' | 'bare got';
  readonly least: number;
}[] = [
  { lane: 'one session, cold', other: 'Hive Gateway', least: 1.4 },
  { lane: 'one session, cold', other: 'bare got', least: 0.65 },
  { lane: '99 ids, cold', other: 'Hive Gateway', least: 1.4 },
  { lane: '99 ids, cold', other: 'bare got', least: 0.8 },
  { lane: 'chatbot of 1000, cold', other: 'Hive Gateway', least: 3 },
  { lane: 'chatbot of 1000, cold', other: 'bare got', least: 0.5 },
  { lane: 'one session, cached', other: 'Hive Gateway', least: 3.8 },
  { lane: '99 ids, cached', other: 'Hive Gateway', least: 25 },
  { lane: 'chatbot of 1000, cached list', other: 'Hive Gateway', least: 3 },
];

const slowLane = '99 ids, 50 ms vendor latency';
const maxAddedMs = 10;

/** What the project sets itself to reach, and whether it does. */
export function targetsOf(report: Report): readonly Target[] {
  const ratios = times.flatMap(({ lane, other, least }) => {
    const ratio = ratioOf(report, lane, 'session-graph', other);
    if (!ratio) return [];
    const measured = `${ratio.median.toFixed(2)} × (${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)})`;
    return [{ name: lane, target: `at least ${least} × ${other}`, measured, isMet: ratio.median >= least }];
  });
  const [own, bare] = ['session-graph', 'bare got'].map((name) => {
    const row = report.rows.find((one) => one.lane === slowLane && one.contender === name);
    return row && summarize(row).p50;
  });
  const slow =
    own === undefined || bare === undefined
      ? []
      : [
          {
            name: slowLane,
            target: `p50 at most ${maxAddedMs} ms more than bare got`,
            measured: `${(own - bare).toFixed(1)} ms more`,
            isMet: own - bare <= maxAddedMs,
          },
        ];
  const limits = (report.limits ?? []).map(({ name, unit, most, value }) => ({
    name,
    target: `at most ${most} ${unit}`.trim(),
    measured: `${value.toFixed(value < 20 ? 2 : 0)} ${unit}`.trim(),
    isMet: value <= most,
  }));
  return [...ratios, ...slow, ...limits];
}
