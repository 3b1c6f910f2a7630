import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isUpToDate, recordBuild } from './last-build.ts';

/*
 * Builds `dist/`: the library and its types, GraphiQL, and the command. With `--if-changed` it builds only if a source is newer
 * than the last build or a file of it is missing, so that `npm ci && npm run sandbox` builds once.
 */

const root = fileURLToPath(new URL('../', import.meta.url));
// Not the link in node_modules/.bin, which on Windows is no JavaScript.
const tsc = join(dirname(fileURLToPath(import.meta.resolve('typescript/package.json'))), 'bin/tsc');

function run(file: string, ...args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

if (!process.argv.includes('--if-changed') || !isUpToDate(root)) {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  run(tsc, '-p', 'tsconfig.build.json');
  run('scripts/build-graphiql.ts');
  run('scripts/build-server.ts');
  recordBuild(root);
}
