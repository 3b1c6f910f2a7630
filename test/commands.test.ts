import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { commands, read } from './helpers/documents.ts';
import { query } from './helpers/graphql-server.ts';
import { root, run, runSandbox, type Running, type Sandboxed } from './helpers/process.ts';

/*
 * Every command in the documents runs as printed in a fresh clone. Placeholders and addresses are replaced, and ports are free ones.
 */

const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
const clone = join(folder, 'clone');
/** Where the package is installed. */
const consumer = join(folder, 'consumer');

/** What this machine has, without what the project installs. */
const path = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((entry) => !entry.includes('node_modules'))
  .join(delimiter);
/** `npm ci` installs a Node.js for npm's scripts, not for commands that a person types. */
const pathWithNode = [join(consumer, 'node_modules/.bin'), dirname(process.execPath), path].join(delimiter);

let vendors: Sandboxed;
const vendorsUrl = (): string => `${vendors.sandboxUrl}/zep/api/v2`;

beforeAll(async () => {
  vendors = await runSandbox();
  // Also what is not committed yet, so that a change can be tested before.
  await using listing = run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  await listing.exit;
  const files = listing
    .output()
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(root, file)));
  for (const file of files) cpSync(join(root, file), join(clone, file));
  mkdirSync(consumer);
  for (const place of [clone, consumer]) {
    writeFileSync(join(place, '.env'), `ZEP_API_KEY=sandbox-key\nZEP_BASE_URL=${vendorsUrl()}\n`);
  }
});
afterAll(async () => {
  await vendors[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

function start(command: string, variables: Record<string, string> = {}): Running {
  const isInstalled = /^(npx|session-graph) /.test(command);
  const environment = {
    // npm finds its registry by this machine's variables.
    ...(process.env as Record<string, string>),
    PORT: '0',
    SANDBOX_PORT: '0',
    LOG_LEVEL: 'info',
    ZEP_BASE_URL: vendorsUrl(),
    PATH: isInstalled || command.startsWith('node ') ? pathWithNode : path,
    ...variables,
  };
  return run('sh', ['-c', `cd '${isInstalled ? consumer : clone}' && ${command}`], environment);
}

/** @returns what the command printed */
async function finishes(command: string, variables?: Record<string, string>): Promise<string> {
  await using running = start(command, variables);
  const code = await running.exit;
  if (code !== 0) throw new Error(`${command} exited with ${code}: ${running.output()}`);
  return running.output();
}

async function answersAt(url: string): Promise<void> {
  const answer = await query(url, '{ zepSession(externalId: "support-aylin-2026-03") { provider } }');
  expect(answer).toEqual({ data: { zepSession: { provider: 'ZEP' } } });
}

async function startsSandbox(command: string): Promise<void> {
  await using sandbox = start(command);
  await answersAt(await sandbox.says(/^GraphQL +(http.*)\/graphql$/m));
}

async function startsServer(command: string, variables?: Record<string, string>): Promise<void> {
  await using server = start(command, variables);
  await answersAt(await server.says(/"url":"(http[^"]+)"/));
}

const key = { ZEP_API_KEY: 'sandbox-key' };
const serves = (command: string): Promise<void> => startsServer(command, key);

async function acceptsCredential(command: string): Promise<void> {
  expect(await finishes(command, key)).toMatch(/^ZEP +credential +ok /m);
}

async function createsKey(command: string): Promise<void> {
  expect(await finishes(command)).toContain('"name":"console"');
}

/** The file that it generates is the committed one. */
const generates =
  (file: string) =>
  async (command: string): Promise<void> => {
    appendFileSync(join(clone, file), '\n\n');
    await finishes(command);
    expect(readFileSync(join(clone, file), 'utf8')).toBe(read(file));
  };

async function packs(command: string): Promise<void> {
  const [file = ''] = /^session-graph-.+\.tgz$/m.exec(await finishes(command)) ?? [];
  await finishes(`npm install --prefer-offline --prefix '${consumer}' '${join(clone, file)}'`);
}

const prints =
  (file: string) =>
  async (command: string): Promise<void> => {
    expect(await finishes(command)).toBe(read(file));
  };

async function printsToFile(command: string): Promise<void> {
  await finishes(command);
  expect(readFileSync(join(consumer, 'sessions.graphql'), 'utf8')).toBe(read('published/subgraph.graphql'));
}

async function controlsFaults(command: string): Promise<void> {
  await finishes(command.replace('http://127.0.0.1:4010', vendors.sandboxUrl));
  if (command.includes('DELETE')) await answersAt(vendors.url);
  else await expect(answersAt(vendors.url)).rejects.toThrow('UPSTREAM_UNAVAILABLE');
}

async function purges(command: string): Promise<void> {
  const token = { OPERATOR_TOKEN: 'the-operator-token-of-a-test' };
  await using server = start('npm start', { ...key, ...token });
  const url = await server.says(/"url":"(http[^"]+)"/);
  const status = await finishes(`${command.replace('https://…', url)} -s -w '%{http_code}'`, token);
  expect(status).toBe('204');
}

/** In the order in which they are run: the first installs the clone, `npm pack` the package. */
const checks: Record<string, (command: string) => Promise<unknown>> = {
  'npm ci': finishes,
  'npm run build': finishes,
  'npm run sandbox': startsSandbox,
  'node dist/main.js sandbox': startsSandbox,
  'ZEP_API_KEY=… npm start': (command) => startsServer(command.replace('…', 'sandbox-key')),
  'npm start': serves,
  'npm start -- --env-file .env': startsServer,
  'node dist/main.js serve': serves,
  'node dist/main.js doctor': acceptsCredential,
  'node dist/main.js keys create': (command) => createsKey(`${command} --name console`),
  'mkdir -p deploy/config': finishes,
  'echo "CONTAINER_USER=$(id -u):$(id -g)" >> deploy/.env': finishes,
  "echo 'ZEP_API_KEY=…' >> deploy/.env": finishes,
  "node dist/main.js keys create --name console --scopes 'sessions:*,messages,personal-data' --file deploy/config/keys.json":
    finishes,
  'node dist/main.js': (command) => finishes(`${command} --version`),
  [`curl -X PUT http://127.0.0.1:4010/control/faults/zep -H 'content-type: application/json' -d '{"fault":"server-error"}'`]:
    controlsFaults,
  'curl -X DELETE http://127.0.0.1:4010/control/faults/zep': controlsFaults,
  'curl -X DELETE https://…/cache/zep -H "authorization: Bearer $OPERATOR_TOKEN"': purges,
  'npm pack': packs,
  'npx session-graph sandbox': startsSandbox,
  'npx session-graph serve': serves,
  'npx session-graph doctor': acceptsCredential,
  'session-graph doctor': acceptsCredential,
  'session-graph doctor --env-file .env': acceptsCredential,
  'npx session-graph print-schema': prints('published/schema.graphql'),
  'session-graph print-schema --subgraph': prints('published/subgraph.graphql'),
  'npx session-graph print-schema --subgraph > sessions.graphql': printsToFile,
  "npx session-graph keys create --name console --scopes 'sessions:*,messages,personal-data'": createsKey,
  "npx session-graph keys create --name console --scopes 'sessions:*,messages,personal-data' --file keys.json":
    finishes,
  'npm run codegen': generates('src/model/generated.ts'),
  'npm run schema': generates('published/schema.graphql'),
  'npm run format': finishes,
  'npm run schema:check': finishes,
  'npm run schema:check -- folder-with-its-published-files': (command) =>
    finishes(command.replace('folder-with-its-published-files', 'published')),
  'npm run jest -- test/server/config.test.ts': finishes,
};

const byNpmTest = 'runs this test';
const byExample = 'is run by the tests of the example';
const byGuide = 'is what test/client/guide.test.ts does with the packages that are installed here';
const byPrinted = 'is what the test of the example does with the packages that are installed there';
const tooLong = 'measures for minutes, on a machine that does nothing else';
const noDocker = 'needs a Docker engine';
const noCluster = 'needs a cluster';

/** What is not run here, and why. */
const others: Record<string, string> = {
  'npm test': byNpmTest,
  '.ci/run': byNpmTest,
  'npm run test:examples': 'is a check of npm test',
  'npm ci --prefix ../..': 'is npm ci in the clone',
  'npm run start:hive': byExample,
  'npm run start:in-process': byExample,
  'SESSION_GRAPH_URL=http://127.0.0.1:4000 npm run dev': byExample,
  'npm create vite@latest console -- --template react-ts --no-interactive': byGuide,
  'npm install graphql session-graph': byGuide,
  'npm install session-graph': byGuide,
  'npm install --save-dev @graphql-codegen/cli @graphql-codegen/client-preset': byGuide,
  'npx graphql-codegen': byGuide,
  'npx vite': byGuide,
  'npm install @apollo/client rxjs': byGuide,
  'npm install urql @urql/exchange-graphcache': byGuide,
  'npm install react-relay relay-runtime': byGuide,
  'npm install --save-dev relay-compiler babel-plugin-relay vite-plugin-relay': byGuide,
  'npx relay-compiler': byGuide,
  'npm install @apollo/composition graphql@16': byPrinted,
  'npm install @apollo/gateway @apollo/server graphql@16': byPrinted,
  'npm install @apollo/server @apollo/subgraph graphql@16': byPrinted,
  'npm install graphql@16 graphql-http @graphql-tools/stitch @graphql-tools/executor-http @graphql-tools/wrap @graphql-tools/schema':
    byPrinted,
  'npm install graphql@16 graphql-http session-graph @graphql-tools/delegate @graphql-tools/stitch @graphql-tools/schema':
    byPrinted,
  'npm run bench': tooLong,
  'npm run bench:attack': tooLong,
  'npm run bench:attack -- allowed': tooLong,
  'npm run bench:operations': tooLong,
  'promtool test rules': 'is run by test/deploy/prometheus.test.ts',
  'npm run screenshots:dashboard': tooLong,
  'npm run screenshots': 'would replace pictures that nobody has looked at',
  'docker build': noDocker,
  'docker compose -f deploy/compose.yml up --build': noDocker,
  'docker compose -f deploy/compose.yml --profile sandbox up --build sandbox': noDocker,
  'docker compose -f deploy/compose.yml exec graph node dist/main.js doctor': noDocker,
  'kubectl exec deploy/session-graph -- node dist/main.js doctor': noCluster,
  'kubectl kustomize': 'says what was done by hand',
  'kubectl apply -k deploy/kubernetes': noCluster,
  'kubectl create secret generic session-graph --from-literal=ZEP_API_KEY=… --from-literal=OPERATOR_TOKEN=… --from-literal=REDIS_URL=redis://…':
    noCluster,
  'kubectl create secret generic session-graph-files --from-file=keys.json': noCluster,
};

describe('every command of the documents', () => {
  test('is run here, or there is a reason not to', () => {
    expect(commands().toSorted()).toEqual([...Object.keys(checks), ...Object.keys(others)].toSorted());
  });

  test.each(Object.entries(checks))('%s', async (command, check) => void (await check(command)), 180_000);
});
