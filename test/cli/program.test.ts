import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { root, runMain } from '../helpers/process.ts';

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
  expect(output.match(/^ {2}(serve|sandbox) /gm)).toHaveLength(2);
});

test.each(['serve', 'sandbox'])('%s --help describes the command without running it', async (command) => {
  const { code, output } = await outputOf(command, '--help');
  expect(code).toBe(0);
  expect(output).toContain(`Usage: session-graph ${command} [options]`);
});

test('--version prints the version of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(await outputOf('--version')).toEqual({ code: 0, output: `${version}\n` });
});

describe('a usage error exits with 2, starts nothing and prints no stack:', () => {
  test.each([
    [['sandbx'], "error: unknown command 'sandbx'\n(Did you mean sandbox?)"],
    [['nothing-like-it'], "error: unknown command 'nothing-like-it'"],
    [['serve', 'stray'], "error: too many arguments for 'serve'. Expected 0 arguments but got 1"],
    [['sandbox', '--prot'], "error: unknown option '--prot'"],
    [['--helpp'], "error: unknown option '--helpp'\n(Did you mean --help?)"],
  ])('%j', async (args, message) => {
    const { code, output } = await outputOf(...args);
    expect(code).toBe(2);
    expect(output).toContain(message);
    expect(output).not.toMatch(/^ +at |ready at/m);
  });
});
