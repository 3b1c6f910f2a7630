import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { environmentFor } from '../test/engine/replica.ts';
import { providers } from '../src/providers/index.ts';
import { run } from '../test/helpers/process.ts';
import { benchAttacks, type BenchAttack } from './attacks.ts';
import type { Suffered } from './victim.ts';

/*
 * Measures what each attack does to another client: the latencies of one cached query that is sent every 10 ms, and the
 * growth of the server's memory. The server, with the heap of `deploy/`, the vendors, the attacker and the other client run in
 * processes of their own. An attack that is over the limits is measured again on a fresh
 * server.
 *
 *   npm run bench:attack -- [pattern of names]
 */

const attackMs = 1_500;
const maxP99 = 250;
const maxGrown = 150;

await using vendors = run(process.execPath, ['bench/attack-vendors.ts']);
const vendorsUrl = await vendors.says(/vendors at (\S+)/);
const addresses = Object.fromEntries(providers.map(({ id }) => [id, { url: `${vendorsUrl}/${id}` }]));

async function startTarget() {
  const environment = environmentFor(addresses, {
    NODE_OPTIONS: '--max-old-space-size=640 --max-semi-space-size=32',
    LOG_LEVEL: 'warn',
    OPENCX_QUOTA: '0',
  });
  const server = run(process.execPath, ['src/main.ts'], environment);
  const url = await server.says(/ready at (http.*)\/graphql/);
  const victim = fork(fileURLToPath(new URL('victim.ts', import.meta.url)), [url, String(server.pid)]);
  await once(victim, 'message');
  return {
    url,
    suffered: async (): Promise<Suffered> => {
      victim.send('');
      const [suffered] = (await once(victim, 'message')) as [Suffered];
      return suffered;
    },
    [Symbol.asyncDispose]: async () => {
      victim.kill();
      await once(victim, 'exit');
      await server[Symbol.asyncDispose]();
    },
  };
}

type Target = Awaited<ReturnType<typeof startTarget>>;

async function measureAttack(
  { run: attack }: BenchAttack,
  target: Target,
): Promise<Suffered & { count: number }> {
  await target.suffered();
  const signal = AbortSignal.timeout(attackMs);
  let count = 0;
  while (!signal.aborted) {
    await attack(target.url, signal).catch((e: unknown) => process.stdout.write(`! ${String(e)}\n`));
    count += 1;
  }
  return { ...(await target.suffered()), count };
}

const isOver = ({ p99, grown, failed }: Suffered): boolean => p99 > maxP99 || grown > maxGrown || failed > 0;

async function measureOnFreshServer(attack: BenchAttack) {
  await using target = await startTarget();
  const [warm] = benchAttacks;
  if (warm) await measureAttack(warm, target);
  // Awaited, so that the server runs until then.
  return await measureAttack(attack, target);
}

function print(...cells: readonly (string | number)[]): void {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

const pattern = new RegExp(process.argv[2] ?? '');
print('attack', 'times', 'p50 ms', 'p99 ms', 'max ms', 'failed', 'memory MB', 'over');
print('---', '---:', '---:', '---:', '---:', '---:', '---:', '---');
await using target = await startTarget();
for (const attack of benchAttacks.filter(({ name }) => pattern.test(name))) {
  const first = await measureAttack(attack, target);
  const { p50, p99, max, failed, grown, count } = isOver(first) ? await measureOnFreshServer(attack) : first;
  const over = isOver({ p50, p99, max, failed, grown }) ? 'over' : '';
  print(attack.name, count, ...[p50, p99, max].map((ms) => ms.toFixed(1)), failed, Math.round(grown), over);
}
