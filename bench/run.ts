import { cpus } from 'node:os';
import { hang, json } from '../test/helpers/server.ts';
import { oneOfEachBut, runReplica, zepSession } from '../test/engine/replica.ts';
import { idOf, startVendors } from '../test/engine/vendors.ts';
import { clientOf, measure, type Latencies } from './measure.ts';

/*
 * Measures the numbers in docs/benchmarks.md. The server runs in its own process; the vendors and the clients run in this
 * one.
 */

const threeOthers = oneOfEachBut('ZEP');

await using vendors = await startVendors();

async function hits(): Promise<void> {
  await using server = await start({ ZEP_CACHE_OPEN_MS: '600000' });
  const one = clientOf(server.url, 1);
  const many = clientOf(server.url, 50);
  await measure(5_000, 50, () => many.send(zepSession, { id: idOf(1) }));
  report('cache hit, one client', await measure(5_000, 1, () => one.send(zepSession, { id: idOf(1) })));
  report('cache hit, 50 clients', await measure(20_000, 50, () => many.send(zepSession, { id: idOf(1) })));
  one.close();
  many.close();
}

async function refusals(): Promise<void> {
  await using server = await start({ CACHE: 'off', ZEP_BREAKER_OPEN_MS: '600000' });
  const client = clientOf(server.url, 50);
  vendors.ZEP.answer(json({}, 500));
  const read = (number: number): Promise<unknown> => client.send(zepSession, { id: idOf(number) });
  await measure(100, 50, read);
  const calls = vendors.ZEP.arrivals.length;
  await measure(2_000, 1, read);
  report('open breaker, one client', await measure(2_000, 1, read));
  report('open breaker, 50 clients', await measure(10_000, 50, read));
  if (vendors.ZEP.arrivals.length > calls) throw new Error('The breaker did not stay open.');
  vendors.ZEP.answer();
  client.close();
}

/** Reads three vendors while the same number of clients read a fourth vendor, which answers or hangs. */
async function neighbours(): Promise<void> {
  const p50s: number[] = [];
  for (const isHanging of [false, true]) {
    await using server = await start({ CACHE: 'off', ZEP_TIMEOUT_MS: '2000' });
    const [three, fourth] = [clientOf(server.url, 20), clientOf(server.url, 20)];
    const read = (number: number): Promise<unknown> => three.send(threeOthers, { id: idOf(number) });
    await measure(3_000, 20, read);
    vendors.ZEP.answer(isHanging ? hang : undefined);
    const over = new AbortController();
    let next = 0;
    const load = Array.from({ length: 20 }, async () => {
      while (!over.signal.aborted) await fourth.send(zepSession, { id: idOf((next += 1)) });
    });
    const latencies = await measure(6_000, 20, read);
    over.abort();
    await Promise.all(load);
    report(`three vendors, the fourth ${isHanging ? 'hangs' : 'answers'}`, latencies);
    p50s.push(latencies.p50);
    vendors.ZEP.answer();
    three.close();
    fourth.close();
  }
  const [answering = 1, hanging = 0] = p50s;
  print(`\nmedian with the fourth vendor hanging / answering: ${(hanging / answering).toFixed(2)}`);
}

const start = (environment: Record<string, string>) =>
  runReplica(vendors, { OPENCX_QUOTA: '0', ...environment });

function report(what: string, { p50, p99, most, perSecond }: Latencies): void {
  const cells = [what, ...[p50, p99, most].map((time) => time.toFixed(2)), Math.round(perSecond)];
  print(`| ${cells.join(' | ')} |`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const [cpu] = cpus();
print(`${cpus().length} × ${cpu?.model ?? 'unknown'}, Node ${process.versions.node}\n`);
print('| operation | median ms | p99 ms | max ms | per second |');
print('|---|---:|---:|---:|---:|');
await hits();
await refusals();
await neighbours();
