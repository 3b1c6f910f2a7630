import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/*
 * Installs each example as a user would and runs its tests. The tests need `dist/` (npm run build).
 */

/** The console takes as long as the other two, which run beside it. */
const lanes = [['console'], ['supergraph', 'stitching']];
const steps = [['ci', '--no-audit', '--no-fund'], ['run', 'types'], ['test']];

/** @returns whether it succeeded; its output is printed when it has ended */
async function npm(example: string, args: readonly string[]): Promise<boolean> {
  const cwd = fileURLToPath(new URL(`../examples/${example}`, import.meta.url));
  const child = spawn('npm', args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const [code] = await once(child, 'close');
  process.stdout.write(`\n${example}: npm ${args.join(' ')}\n${output}`);
  return code === 0;
}

async function passes(examples: readonly string[]): Promise<boolean> {
  for (const example of examples) {
    for (const args of steps) if (!(await npm(example, args))) return false;
  }
  return true;
}

const results = await Promise.all(lanes.map(passes));
process.exit(results.every(Boolean) ? 0 : 1);
