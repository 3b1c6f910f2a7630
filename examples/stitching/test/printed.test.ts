import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { it } from 'node:test';
import { createProject, printedFiles } from '../../printed.ts';
import { startSessionGraph, type SessionGraph } from '../../session-graph.ts';

/*
 * The programs of docs/stitching.md run as they are printed. Only addresses, ports and the vendor are replaced.
 */

const document = 'docs/stitching.md';
const files = printedFiles(document);
const key = 'the-key-of-a-gateway-with-32-bytes';

it(`gateway.mjs of ${document} reads from a server without keys`, async () => {
  await using server = await start();
  await answers('gateway.mjs', server);
});

const introspection = {
  'with keys': 'on',
  'with keys and INTROSPECTION=off': 'off',
};

for (const [name, INTROSPECTION] of Object.entries(introspection)) {
  it(`gateway.mjs of ${document} reads from a server ${name}`, async () => {
    using folder = createProject('stitching');
    const sha256 = createHash('sha256').update(key).digest('hex');
    const keys = [{ name: 'gateway', sha256, scopes: ['sessions:zep', 'schema'] }];
    const AUTH_API_KEYS_FILE = folder.write('keys.json', JSON.stringify({ keys }));
    await using server = await start({ AUTH_API_KEYS_FILE, INTROSPECTION });
    await answers('gateway.mjs', server, { SESSION_GRAPH_KEY: key });
  });
}

it(`in-process.mjs of ${document} calls the vendor itself`, async () => {
  await using server = await start();
  await answers('in-process.mjs', server, { ZEP_API_KEY: 'sandbox-key' });
});

type Server = SessionGraph & AsyncDisposable;

async function start(environment?: Record<string, string>): Promise<Server> {
  const server = await startSessionGraph(environment);
  return { ...server, [Symbol.asyncDispose]: () => server.stop() };
}

async function answers(
  program: string,
  { url, standIns }: Server,
  environment?: Record<string, string>,
): Promise<void> {
  using project = createProject('stitching');
  for (const [name, text] of Object.entries(files)) {
    const own = text
      .replace('http://127.0.0.1:4000/graphql', url)
      .replace('credential: ', `baseUrl: '${standIns}/zep/api/v2', credential: `)
      .replace('listen(4200', 'listen(0');
    project.write(name, own);
  }
  const gateway = await project.serves(program, environment);
  const query =
    '{ tickets { session { status ... on ZepSession { sessionId } } } zepSession(externalId: "support-aylin-2026-03") { tickets { id } } }';
  const response = await fetch(gateway, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  assert.deepEqual(await response.json(), {
    data: {
      tickets: [{ session: { status: 'OPEN', sessionId: 'support-aylin-2026-03' } }],
      zepSession: { tickets: [{ id: '1' }] },
    },
  });
}
