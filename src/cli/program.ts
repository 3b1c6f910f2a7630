import { Command, CommanderError } from 'commander';
import { closestMatch } from 'leven';
import { version } from '../server/version.ts';
import { fail } from './process.ts';

/** The exit code of a command that is used incorrectly. */
const usageError = 2;

const versionFlags = ['-V', '--version'];

/** @param args the arguments of the process; without a command they are those of `serve` */
export async function runCommand(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(withCommand(args), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) return fail(error);
    // commander has printed the message, or the help that was asked for.
    process.exit(error.exitCode === 0 ? 0 : usageError);
  }
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
    .helpCommand(false)
    .exitOverride();
  addCommand(program, 'serve', 'start the server for the vendors whose credentials are set (the default)')
    .option(...envFile)
    .action(async ({ envFile: file }: EnvFileOption, command: Command) => {
      loadEnvFile(command, file);
      await (await import('./serve.ts')).serve();
    });
  addCommand(program, 'sandbox', 'start the server for stand-ins of all vendors, without any credential')
    .option(...envFile)
    .action(async ({ envFile: file }: EnvFileOption, command: Command) => {
      loadEnvFile(command, file);
      await (await import('./sandbox.ts')).serveSandbox();
    });
  addCommand(program, 'doctor', 'check the vendors, Redis and authentication as the server would use them')
    .option(...envFile)
    .option('--json', 'print JSON instead of a table')
    .addHelpText('after', '\nExit code: 0 if nothing is wrong, 1 otherwise. Warnings do not count.')
    .action(async ({ envFile: file, json = false }: DoctorOptions, command: Command) => {
      loadEnvFile(command, file);
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
    .requiredOption('--name <name>', 'whose key it is')
    .option('--scopes <scopes>', 'scopes, separated by commas. Default: AUTH_DEFAULT_SCOPES')
    .option('--tenant <tenant>', "the tenant whose vendors' credentials it uses")
    .option('--file <path>', 'add the entry to this file, and create the file if it does not exist')
    .action(async (options: { name: string }) => (await import('./keys.ts')).createKey(options));
}

const envFile = [
  '--env-file <path>',
  'read variables from a file; those that are set take precedence',
] as const;

interface EnvFileOption {
  readonly envFile?: string;
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
  const similar = closestMatch(stray, words, { maxDistance: Math.floor(stray.length / 2) });
  const hint = similar === undefined ? '' : `\n(Did you mean ${similar}?)`;
  command.error(`error: ${command.name()} takes no argument, got '${stray}'${hint}`);
}

function loadEnvFile(command: Command, path: string | undefined): void {
  if (path === undefined) return;
  try {
    process.loadEnvFile(path);
  } catch {
    command.error(`error: the file of --env-file cannot be read: ${path}`);
  }
}
