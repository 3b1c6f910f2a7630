import { HeaderMap } from '@apollo/server';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { Access } from '../../../src/reads/access.ts';
import type { GraphContext } from '../../../src/reads/context.ts';
import { SessionGraphError } from '../../../src/model/errors.ts';
import { createApollo } from '../../../src/server/http/apollo.ts';
import { query, startServer } from '../../helpers/graphql-server.ts';

const limits = { maxDepth: 20, maxAliases: 500, maxRootFields: 300, maxCost: 100_000, maxReads: 1000 };

const failing = (error: unknown) => () => {
  throw error;
};

// The real schema has no such faults that a test could call for.
const schema = makeExecutableSchema({
  typeDefs:
    'type Query { bug: Int text: Int strange: Int must: Must wrong: Int told: Int } type Must { be: Int! }',
  resolvers: {
    Query: {
      bug: failing(new TypeError('cannot read hunter2')),
      text: failing('hunter2'),
      strange: failing({ extensions: { code: 'hunter2' } }),
      must: () => ({ be: null }),
      wrong: () => 'hunter2',
      told: failing(new SessionGraphError('UPSTREAM_TIMEOUT', 'Zep did not answer in time.')),
    },
  },
});

async function run(field: string, canSend = () => true) {
  const log: string[] = [];
  const logger = pino({ base: null }, { write: (line: string) => void log.push(line) });
  const apollo = createApollo({
    canSend,
    schema,
    introspection: false,
    maxTokens: 10_000,
    limits,
    feedReads: 0,
    maxResponseBytes: 1_000_000,
    debugUpstream: false,
    log: logger,
  });
  await apollo.start();
  const headers = new HeaderMap([['content-type', 'application/json']]);
  const {
    body,
    status,
    headers: sent,
  } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body: { query: `{ ${field} }` } },
    context: async () =>
      ({ log: logger, reads: [], access: new Access(), providers: { scope: '' } }) as unknown as GraphContext,
  });
  await apollo.stop();
  if (body.kind !== 'complete') throw new Error('not one answer');
  const answer = JSON.parse(body.string) as unknown;
  return { answer, status, sent, log: log.filter((line) => line.includes('"level":50')) };
}

test('an answer that cannot be sent now is refused before it becomes text', async () => {
  const { answer, status, sent } = await run('__typename', () => false);
  expect([status, sent.get('retry-after')]).toEqual([503, '1']);
  expect(answer).toEqual({
    errors: [
      {
        message: 'The server has too many answers to send. Try again later, or ask for less.',
        extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true, retryAfterSeconds: 1 },
      },
    ],
  });
});

test.each([
  ['bug', ['bug']],
  ['text', ['text']],
  ['strange', ['strange']],
  ['wrong', ['wrong']],
  ['must { be }', ['must', 'be']],
])('our own fault in { %s } is told without a word of it, and logged', async (field, path) => {
  const { answer, log } = await run(field);
  expect(answer).toMatchObject({
    data: { [path[0] as string]: null },
    errors: [
      {
        message: 'Internal server error',
        path,
        extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false },
      },
    ],
  });
  expect(JSON.stringify(answer)).not.toContain('hunter2');
  expect(log).toHaveLength(1);
  expect(JSON.parse(log[0] as string)).toMatchObject({ msg: 'internal error', path });
});

test('the stack of our own fault is in the log', async () => {
  const { log } = await run('bug');
  expect(JSON.parse(log[0] as string).err.stack).toMatch(
    /TypeError: cannot read hunter2\n +at .*apollo\.test/,
  );
});

test('what is thrown to be told is told, and not logged as a fault', async () => {
  const { answer, log } = await run('told');
  expect(answer).toMatchObject({
    errors: [
      { message: 'Zep did not answer in time.', extensions: { code: 'UPSTREAM_TIMEOUT', retryable: true } },
    ],
  });
  expect(log).toEqual([]);
});

test('with introspection off neither the schema nor a hint at it is told', async () => {
  await using server = await startServer({ environment: { INTROSPECTION: 'off' } });
  const introspection = await query(server.url, '{ __schema { types { name } } }');
  const typo = await query(server.url, '{ sesion(id: "x") { id } }');
  expect(introspection.data).toBeUndefined();
  expect(introspection.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  expect(JSON.stringify(typo)).not.toContain('session');
  const enumTypo = await query(
    server.url,
    'query ($p: SessionProviderInput!) { sessionByExternalId(provider: $p, externalId: "a") { id } }',
    { p: 'ZEPP' },
  );
  expect(enumTypo.errors?.[0]?.message).toContain('ZEPP');
  expect(JSON.stringify(enumTypo)).not.toMatch(/Did you mean|"ZEP"/);
});

test('with GraphiQL off there is no page', async () => {
  await using off = await startServer({ environment: { GRAPHIQL: 'off' } });
  await using on = await startServer();
  const paths = ['/graphiql', '/graphiql/examples.json'];
  const statuses = (url: string) => Promise.all(paths.map(async (path) => (await fetch(url + path)).status));
  expect(await statuses(off.url)).toEqual([404, 404]);
  expect(await statuses(on.url)).toEqual([200, 200]);
});
