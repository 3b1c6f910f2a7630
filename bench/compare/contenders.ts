import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { idsOf, type Kind } from './lanes.ts';

/** A server under test, in a process of its own. */
export interface Contender {
  readonly name: string;
  readonly pid: number;
  /** The HTTP request of the operation with this number. */
  request(kind: Kind, number: number): { readonly path: string; readonly body: string };
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));

/** Ends with this process, however it ends. */
const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

interface Process {
  readonly child: ChildProcess;
  readonly match: string;
}

async function start(
  args: readonly string[],
  pattern: RegExp,
  { cwd = root, env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Process> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const exit = once(child, 'exit');
  for (;;) {
    const [, match] = pattern.exec(output) ?? [];
    if (match !== undefined) return { child, match };
    const ended = await Promise.race([exit, once(child.stdout, 'data'), once(child.stderr, 'data')]);
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended (${String(ended)}): ${output}`);
  }
}

async function stop({ child }: Process): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
  children.delete(child);
}

export interface Vendors {
  readonly url: string;
  /** The calls so far. */
  calls(): Promise<number>;
  stop(): Promise<void>;
}

export async function startVendors(latencyMs: number): Promise<Vendors> {
  const running = await start([`${here}vendors.ts`], /vendors at (\S+)/, {
    env: { LATENCY_MS: String(latencyMs) },
  });
  const url = running.match;
  return {
    url,
    calls: async () => Number(await (await fetch(`${url}/calls`)).text()),
    stop: () => stop(running),
  };
}

const ourQueries: Record<Kind, string> = {
  one: 'query ($id: String!) { zepSession(externalId: $id) { externalId createdAt updatedAt userId metadata { key value } facts } }',
  many: `query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { externalId createdAt updatedAt provider
    ... on ZepSession { userId } ... on DuohubSession { status } ... on OpenCXSession { ticketNumber } } }`,
  list: 'query ($id: String!) { chatwizeChatbot(externalId: $id) { sessions(first: 1000) { nodes { externalId createdAt updatedAt lead } } } }',
};

const nodeId = (type: string, externalId: string): string =>
  Buffer.from(`${type}:${externalId}`).toString('base64url');

function ourRequest(kind: Kind, number: number) {
  const { zep, duohub, opencx, chatbot } = idsOf(kind, number);
  const ids = [
    ...zep.map((id) => nodeId('ZepSession', id)),
    ...duohub.map((id) => nodeId('DuohubSession', id)),
    ...opencx.map((id) => nodeId('OpenCXSession', id)),
  ];
  const variables = { one: { id: zep[0] }, many: { ids }, list: { id: chatbot } }[kind];
  return { path: '/graphql', body: JSON.stringify({ query: ourQueries[kind], variables }) };
}

export interface OwnOptions {
  readonly name: string;
  readonly isCached: boolean;
  /** Settings besides the defaults. */
  readonly environment?: Record<string, string>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** session-graph as it is built, with every default but the quota that OpenCX documents. */
export async function startOwn(vendorsUrl: string, options: OwnOptions): Promise<Contender> {
  const env = {
    PORT: '0',
    LOG_LEVEL: 'warn',
    CACHE: options.isCached ? 'on' : 'off',
    CHATWIZE_CACHE_LIST_MS: '600000',
    ZEP_CACHE_OPEN_MS: '600000',
    OPENCX_CACHE_OPEN_MS: '600000',
    OPENCX_QUOTA: '0',
    ...Object.fromEntries(
      (['ZEP_API_KEY', 'DUOHUB_API_KEY', 'OPENCX_API_KEY', 'CHATWIZE_API_TOKEN'] as const).map((name) => [
        name,
        'key',
      ]),
    ),
    ...Object.fromEntries(
      ['ZEP', 'DUOHUB', 'OPENCX', 'CHATWIZE'].map((id) => [
        `${id}_BASE_URL`,
        `${vendorsUrl}/${id.toLowerCase()}`,
      ]),
    ),
    ...options.environment,
  };
  // The line that says where it is ready is not a warning, so the port is chosen here.
  const port = await freePort();
  const running = await startWhenListening([`${root}dist/main.js`, 'serve'], port, {
    ...env,
    PORT: String(port),
  });
  return {
    name: options.name,
    pid: running.child.pid ?? 0,
    url: `http://127.0.0.1:${port}`,
    request: ourRequest,
    ...(options.headers && { headers: options.headers }),
    stop: () => stop(running),
  };
}

