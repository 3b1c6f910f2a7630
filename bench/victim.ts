import { readFileSync } from 'node:fs';
import { clientOf } from './measure.ts';

/*
 * A process that sends one cached query at a steady rate, and samples the memory of the server. Each message to it ends a
 * measurement, and is answered with its result.
 */

export interface Suffered {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Queries that were not answered with their session. */
  readonly failed: number;
  /** By how many MB the resident memory grew, at most. */
  readonly grown: number;
}

const everyMs = 10;
const [url = '', pid = ''] = process.argv.slice(2);
const client = clientOf(url, 50);
let times: number[] = [];
let failed = 0;
let most = 0;
let least = resident();
const waiting = new Set<Promise<void>>();

function resident(): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

async function read(): Promise<void> {
  const sent = performance.now();
  const query = '{ zepSession(externalId: "victim") { id status } }';
  const answer = await client.send(query, {}).catch(() => undefined);
  times.push(performance.now() - sent);
  if (!JSON.stringify(answer ?? null).includes('"zepSession":{')) failed += 1;
}

function result(): Suffered {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: at(1), failed, grown: most - least };
}

await read();
setInterval(() => {
  most = Math.max(most, resident());
  const reading = read().finally(() => waiting.delete(reading));
  waiting.add(reading);
}, everyMs);
process.on('message', async () => {
  // A query that is not answered yet has waited longest.
  await Promise.all(waiting);
  process.send?.(result());
  [times, failed, most, least] = [[], 0, 0, resident()];
});
process.send?.('ready');
