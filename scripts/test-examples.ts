import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * Installs each example as a user would and runs its tests. The tests need `dist/` (npm run build).
 */

const folder = fileURLToPath(new URL('../examples/', import.meta.url));

for (const example of ['supergraph', 'stitching', 'console']) {
  for (const args of [['ci', '--no-audit', '--no-fund'], ['run', 'types'], ['test']]) {
    process.stdout.write(`\n${example}: npm ${args.join(' ')}\n`);
    const { status } = spawnSync('npm', args, { cwd: join(folder, example), stdio: 'inherit' });
    if (status !== 0) process.exit(1);
  }
}
