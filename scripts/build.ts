import { spawnSync } from 'node:child_process';
import { globSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * Builds `dist/`: the library and its types, GraphiQL, and the command. With `--if-changed` it builds only if a source is newer
 * than the last build, so that `npm ci && npm run sandbox` builds once.
 */

const root = fileURLToPath(new URL('../', import.meta.url));
// Not the link in node_modules/.bin, which on Windows is no JavaScript.
const tsc = join(dirname(fileURLToPath(import.meta.resolve('typescript/package.json'))), 'bin/tsc');
// The last file that a build writes.
const last = join(root, 'dist/server/NOTICES.txt');

function isUpToDate(): boolean {
  const built = statSync(last, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = globSync(['src/**/*.*', 'scripts/*.ts', 'package-lock.json', 'tsconfig*.json'], {
    cwd: root,
  });
  return sources.every((file) => statSync(join(root, file)).mtimeMs <= built);
}

function run(file: string, ...args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

if (!process.argv.includes('--if-changed') || !isUpToDate()) {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  run(tsc, '-p', 'tsconfig.build.json');
  run('scripts/build-graphiql.ts');
  run('scripts/build-server.ts');
}
