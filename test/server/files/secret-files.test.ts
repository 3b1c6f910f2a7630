import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readSecretFiles } from '../../../src/server/files/secret-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['is empty', ' \n', 'A_FILE names a file that is empty'],
  ['does not exist', undefined, 'A_FILE names a file that cannot be read (ENOENT)'],
])('the error for a file that %s says so without its path', (_, text, error) => {
  const path = join(folder, 'secret');
  rmSync(path, { force: true });
  if (text !== undefined) writeFileSync(path, text);
  expect(readSecretFiles({ A_FILE: path }, ['A']).errors).toEqual([error]);
});

test('the error for a folder says so without its path', () => {
  expect(readSecretFiles({ A_FILE: folder }, ['A']).errors).toEqual([
    'A_FILE names a file that cannot be read (EISDIR)',
  ]);
});
