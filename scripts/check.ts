import { spawn } from 'node:child_process';
import { once } from 'node:events';

/*
 * Runs every check, continues after a failed one, and ends with a line that counts tests and checks. The output of a check
 * is printed only if it fails. `npm test` runs this file.
 */

/**
 * Two workers even on two cores, since many tests wait for other processes. A failed test can leave a server behind, which must not
 * keep jest from exiting.
 */
const jest = ['run', 'jest', '--', '--maxWorkers=2', '--forceExit'];

const checks: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['types', ['run', 'types']],
  ['lint', ['run', 'lint']],
  ['format', ['run', 'format:check']],
  ['generated code', ['run', 'codegen:check']],
  ['build', ['run', 'build']],
  ['licences', ['run', 'licenses']],
  ['schema contract', ['run', 'schema:check']],
  ['tests', jest],
  ['examples', ['run', 'test:examples']],
];

interface Result {
  readonly passed: boolean;
  readonly output: string;
}

async function run(args: readonly string[]): Promise<Result> {
  const child = spawn('npm', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const [code] = await once(child, 'close');
  return { passed: code === 0, output };
}

/** The counts in jest's summary, such as "Tests: 1 failed, 2 skipped, 20 passed, 23 total". */
function testsIn(output: string): { passed: number; failed: number; skipped: number } {
  const summary = /^Tests: +(.+)$/m.exec(output)?.[1] ?? '';
  const count = (outcome: string): number => Number(new RegExp(`(\\d+) ${outcome}`).exec(summary)?.[1] ?? 0);
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

const total = { passed: 0, failed: 0, skipped: 0 };
for (const [name, args] of checks) {
  const started = performance.now();
  const { passed, output } = await run(args);
  const tests = args === jest ? testsIn(output) : { passed: 0, failed: 0, skipped: 0 };
  total.passed += tests.passed + (passed ? 1 : 0);
  total.failed += tests.failed + (passed ? 0 : 1);
  total.skipped += tests.skipped;
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(`${passed ? 'ok  ' : 'FAIL'}  ${name} (${seconds} s)\n`);
  if (!passed) process.stdout.write(`${output.replaceAll(/^/gm, '      ')}\n`);
}

// In CI every program that the tests need is installed, so a skipped test is an error.
if (process.env['CI'] && total.skipped > 0) total.failed += total.skipped;
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exit(total.failed === 0 ? 0 : 1);