const hiveIds = (kind: Kind, number: number): string[] => {
  const { zep, duohub, opencx } = idsOf(kind, number);
  return [...zep, ...duohub, ...opencx];
};

const hiveFields = [
  'zepSession(id: $i) { session_id created_at updated_at user_id }',
  'duohubSession(id: $i) { data { id createdAt updatedAt endedAt } }',
  'opencxSession(id: $i) { id created_at updated_at ticket_number }',
];
const hiveMany = Array.from(
  { length: 99 },
  (_, place) => `s${place}: ${(hiveFields[Math.floor(place / 33)] ?? '').replace('$i', `$i${place}`)}`,
);
const hiveQueries: Record<Kind, string> = {
  one: 'query ($i0: String!) { zepSession(id: $i0) { session_id created_at updated_at user_id metadata facts } }',
  many: `query (${hiveMany.map((_, place) => `$i${place}: String!`).join(' ')}) { ${hiveMany.join(' ')} }`,
  list: 'query ($id: String!) { chatbotSessions(id: $id) { uuid created_at modified_at meta } }',
};

function hiveRequest(kind: Kind, number: number) {
  const variables =
    kind === 'list'
      ? { id: idsOf(kind, number).chatbot }
      : Object.fromEntries(hiveIds(kind, number).map((id, place) => [`i${place}`, id]));
  return { path: '/graphql', body: JSON.stringify({ query: hiveQueries[kind], variables }) };
}

/** Hive Gateway with the vendors as OpenAPI sources, as its documentation sets it up. */
export async function startHive(vendorsUrl: string): Promise<Contender> {
  const bin = fileURLToPath(new URL('../node_modules/', import.meta.url));
  const cwd = `${here}hive`;
  const composed = spawnSync(
    process.execPath,
    [`${bin}@graphql-mesh/compose-cli/esm/bin.js`, '-c', 'mesh.config.ts', '-o', 'supergraph.graphql'],
    { cwd, env: { ...process.env, VENDORS_URL: vendorsUrl } },
  );
  if (composed.status !== 0) throw new Error(String(composed.stderr) + String(composed.stdout));
  const port = await freePort();
  const args = [
    `${bin}@graphql-hive/gateway/dist/bin.js`,
    'supergraph',
    './supergraph.graphql',
    '--port',
    String(port),
    '--host',
    '127.0.0.1',
    '--fork',
    '1',
  ];
  const running = await startWhenListening(args, port, { LOG_LEVEL: 'warn' }, cwd);
  return {
    name: 'Hive Gateway',
    pid: running.child.pid ?? 0,
    url: `http://127.0.0.1:${port}`,
    request: hiveRequest,
    stop: () => stop(running),
  };
}

/** A plain server that makes the same calls with got. */
export async function startBare(vendorsUrl: string): Promise<Contender> {
  const running = await start([`${here}bare.ts`, vendorsUrl], /ready at (\S+)/);
  return {
    name: 'bare got',
    pid: running.child.pid ?? 0,
    url: running.match,
    request: (kind, number) => ({
      path: kind === 'list' ? '/list' : '/',
      body: JSON.stringify(idsOf(kind, number)),
    }),
    stop: () => stop(running),
  };
}

async function startWhenListening(
  args: readonly string[],
  port: number,
  env: Record<string, string>,
  cwd = root,
): Promise<Process> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.add(child);
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}/graphql?query=%7B__typename%7D`).catch(
      () => undefined,
    );
    if (response) return { child, match: '' };
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended with ${child.exitCode}.`);
    await new Promise((later) => setTimeout(later, 100));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
