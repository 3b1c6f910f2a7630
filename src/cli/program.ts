import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { fail } from './process.ts';

/** The exit code of a command that is used incorrectly. */
const usageError = 2;

/** @param args the arguments of the process; none means `serve` */
export async function runCommand(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(args.length === 0 ? ['serve'] : args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) return fail(error);
    // commander has printed the message, or the help that was asked for.
    process.exit(error.exitCode === 0 ? 0 : usageError);
  }
}

function createProgram(): Command {
  const program = new Command('session-graph')
    .description('One GraphQL graph over the sessions that you keep with several vendors.')
    .version(readVersion())
    .helpCommand(false)
    .exitOverride();
  program
    .command('serve')
    .description('start the server for the vendors whose credentials are in the environment (the default)')
    .action(async () => (await import('./serve.ts')).serve());
  program
    .command('sandbox')
    .description('start the server for stand-ins of all vendors, without any credential')
    .action(async () => (await import('./sandbox.ts')).serveSandbox());
  return program;
}

function readVersion(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}
