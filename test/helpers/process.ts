import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Running extends AsyncDisposable {
  readonly pid: number;
  /** All that it wrote so far, to either stream. */
  readonly output: () => string;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** To it and to all that it started, as a terminal does. */
  readonly signalGroup: (signal: NodeJS.Signals) => void;
  /** @returns the first group of the pattern, as soon as the output matches it */
  readonly says: (pattern: RegExp) => Promise<string>;
  /** The exit code, or the signal that ended it. */
  readonly exit: Promise<number | NodeJS.Signals>;
}

/** A process with nothing in its environment but what is given. */
export function run(
  command: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Running {
  const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...environment };
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  // Not 'exit': the last output can come after it.
  const exit = once(child, 'close').then(([code, signal]) => code ?? signal);

  async function says(pattern: RegExp): Promise<string> {
    for (;;) {
      const match = pattern.exec(output);
      if (match) return match[1] ?? '';
      const ended = await Promise.race([exit, once(child.stdout, 'data').then(() => undefined)]);
      if (ended !== undefined && !pattern.test(output)) throw new Error(`It ended (${ended}): ${output}`);
    }
  }
  return {
    pid: child.pid as number,
    output: () => output,
    signal: (signal) => void child.kill(signal),
    signalGroup: (signal) => void process.kill(-(child.pid as number), signal),
    says,
    exit,
    [Symbol.asyncDispose]: async () => {
      // Of a group that is gone there is nobody to kill.
      if (child.exitCode === null && child.signalCode === null)
        process.kill(-(child.pid as number), 'SIGKILL');
      await exit;
    },
  };
}

/** Runs a script to its end, and returns what it wrote. */
export async function sh(
  script: string,
  cwd: string,
  environment: Record<string, string> = {},
): Promise<string> {
  await using child = run('sh', ['-c', `cd '${cwd}' && ${script}`], environment);
  if ((await child.exit) !== 0) throw new Error(child.output());
  return child.output();
}

/** The server from its sources; what `npm start` and `npm run sandbox` start is the same, compiled. */
export function runMain(args: readonly string[], environment: Record<string, string> = {}): Running {
  return run(process.execPath, ['src/main.ts', ...args], environment);
}

export interface Sandboxed extends AsyncDisposable {
  readonly process: Running;
  readonly url: string;
  readonly sandboxUrl: string;
}

export async function runSandbox(environment: Record<string, string> = {}): Promise<Sandboxed> {
  const main = runMain(['sandbox'], { PORT: '0', SANDBOX_PORT: '0', ...environment });
  // The line that describes the sandbox ends with the chatbot.
  await main.says(/^A Chatwize chatbot.*\n\S+\n/m);
  return {
    process: main,
    url: await main.says(/^GraphQL +(http.*)\/graphql$/m),
    sandboxUrl: await main.says(/^Stand-ins +(http.*)$/m),
    [Symbol.asyncDispose]: () => main[Symbol.asyncDispose]() as Promise<void>,
  };
}
