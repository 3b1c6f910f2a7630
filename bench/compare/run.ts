import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { chart } from './chart.ts';
import { startBare, startHive, startOwn, startVendors, type Contender } from './contenders.ts';
import { lanes, type Lane } from './lanes.ts';
import { measureLimits } from './limits.ts';
import { load, type Measured } from './load.ts';
import { markdown } from './markdown.ts';
import { jwtSettings } from './jwt.ts';
import { summarize, type Report, type Row } from './summary.ts';

/*
 * Compares session-graph with Hive Gateway, with OpenAPI sources, and with a plain server that makes the same calls with got.
 * Every server is a process of its own, as are the vendors; this process is the load. In each round every contender is
 * loaded for the same time, one after the other, and the next round begins with another.
 *
 *   npm run bench -- [--rounds 5] [--seconds 3] [pattern of lanes]
 */

const options = parseArguments(process.argv.slice(2));

async function measureLane(lane: Lane): Promise<Row[]> {
  const vendors = await startVendors(lane.latencyMs ?? 0);
  const jwt = await jwtSettings();
  const { isCached } = lane;
  const contenders = [
    await startOwn(vendors.url, { name: 'session-graph', isCached }),
    await startHive(vendors.url),
    await startBare(vendors.url),
    await startOwn(vendors.url, { name: 'session-graph with JWT', isCached, ...jwt }),
  ];
  const found = new Map<Contender, Measured[]>(contenders.map((contender) => [contender, []]));
  for (let round = 0; round <= options.rounds; round += 1) {
    for (let place = 0; place < contenders.length; place += 1) {
      const contender = contenders[(round + place) % contenders.length] as Contender;
      const measured = await load(contender, lane, { vendors, seconds: options.seconds });
      // The first round warms up.
      if (round > 0) found.get(contender)?.push(measured);
    }
  }
  for (const contender of contenders) await contender.stop();
  await vendors.stop();
  return [...found].map(([{ name }, rounds]) => ({ lane: lane.name, contender: name, rounds }));
}

const rows: Row[] = [];
for (const lane of lanes.filter(({ name }) => options.pattern.test(name))) {
  const measured = await measureLane(lane);
  rows.push(...measured);
  for (const row of measured) {
    const { perSecond, p50, p99, cpu } = summarize(row);
    process.stdout.write(
      `${row.lane.padEnd(30)} ${row.contender.padEnd(24)} ${perSecond.toFixed(0).padStart(6)}/s  p50 ${p50.toFixed(1)}  p99 ${p99.toFixed(1)}  CPU ${cpu.toFixed(2)}\n`,
    );
  }
}
const [cpu] = cpus();
const report: Report = {
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} cores (${cpu?.model.trim()}), Node ${process.versions.node}`,
  rounds: options.rounds,
  seconds: options.seconds,
  rows,
  limits: options.isWhole ? await measureLimits() : undefined,
};
if (options.isWhole) {
  const folder = new URL('../results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('report.json', folder), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(new URL('report.md', folder), markdown(report));
  writeFileSync(new URL('../../docs/images/benchmark.svg', import.meta.url), chart(report));
}
process.stdout.write(`\n${markdown(report)}`);

function parseArguments(args: readonly string[]) {
  const value = (name: string, otherwise: number): number => {
    const place = args.indexOf(name);
    return place < 0 ? otherwise : Number(args[place + 1]);
  };
  const pattern = args.find((arg, place) => !arg.startsWith('--') && !args[place - 1]?.startsWith('--'));
  return {
    rounds: value('--rounds', 5),
    seconds: value('--seconds', 3),
    pattern: new RegExp(pattern ?? ''),
    isWhole: pattern === undefined,
  };
}
