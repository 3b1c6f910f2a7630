import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { query } from '../helpers/graphql-server.ts';
import { runSandbox, type Sandboxed } from '../helpers/process.ts';
import { maxAnswer } from './attack.ts';
import { exchange, open } from './exchange.ts';
import { halves } from './protocol.ts';
import { requests } from './requests.ts';

let server: Sandboxed;
beforeAll(async () => {
  server = await runSandbox({ GRAPHIQL: 'off', CACHE: 'on' });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

/** What a well-behaved client asks for after every attack. */
async function victim(): Promise<unknown> {
  return query(server.url, '{ zepSession(externalId: "victim") { id } sessionProviders { provider } }');
}

const answered = { data: { zepSession: null, sessionProviders: expect.any(Array) } };

describe('the server answers, and goes on to answer others, after', () => {
  test.each(requests)('$name', async ({ bytes, status, code, maxAnswer: most = maxAnswer }) => {
    const answer = await exchange(server.url, bytes);
    expect(answer).toMatchObject({ status, code });
    expect(answer.bytes).toBeLessThanOrEqual(most);
    expect(await victim()).toEqual(answered);
  });
});

test('the server answers others while requests are half sent', async () => {
  const sockets = await Promise.all(
    halves.flatMap(({ bytes }) =>
      Array.from({ length: 25 }, async () => {
        const socket = await open(server.url);
        socket.on('error', () => undefined).write(bytes);
        return socket;
      }),
    ),
  );
  expect(await victim()).toEqual(answered);
  expect(sockets.filter(({ closed }) => closed)).toEqual([]);
  for (const socket of sockets) socket.destroy();
});

test('no attack makes the server log an error of its own', () => {
  const errors = server.process.output().match(/^.*"level":[56]0.*$/gm) ?? [];
  expect(errors).toEqual([]);
});
