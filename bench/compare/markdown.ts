import { summarize, type Report } from './summary.ts';
import { targetsOf } from './targets.ts';

export function markdown(report: Report): string {
  const { date, machine, rounds, seconds, rows } = report;
  const measured = rows.map((row) => {
    const { perSecond, p50, p99, callsPerOperation, cpu, rss } = summarize(row);
    return [
      row.lane,
      row.contender,
      perSecond.toFixed(0),
      p50.toFixed(1),
      p99.toFixed(1),
      callsPerOperation.toFixed(2),
      cpu.toFixed(2),
      rss.toFixed(0),
    ];
  });
  const targets = targetsOf(report).map(({ name, target, measured: value, isMet }) => [
    name,
    target,
    value,
    isMet ? 'yes' : 'no',
  ]);
  return `# Benchmark

Measured on ${date} on a machine with ${machine}. Load, servers and vendors share it. ${rounds} rounds of ${seconds} s for each
contender; medians. Latencies are in milliseconds, CPU in seconds for 1,000 operations. Memory is the resident memory after the load, in MiB,
the highest of the rounds. Calls are those to vendors per operation; they include the first answer, which is checked, and operations that
the end of a round cut off.

- **session-graph**: every default, with log level warn and no quota for OpenCX, which documents one that the load exceeds. Without a cache in
  the cold lanes; in the cached ones lists and open sessions stay fresh for ten minutes. Nobody is authenticated, or every request by a JWT.
- **Hive Gateway** 2.15.1: its defaults with OpenAPI sources, one process, log level warn, no cache.
- **bare got**: \`node:http\` and got's promises, with 64 connections for each vendor; no cache, no limits, no logs.

${table(['lane', 'contender', 'per second', 'p50', 'p99', 'calls', 'CPU', 'memory'], measured)}

${table(['target', 'must', 'measured', 'met'], targets)}
`;
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
