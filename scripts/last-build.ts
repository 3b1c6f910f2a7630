import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const record = 'dist/build.json';

/** Remembers which files a build has written. */
export function recordBuild(root: string): void {
  const files = globSync('dist/**/*.*', { cwd: root });
  writeFileSync(join(root, record), JSON.stringify(files));
}

/** @returns whether all files of the last build are there, and newer than its sources */
export function isUpToDate(root: string): boolean {
  const built = statSync(join(root, record), { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined) return false;
  const files = JSON.parse(readFileSync(join(root, record), 'utf8')) as readonly string[];
  if (!files.every((file) => existsSync(join(root, file)))) return false;
  const sources = globSync(['src/**/*.*', 'scripts/*.ts', 'package-lock.json', 'tsconfig*.json'], {
    cwd: root,
  });
  return sources.every((file) => statSync(join(root, file)).mtimeMs <= built);
}
