import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

export interface SessionGraph {
  /** The GraphQL endpoint. */
  readonly url: string;
  /** The base URL of the vendors' stand-ins. */
  readonly standIns: string;
  /** The number of calls that each vendor has received. Vendors without a call are left out. */
  calls(): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

/** Starts the session graph in its own process, in sandbox mode. */
export async function startSessionGraph(environment: Record<string, string> = {}): Promise<SessionGraph> {
  const child = spawn(process.execPath, [main, 'sandbox'], {
    env: { ...process.env, PORT: '0', SANDBOX_PORT: '0', LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const printed = await Promise.race([firstWords(child.stdout), ended.then(() => '')]);
  const [url, standIns] = ['GraphQL', 'Stand-ins'].map((name) => printed.match(`${name} +(\\S+)`)?.[1]);
  if (!url || !standIns)
    throw new Error('The session graph did not start. Run `npm run build` in the repository root first.');
  return {
    url,
    standIns,
    calls: () => callsTo(standIns),
    async stop() {
      child.kill();
      await ended;
    },
  };
}

async function firstWords(output: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of output) {
    text += chunk.toString();
    if (/^Faults /m.test(text)) break;
  }
  return text;
}

async function callsTo(standIns: string): Promise<Record<string, number>> {
  const response = await fetch(`${standIns}/control/calls`);
  const counts = (await response.json()) as Record<string, { total: number }>;
  const called = Object.entries(counts).filter(([, { total }]) => total > 0);
  return Object.fromEntries(called.map(([vendor, { total }]) => [vendor, total]));
}
