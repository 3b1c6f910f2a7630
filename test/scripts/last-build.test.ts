import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { isUpToDate, recordBuild } from '../../scripts/last-build.ts';

let folder: string;

function write(file: string): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
  for (const file of ['src/cli/serve.ts', 'dist/main.js', 'dist/graphiql/assets/main.js']) write(file);
  recordBuild(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a build is up to date right after it', () => {
  expect(isUpToDate(folder)).toBe(true);
});

test.each(['dist', 'dist/graphiql', 'dist/graphiql/assets/main.js', 'dist/main.js'])(
  'a build without %s is not up to date',
  (missing) => {
    rmSync(join(folder, missing), { recursive: true });
    expect(isUpToDate(folder)).toBe(false);
  },
);

test('a build is not up to date after a change to a source', () => {
  const later = Date.now() / 1000 + 60;
  utimesSync(join(folder, 'src/cli/serve.ts'), later, later);
  expect(isUpToDate(folder)).toBe(false);
});
