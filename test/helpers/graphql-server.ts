import { once } from 'node:events';
import { connect } from 'node:net';
import { pino } from 'pino';
import { startServer as start, type Server } from '../../src/server/server.ts';
import { loadConfig, type Config } from '../../src/server/config.ts';
import { providers } from '../../src/providers/index.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { sandboxEnvironment, sandboxExamples, useSandbox } from '../../src/cli/sandbox-mode.ts';

export interface ServerOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether GraphiQL has the examples of the sandbox. Default: true. */
  readonly hasExamples?: boolean;
  /** Changes the configuration after the sandbox's addresses are in it. */
  readonly configure?: (config: Config) => Config;
}

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly app: Server;
  readonly sandbox: Sandbox;
  /** What was logged, a line an entry. */
  readonly log: readonly string[];
}

/** The real server on the real sandbox, each on a free port. */
export async function startServer({
  environment = {},
  configure = same,
  hasExamples = true,
}: ServerOptions = {}): Promise<TestServer> {
  const sandbox = await startSandbox({ port: 0 });
  const log: string[] = [];
  const logger = pino({ level: 'trace', base: null }, { write: (line: string) => void log.push(line) });
  const all = { ...sandboxEnvironment(), PORT: '0', ...environment };
  const config = configure(useSandbox(loadConfig(all, providers), sandbox));
  const app = await start(config, {
    logger,
    examples: hasExamples ? sandboxExamples(sandbox) : [],
  }).catch(async (error: unknown) => {
    await sandbox.close();
    throw error;
  });
  return {
    url: app.url,
    app,
    sandbox,
    log,
    [Symbol.asyncDispose]: async () => {
      await app.stop();
      await sandbox.close();
    },
  };
}

const same = (config: Config): Config => config;

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly [key: string]: unknown };
}

export interface GraphqlAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphqlError[];
}

export function post(url: string, body: string, init: RequestInit = {}): Promise<Response> {
  const headers = { 'content-type': 'application/json', ...(init.headers as Record<string, string>) };
  return fetch(`${url}/graphql`, { method: 'POST', body, ...init, headers });
}

// The caller says what it expects of the answer, and asserts it.
export async function query<Data = Record<string, unknown>>(
  url: string,
  document: string,
  variables: object = {},
  headers: Record<string, string> = {},
): Promise<GraphqlAnswer<Data>> {
  const response = await post(url, JSON.stringify({ query: document, variables }), { headers });
  return (await response.json()) as GraphqlAnswer<Data>;
}

/** Each error as `path: code`. */
export function codes({ errors = [] }: GraphqlAnswer<unknown>): string[] {
  return errors.map(({ path = [], extensions }) => `${path.join('.')}: ${extensions.code}`);
}

export interface RawConnection {
  write(bytes: string): void;
  /** All that the server sent until the connection closed. */
  readonly answer: Promise<string>;
}

/** A connection on which the bytes of a request are sent as they are. */
export async function openRaw(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (chunk) => (answer += String(chunk)));
  const closed = new Promise<string>((resolve, reject) => {
    socket.on('error', reject).on('close', () => resolve(answer));
  });
  await once(socket, 'connect');
  return { write: (bytes) => void socket.write(bytes), answer: closed };
}
