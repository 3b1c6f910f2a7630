import { pino } from 'pino';
import { startServer, type Server } from '../../src/server/server.ts';
import { loadConfig } from '../../src/server/config.ts';
import type { SessionProvider } from '../../src/model/generated.ts';
import { providers } from '../../src/providers/index.ts';
import { post, query, type GraphqlAnswer } from '../helpers/graphql-server.ts';
import { runMain, type Running } from '../helpers/process.ts';

export type Addresses = Readonly<Partial<Record<SessionProvider, { readonly url: string }>>>;

type Environment = Readonly<Record<string, string>>;

/** The environment of a server that has these vendors. */
export function environmentFor(vendors: Addresses, environment: Environment = {}): Record<string, string> {
  const own = providers.flatMap(({ id, credentialVariable }) => {
    const url = vendors[id]?.url;
    return url === undefined
      ? []
      : [
          [credentialVariable, 'sandbox-key'],
          [`${id}_BASE_URL`, url],
          // What was read stays fresh for as long as a test may take.
          [`${id}_CACHE_OPEN_MS`, '3600000'],
        ];
  });
  return { PORT: '0', GRAPHIQL: 'off', ...Object.fromEntries(own), ...environment };
}

export interface Replica extends AsyncDisposable {
  readonly url: string;
  readonly app: Server;
  /** What was logged, a line an entry. */
  readonly log: readonly string[];
}

/** The server in this process. */
export async function startReplica(vendors: Addresses, environment: Environment = {}): Promise<Replica> {
  const log: string[] = [];
  const logger = pino({ level: 'trace', base: null }, { write: (line: string) => void log.push(line) });
  const config = loadConfig(environmentFor(vendors, environment), providers);
  const app = await startServer(config, { logger });
  return { url: app.url, app, log, [Symbol.asyncDispose]: () => app.stop() };
}

export interface ReplicaProcess extends AsyncDisposable {
  readonly url: string;
  readonly process: Running;
}

/** The server in a process of its own. */
export async function runReplica(vendors: Addresses, environment: Environment = {}): Promise<ReplicaProcess> {
  const main = runMain([], environmentFor(vendors, environment));
  const url = await main.says(/ready at (http.*)\/graphql/);
  return { url, process: main, [Symbol.asyncDispose]: () => main[Symbol.asyncDispose]() as Promise<void> };
}

/** Reads the session with one id from every provider but these. */
export function oneOfEachBut(...left: readonly SessionProvider[]): string {
  const fields = providers
    .filter(({ id }) => !left.includes(id))
    .map(({ sessionField }) => `${sessionField}(externalId: $id) { externalId }`);
  return `query ($id: String!) { ${fields.join(' ')} }`;
}

export const oneOfEach = oneOfEachBut();

/** The data of `oneOfEach` when every vendor answers. */
export function dataOfEach(externalId: string): Record<string, unknown> {
  return Object.fromEntries(providers.map(({ sessionField }) => [sessionField, { externalId }]));
}

export const zepSession =
  'query ($id: String!) { zepSession(externalId: $id) { externalId fetchedAt stale } }';

export interface ZepData {
  readonly zepSession: { readonly externalId: string; readonly stale: boolean } | null;
}

export function readZep(
  url: string,
  id: string,
  headers: Record<string, string> = {},
): Promise<GraphqlAnswer<ZepData>> {
  return query<ZepData>(url, zepSession, { id }, headers);
}

/** With this setting `from` tells where a request comes from. */
export const behindProxy = { TRUSTED_PROXIES: '127.0.0.0/8', AUTH_ANONYMOUS: 'on' };

/** The headers of a request from an address of its own. */
export function from(number: number): Record<string, string> {
  return { 'x-forwarded-for': `192.0.2.${number}` };
}

/** The answer with its headers. */
export async function ask(
  url: string,
  document: string,
  variables: object = {},
  headers: Record<string, string> = {},
): Promise<{
  readonly body: GraphqlAnswer<Record<string, unknown>> & { extensions?: unknown };
  readonly headers: Headers;
}> {
  const response = await post(url, JSON.stringify({ query: document, variables }), { headers });
  return {
    body: (await response.json()) as GraphqlAnswer<Record<string, unknown>>,
    headers: response.headers,
  };
}

export async function readiness(url: string): Promise<unknown> {
  return (await fetch(`${url}/readyz`)).json();
}
