import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parseApiKeys } from '../../src/server/auth/api-keys.ts';
import { knownScopes } from '../../src/server/auth/settings.ts';
import { runMain } from '../helpers/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function createKey(...options: string[]): Promise<{ code: unknown; output: string; key: string }> {
  await using main = runMain(['keys', 'create', ...options]);
  const code = await main.exit;
  const [, key = ''] = /^(sg_\S+)$/m.exec(main.output()) ?? [];
  return { code, output: main.output(), key };
}

const ownerIn = (text: string, key: string) => parseApiKeys(text, knownScopes).find(key);

test('a key is printed with an entry that the server accepts it by', async () => {
  const { code, output, key } = await createKey('--name', 'console', '--scopes', 'sessions:*,messages');
  expect(code).toBe(0);
  const [entry = ''] = /^\{.*\}$/m.exec(output) ?? [];
  expect(ownerIn(`{ "keys": [${entry}] }`, key)).toEqual({
    name: 'key:console',
    scopes: ['sessions:*', 'messages'],
  });
  expect(entry).not.toContain(key);
});

test('no two keys are the same', async () => {
  const [one, two] = await Promise.all([createKey('--name', 'a'), createKey('--name', 'a')]);
  expect(one.key).not.toBe(two.key);
});

describe('--file', () => {
  test('creates a file that only its owner can read, and adds to it', async () => {
    const file = join(folder, 'keys.json');
    const first = await createKey('--name', 'first', '--file', file);
    const second = await createKey('--name', 'second', '--tenant', 'acme', '--file', file);
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, 'utf8');
    expect(ownerIn(text, first.key)).toEqual({ name: 'key:first' });
    expect(ownerIn(text, second.key)).toEqual({ name: 'key:second', tenant: 'acme' });
    expect(text).not.toContain('sg_');
  });

  test.each([
    ['is no JSON', '{ "keys": [', 'the file is not JSON'],
    ['has an unknown property', '{ "keys": [], "hunter2": 1 }', 'the file has a property that is not known'],
  ])('that %s is left as it is, and nothing of it is printed', async (_, text, message) => {
    const file = join(folder, 'broken.json');
    writeFileSync(file, text);
    const { code, output } = await createKey('--name', 'a', '--file', file);
    expect(code).toBe(1);
    expect(output).toBe(`No key was created: ${message}\n`);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('that has a key of the same name is left as it is', async () => {
    const file = join(folder, 'twice.json');
    await createKey('--name', 'twice', '--file', file);
    const text = readFileSync(file, 'utf8');
    const { code, output } = await createKey('--name', 'twice', '--file', file);
    expect(code).toBe(1);
    expect(output).toMatch(/^No key was created: the file has a key of this name\. /);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('in a folder that does not exist is an error without a stack', async () => {
    const { code, output } = await createKey('--name', 'a', '--file', join(folder, 'none/keys.json'));
    expect(code).toBe(1);
    expect(output).toMatch(/^No key was created: .*keys\.json cannot be read or written \(ENOENT\)\n$/);
  });
});

test.each([
  ['--scopes', 'sessions:zepp', '--scopes must be one of sessions:*'],
  ['--scopes', ',', '--scopes names none'],
  ['--tenant', '', '--tenant must not be empty'],
  ['--name', '', '--name must not be empty'],
])('%s %j is an error that speaks of the option', async (option, value, message) => {
  const { code, output } = await createKey('--name', 'a', option, value);
  expect(code).toBe(1);
  expect(output).toContain(`No key was created: ${message}`);
  expect(output).not.toMatch(/sg_|keys\.0|^ +at /m);
});

test('a key without scopes comes with a warning that it may read nothing, another key does not', async () => {
  const [without, having] = await Promise.all([
    createKey('--name', 'a'),
    createKey('--name', 'a', '--scopes', 'messages'),
  ]);
  expect(without.output).toMatch(/^Warning: the key has no scopes\. It may read nothing until/m);
  expect(without.output).toContain('Scopes: sessions:*, ');
  expect(having.output).not.toContain('Warning');
});
