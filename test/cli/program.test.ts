import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, describe, expect, test } from '@jest/globals';
import { providers } from '../../src/providers/index.ts';
import { environmentVariables, fileVariables } from '../../src/server/config.ts';
import { root, run, runMain } from '../helpers/process.ts';

async function outputOf(...args: string[]): Promise<{ code: unknown; output: string }> {
  // With a credential: a command that is not understood must not start the server.
  await using main = runMain(args, { PORT: '0', ZEP_API_KEY: 'key' });
  const code = await main.exit;
  return { code, output: main.output() };
}

test('--help lists the commands', async () => {
  const { code, output } = await outputOf('--help');
  expect(code).toBe(0);
  expect(output).toMatch(/^Usage: session-graph \[options\] \[command\]$/m);
  expect(output.match(/^ {2}(serve|sandbox|doctor|print-schema|keys) /gm)).toHaveLength(5);
});

const commands = ['serve', 'sandbox', 'doctor', 'print-schema', 'keys', 'keys create'];

test.each(commands)('%s --help describes the command without running it', async (command) => {
  const { code, output } = await outputOf(...command.split(' '), '--help');
  expect(code).toBe(0);
  expect(output).toContain(`Usage: session-graph ${command} [options]`);
});

test.each(['', 'serve', 'keys'])('help %s is the same as --help', async (command) => {
  const words = command.split(' ').filter(Boolean);
  expect(await outputOf('help', ...words)).toEqual(await outputOf(...words, '--help'));
});

test.each(['', ...commands])('%s --version prints the version of the package', async (command) => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const words = command.split(' ').filter(Boolean);
  expect(await outputOf(...words, '--version')).toEqual({ code: 0, output: `${version}\n` });
});

test.each([
  ['print-schema', 'schema.graphql'],
  ['print-schema --subgraph', 'subgraph.graphql'],
])('%s prints published/%s', async (command, file) => {
  const { code, output } = await outputOf(...command.split(' '));
  expect(code).toBe(0);
  expect(output).toBe(readFileSync(join(root, 'published', file), 'utf8'));
});

describe('--env-file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('sets variables, but not those that are set', async () => {
    const path = join(folder, 'some.env');
    writeFileSync(path, 'PORT=0\nLOG_LEVEL=silent\nZEP_API_KEY="key" # of a test\n');
    await using main = runMain(['--env-file', path], { LOG_LEVEL: 'info' });
    expect(await main.says(/"providers":\["(\w+)"\]/)).toBe('ZEP');
  });

  test.each([
    ['does not exist', 'none.env'],
    ['is a folder', '.'],
    ['cannot be read', 'some.env/none.env'],
  ])('that %s is an error of one line, from Node.js itself', async (_, name) => {
    const path = join(folder, name);
    const { code, output } = await outputOf('serve', '--env-file', path);
    expect(code).toBe(9);
    expect(output.split('\n')).toEqual([expect.stringContaining(path), '']);
  });

  test('with a byte order mark sets its first variable, too', async () => {
    const path = join(folder, 'bom.env');
    writeFileSync(path, '\uFEFFZEP_API_KEY=key\nPORT=0\n');
    await using main = runMain(['--env-file', path]);
    expect(await main.says(/"providers":\["(\w+)"\]/)).toBe('ZEP');
  });

  test('can be used more than once, and the last file wins', async () => {
    const [one, two] = ['one.env', 'two.env'].map((name) => join(folder, name));
    writeFileSync(String(one), 'PORT=nowhere\nDUOHUB_API_KEY=key\n');
    writeFileSync(String(two), 'PORT=0\n');
    await using main = runMain(['--env-file', String(one), `--env-file=${two}`]);
    expect(await main.says(/"providers":\["(\w+)"\]/)).toBe('DUOHUB');
  });
});

test('.env.example can be used as it is, and names every credential', () => {
  const text = readFileSync(join(root, '.env.example'), 'utf8');
  expect(parseEnv(text)).toEqual({});
  const offered = parseEnv(text.replaceAll(/^# (?=[A-Z_]+=)/gm, ''));
  const known = new Set([
    ...environmentVariables(providers),
    ...fileVariables(providers).map((name) => `${name}_FILE`),
  ]);
  expect(Object.keys(offered).filter((name) => !known.has(name))).toEqual([]);
  for (const { credentialVariable } of providers) expect(offered).toHaveProperty(credentialVariable);
});

test('an older Node gets one sentence', async () => {
  const pretend = "Object.defineProperty(process.versions, 'node', { value: '20.20.2' })";
  await using main = run(process.execPath, [
    '--import',
    `data:text/javascript,${encodeURIComponent(pretend)}`,
    'src/main.ts',
  ]);
  expect(await main.exit).toBe(1);
  expect(main.output()).toBe('session-graph needs Node 22.18 or later, this is 20.20.2\n');
});

test('on an older Node the library says so when it is imported', async () => {
  const pretend = "Object.defineProperty(process.versions, 'node', { value: '20.20.2' })";
  const load = "import('./src/index.ts').catch(({ message }) => console.log(message))";
  await using main = run(process.execPath, [
    '--import',
    `data:text/javascript,${encodeURIComponent(pretend)}`,
    '--eval',
    load,
  ]);
  expect(await main.exit).toBe(0);
  expect(main.output()).toBe('session-graph needs Node 22.18 or later, this is 20.20.2\n');
});

describe('a usage error exits with 2, starts nothing and prints no stack:', () => {
  test.each([
    [['sandbx'], "error: unknown command 'sandbx'\n(Did you mean sandbox?)"],
    [['SANDBOX'], "error: unknown command 'SANDBOX'\n(Did you mean sandbox?)"],
    [['serve', 'DOCTOR'], "got 'DOCTOR'\n(Did you mean doctor?)"],
    [['keys', 'create', '--nam', 'x'], "error: unknown option '--nam'\n(Did you mean --name?)"],
    [['nothing-like-it'], "error: unknown command 'nothing-like-it'"],
    [['serve', 'snadbox'], "error: serve takes no argument, got 'snadbox'\n(Did you mean sandbox?)"],
    [['print-schema', 'subgraph'], "got 'subgraph'\n(Did you mean --subgraph?)"],
    [['doctor', '--jsn'], "error: unknown option '--jsn'\n(Did you mean --json?)"],
    [['keys', 'crate'], "error: unknown command 'crate'\n(Did you mean create?)"],
    [['keys'], 'Usage: session-graph keys'],
    [['keys', 'create'], "error: required option '--name <name>' not specified"],
    [['--port', '4000'], "error: unknown option '--port'"],
    [['sandbox', '--prot'], "error: unknown option '--prot'"],
    [['--helpp'], "error: unknown option '--helpp'\n(Did you mean --help?)"],
  ])('%j', async (args, message) => {
    const { code, output } = await outputOf(...args);
    expect(code).toBe(2);
    expect(output).toContain(message);
    expect(output).not.toMatch(/^ +at |ready at/m);
  });
});
