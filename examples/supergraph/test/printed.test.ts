import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createProject, printedFiles, type Project } from '../../printed.ts';
import { startSessionGraph } from '../../session-graph.ts';

/*
 * The programs of docs/federation.md run as they are printed. Only addresses and ports are replaced.
 */

const document = 'docs/federation.md';
const root = new URL('../../../', import.meta.url);
const files = printedFiles(document);
const gateway = files['gateway.mjs'] ?? '';
const key = 'the-key-of-a-router-with-32-bytes';

/** `gateway.mjs` with the other `supergraphSdl`, as the document says. */
function composingGateway(): string {
  const text = readFileSync(new URL(document, root), 'utf8');
  const [, property = ''] = text.match(/^```js\n(supergraphSdl: new [^]*?)^```$/m) ?? [];
  return gateway
    .replace(/^ *supergraphSdl: .*\n/m, property)
    .replace('import { ApolloGateway,', 'import { ApolloGateway, IntrospectAndCompose,');
}

const servers = {
  'without keys': {},
  'with keys': { AUTH_API_KEYS_FILE: 'keys.json' },
  'with keys and INTROSPECTION=off': { AUTH_API_KEYS_FILE: 'keys.json', INTROSPECTION: 'off' },
};

for (const [name, environment] of Object.entries(servers)) {
  describe(`${document} as printed, for a server ${name}`, () => {
    it('composes in a build step', async () => {
      await using subgraphs = await startSubgraphs(environment);
      const { project } = subgraphs;
      project.write('sessions.graphql', readFileSync(new URL('published/subgraph.graphql', root), 'utf8'));
      project.write('compose.mjs', subgraphs.withAddresses(files['compose.mjs'] ?? ''));
      await project.runs('compose.mjs');
      await subgraphs.answersThrough(gateway);
    });

    it('composes when the gateway starts', async () => {
      await using subgraphs = await startSubgraphs(environment);
      await subgraphs.answersThrough(composingGateway());
    });
  });
}

interface Subgraphs extends AsyncDisposable {
  readonly project: Project;
  withAddresses(text: string): string;
  answersThrough(program: string): Promise<void>;
}

async function startSubgraphs(environment: Record<string, string>): Promise<Subgraphs> {
  await using stack = new AsyncDisposableStack();
  const project = stack.use(createProject('supergraph'));
  const sha256 = createHash('sha256').update(key).digest('hex');
  const keys = [{ name: 'router', sha256, scopes: ['sessions:zep', 'schema'] }];
  const keysFile = project.write('keys.json', JSON.stringify({ keys }));
  const hasKeys = 'AUTH_API_KEYS_FILE' in environment;
  const sessions = await startSessionGraph({
    ...environment,
    ...(hasKeys && { AUTH_API_KEYS_FILE: keysFile }),
  });
  stack.defer(() => sessions.stop());
  project.write('tickets.graphql', files['tickets.graphql'] ?? '');
  project.write('tickets.mjs', (files['tickets.mjs'] ?? '').replace('port: 4001', 'port: 0'));
  const tickets = await project.serves('tickets.mjs');
  const running = stack.move();
  const withAddresses = (text: string): string =>
    text
      .replaceAll('http://127.0.0.1:4000/graphql', sessions.url)
      .replaceAll('http://127.0.0.1:4001/', tickets);
  return {
    project,
    withAddresses,
    async answersThrough(program) {
      project.write('gateway.mjs', withAddresses(program).replace('port: 4100', 'port: 0'));
      const url = await project.serves('gateway.mjs', hasKeys ? { SESSION_GRAPH_KEY: key } : {});
      await answers(url);
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function answers(url: string): Promise<void> {
  const query = '{ tickets { id session { status tickets { id } ... on ZepSession { sessionId } } } }';
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const session = { status: 'OPEN', tickets: [{ id: '1' }], sessionId: 'support-aylin-2026-03' };
  assert.deepEqual(await response.json(), { data: { tickets: [{ id: '1', session }] } });
}
