import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execute, parse } from 'graphql';
import { providers as all } from '../../src/providers/index.ts';
import { createSessionGraph, type SessionGraphOptions } from '../../src/index.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { run } from '../helpers/process.ts';
import { until } from '../sandbox/client.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(async () => sandbox.close());

const zep = () => ({ ZEP: { credential: sandbox.credential, baseUrl: sandbox.baseUrls.ZEP } });

async function ask(graph: ReturnType<typeof createSessionGraph>, document: string, signal?: AbortSignal) {
  const contextValue = graph.createContext(signal ? { signal } : {});
  return execute({ schema: graph.schema, document: parse(document), contextValue });
}

test('the schema runs in process, and the errors of vendors carry their codes', async () => {
  const graph = createSessionGraph({ providers: zep() });
  const { data, errors } = await ask(
    graph,
    `{ zepSession(externalId: "${sandbox.samples.sessions.ZEP}") { status } duohubSession(externalId: "x") { id } }`,
  );
  await graph.stop();
  expect(data).toEqual({ zepSession: { status: 'OPEN' }, duohubSession: null });
  expect(errors).toMatchObject([
    {
      path: ['duohubSession'],
      extensions: { code: 'PROVIDER_NOT_CONFIGURED', retryable: false, provider: 'DUOHUB' },
    },
  ]);
});

test('the signal of a context ends its upstream calls', async () => {
  const graph = createSessionGraph({ providers: zep() });
  const client = new AbortController();
  sandbox.resetCalls();
  const answer = ask(
    graph,
    `{ zepSession(externalId: "${sandbox.samples.faultSessions.ZEP.hang}") { id } }`,
    client.signal,
  );
  await until(() => sandbox.requests.length === 1);
  client.abort();
  expect((await answer).errors).toMatchObject([{ extensions: { code: 'UPSTREAM_TIMEOUT' } }]);
  await until(() => sandbox.requests[0]?.aborted === true);
  await graph.stop();
});

test('stop ends the calls under way', async () => {
  const graph = createSessionGraph({ providers: zep() });
  sandbox.resetCalls();
  const answer = ask(graph, `{ zepSession(externalId: "${sandbox.samples.faultSessions.ZEP.hang}") { id } }`);
  await until(() => sandbox.requests.length === 1);
  await graph.stop();
  expect((await answer).errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
});

describe('options that are not usable', () => {
  const credential = 'hunter2';
  test.each<[object, string]>([
    [{ ZEPP: { credential } }, `providers.ZEPP is not one of ${all.map(({ id }) => id).join(', ')}`],
    [{ ZEP: {} }, 'providers.ZEP.credential is missing'],
    [
      { ZEP: { credential: 'hun\nter2' } },
      'providers.ZEP.credential must consist of visible ASCII characters',
    ],
    [{ ZEP: { credential, baseUrl: 'hunter2' } }, 'providers.ZEP.baseUrl must be an absolute URL'],
    [{ ZEP: { credential, timeoutMs: 0 } }, 'providers.ZEP.timeoutMs must be a whole number from 1'],
    [{ ZEP: { credential, timeout: 1 } }, 'timeout'],
    [{ ZEP: null }, 'providers.ZEP'],
  ])('%j', (providers, message) => {
    const create = () => createSessionGraph({ providers } as SessionGraphOptions);
    expect(create).toThrow(TypeError);
    expect(create).toThrow(message);
    expect(create).not.toThrow(/hunter2|ter2/);
  });

  test.each([[undefined], [null], [{}], [{ providers: null }], ['key']])(
    'without providers: %j',
    (options) => {
      const create = () => createSessionGraph(options as unknown as SessionGraphOptions);
      expect(create).toThrow(TypeError);
      expect(create).toThrow(
        'Invalid options of the session graph: providers must be an object, for example',
      );
    },
  );

  test('are told together', () => {
    const providers = { ZEP: { credential: '' }, DUOHUB: { credential, baseUrl: 'x', maxListBytes: -1 } };
    expect(() => createSessionGraph({ providers })).toThrow(
      /DUOHUB\.maxListBytes .*; providers\.DUOHUB\.baseUrl .*; providers\.ZEP\.credential /,
    );
  });
});

test('importing it loads no HTTP server, no stand-in and no logger', async () => {
  const hooks = `import { registerHooks } from 'node:module';
    registerHooks({ load: (url, context, next) => (console.log(url), next(url, context)) });
    await import('./src/index.ts');`;
  await using child = run(process.execPath, ['--input-type=module', '--eval', hooks]);
  expect(await child.exit).toBe(0);
  const loaded = child.output().split('\n');
  expect(loaded.filter((url) => url.endsWith('/src/upstream/http.ts'))).toHaveLength(1);
  expect(
    loaded.filter((url) => /fastify|apollo|pino|\/src\/(http|sandbox)\/|sandbox\.ts$/.test(url)),
  ).toEqual([]);
});
