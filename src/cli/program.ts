import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { Command, CommanderError } from 'commander';
import { closestMatch } from 'leven';
import { version } from '../server/version.ts';
import { fail } from './process.ts';

/** The exit code of a command that is used incorrectly. */
const usageError = 2;

const versionFlags = ['-V', '--version'];

/** @param args the arguments of the process; without a command they are those of `serve` */
export async function runCommand(args: readonly string[]): Promise<void> {
  const program = createProgram();
  try {
    await program.parseAsync(withCommand(args), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) return fail(error);
    // commander has printed the message, or the help that was asked for.
    if (error.code === 'commander.unknownCommand') suggestLowerCase(program, args);
    process.exit(error.exitCode === 0 ? 0 : usageError);
  }
}

/** commander finds no similar command for one in capitals. */
function suggestLowerCase({ commands }: Command, [first = '']: readonly string[]): void {
  const name = first.toLowerCase();
  if (name !== first && commands.some((command) => command.name() === name))
    process.stderr.write(`(Did you mean ${name}?)\n`);
}

function withCommand(args: readonly string[]): readonly string[] {
  const [first = ''] = args;
  const isOfProgram = [...versionFlags, '-h', '--help'].includes(first);
  return first === '' || (first.startsWith('-') && !isOfProgram) ? ['serve', ...args] : args;
}

function createProgram(): Command {
  const program = new Command('session-graph')
    .description('One GraphQL graph over the sessions that you keep with several vendors.')
    .version(version)
    .exitOverride();
  addCommand(program, 'serve', 'start the server for the vendors whose credentials are set (the default)')
    .option(...envFile)
    .action(async ({ envFile: files }: EnvFileOption, command: Command) => {
      readVariables(command, files);
      await (await import('./serve.ts')).serve();
    });
  addCommand(program, 'sandbox', 'start the server for stand-ins of all vendors, without any credential')
    .option(...envFile)
    .action(async ({ envFile: files }: EnvFileOption, command: Command) => {
      readVariables(command, files);
      await (await import('./sandbox.ts')).serveSandbox();
    });
  addCommand(program, 'doctor', 'check the vendors, Redis and authentication as the server would use them')
    .option(...envFile)
    .option('--json', 'print JSON instead of a table')
    .addHelpText('after', '\nExit code: 0 if nothing is wrong, 1 otherwise. Warnings do not count.')
    .action(async ({ envFile: files, json = false }: DoctorOptions, command: Command) => {
      readVariables(command, files);
      await (await import('./doctor.ts')).doctor({ json });
    });
  addCommand(program, 'print-schema', 'print the schema for clients, in SDL')
    .option('--subgraph', 'print the SDL to compose into a supergraph instead')
    .action(async ({ subgraph = false }: { subgraph?: boolean }) =>
      (await import('./print-schema.ts')).printSchemaOf({ subgraph }),
    );
  addKeysCommand(program);
  return program;
}

function addKeysCommand(program: Command): void {
  const keys = program.command('keys').description('manage the API keys of callers').version(version);
  addCommand(keys, 'create', 'create an API key, and print it with its entry for AUTH_API_KEYS_FILE')
    // Not a required option: commander would miss it before it sees that another one is misspelt.
    .option('--name <name>', 'whose key it is (required)')
    .option(
      '--scopes <scopes>',
      'scopes, separated by commas. Without, the key has AUTH_DEFAULT_SCOPES of the server, which is empty by default',
    )
    .option('--tenant <tenant>', "the tenant whose vendors' credentials it uses")
    .option('--file <path>', 'add the entry to this file, and create the file if it does not exist')
    .action(async ({ name, ...options }: { name?: string }, command: Command) => {
      if (name === undefined) command.error("error: required option '--name <name>' not specified");
      else (await import('./keys.ts')).createKey({ name, ...options });
    });
}

const envFile: readonly [string, string, (path: string, before?: readonly string[]) => readonly string[]] = [
  '--env-file <path>',
  'read variables from a file; those that are set take precedence. Can be used more than once, and the last file wins',
  (path, before = []) => [...before, path],
];

interface EnvFileOption {
  readonly envFile?: readonly string[];
}

interface DoctorOptions extends EnvFileOption {
  readonly json?: boolean;
}

/** Adds a command without arguments. */
function addCommand(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .version(version)
    .allowExcessArguments()
    .hook('preAction', (_, command) => refuseArguments(command));
}

function refuseArguments(command: Command): void {
  const [stray] = command.args;
  if (stray === undefined) return;
  const words = [
    ...(command.parent?.commands ?? []).map((sibling) => sibling.name()),
    ...command.options.map(({ long }) => long ?? ''),
  ];
  const similar = closestMatch(stray.toLowerCase(), words, { maxDistance: Math.floor(stray.length / 2) });
  const hint = similar === undefined ? '' : `\n(Did you mean ${similar}?)`;
  command.error(`error: ${command.name()} takes no argument, got '${stray}'${hint}`);
}

function readVariables(command: Command, paths: readonly string[] = []): void {
  const set = { ...process.env };
  for (const path of paths) Object.assign(process.env, variablesIn(command, path), set);
}

/** Node.js looks at this option too, and ends the process for a file that it cannot read. */
function variablesIn(command: Command, path: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    return command.error(`error: the file of --env-file cannot be read: ${path}`);
  }
}
