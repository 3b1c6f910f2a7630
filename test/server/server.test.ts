import { Agent, request as httpRequest } from 'node:http';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { openRaw, post, query, startServer, type TestServer } from '../helpers/graphql-server.ts';
import { until } from '../sandbox/client.ts';

const slowQuery = JSON.stringify({
  query: '{ zepSession(externalId: "nobody") { id } sessionProviders { provider } }',
});

/** Starts a query that waits for Zep, and goes on when Zep has the call. */
async function startSlowQuery(
  server: TestServer,
  init: RequestInit = {},
): Promise<{ answer: Promise<Response> }> {
  const answer = post(server.url, slowQuery, init);
  answer.catch(() => undefined);
  await until(() => server.sandbox.requests.length > 0);
  return { answer };
}

test('a client that goes takes the upstream call with it', async () => {
  await using server = await startServer();
  server.sandbox.setFault('ZEP', { fault: 'hang' });
  const client = new AbortController();
  const { answer } = await startSlowQuery(server, { signal: client.signal });
  expect(server.sandbox.requests[0]?.aborted).toBe(false);
  client.abort();
  await expect(answer).rejects.toThrow('aborted');
  await until(() => server.sandbox.requests[0]?.aborted === true);
});

test('the server says that it is up and ready', async () => {
  await using server = await startServer();
  const [health, ready] = await Promise.all([fetch(`${server.url}/healthz`), fetch(`${server.url}/readyz`)]);
  expect([health.status, await health.json()]).toEqual([200, { status: 'up' }]);
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
});

test('stopping finishes what runs, and refuses what comes on open and on new connections', async () => {
  await using server = await startServer();
  server.sandbox.setFault('ZEP', { fault: 'latency', milliseconds: 500 });
  const connections = await Promise.all(
    ['/graphql?query=%7B__typename%7D', '/readyz', '/healthz'].map(async (path) => {
      const connection = await openRaw(server.url);
      connection.write(`GET ${path} HTTP/1.1\r\nHost: x\r\napollo-require-preflight: 1\r\n`);
      return connection;
    }),
  );
  const { answer } = await startSlowQuery(server);
  const stopped = server.app.stop();
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${server.url}/graphql?query={__typename}`)).status).toBe(503);
  for (const connection of connections) connection.write('\r\n');
  const [graphql, ready, health] = await Promise.all(connections.map((connection) => connection.answer));
  expect(graphql).toMatch(/^HTTP\/1\.1 503 [^]*"code":"SERVICE_UNAVAILABLE","retryable":true/);
  expect(ready).toMatch(/^HTTP\/1\.1 503 [^]*{"status":"draining"}/);
  expect(health).toMatch(/^HTTP\/1\.1 200 [^]*{"status":"up"}/);
  expect(await (await answer).json()).toEqual({
    data: { zepSession: null, sessionProviders: expect.any(Array) },
  });
  await stopped;
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow('fetch failed');
});

test('a kept-alive connection does not hold the server up once its answer is sent', async () => {
  await using server = await startServer();
  server.sandbox.setFault('ZEP', { fault: 'latency', milliseconds: 500 });
  const agent = new Agent({ keepAlive: true });
  const headers = { 'content-type': 'application/json' };
  const request = httpRequest(`${server.url}/graphql`, { method: 'POST', agent, headers }).end(slowQuery);
  await until(() => server.sandbox.requests.length === 1);
  const stopped = server.app.stop();
  const [response] = await once(request, 'response');
  response.resume();
  await Promise.all([once(response, 'end'), stopped]);
  expect(response.statusCode).toBe(200);
  agent.destroy();
});

test('after SHUTDOWN_TIMEOUT_MS what still runs is answered with what there is', async () => {
  await using server = await startServer({
    environment: { SHUTDOWN_TIMEOUT_MS: '0', ZEP_TIMEOUT_MS: '600000' },
  });
  server.sandbox.setFault('ZEP', { fault: 'hang' });
  const { answer } = await startSlowQuery(server);
  await server.app.stop();
  expect(await (await answer).json()).toMatchObject({
    data: { zepSession: null, sessionProviders: expect.any(Array) },
    errors: [{ path: ['zepSession'], extensions: { code: 'UPSTREAM_TIMEOUT' } }],
  });
});

test('after SHUTDOWN_TIMEOUT_MS a client that never ends its request is cut off', async () => {
  await using server = await startServer({ environment: { SHUTDOWN_TIMEOUT_MS: '0' } });
  const head = 'POST /graphql HTTP/1.1\r\nHost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n';
  const unfinished = await openRaw(server.url);
  unfinished.write(`${head}\r\n{`);
  // By then the server has read the unfinished one as well: both came on loopback, this one later.
  await query(server.url, '{ __typename }');
  await server.app.stop();
  expect(await unfinished.answer).not.toContain('HTTP/1.1 200');
});

test('a port that is taken is an error, not another port', async () => {
  await using first = await startServer();
  const { port } = new URL(first.url);
  await expect(startServer({ environment: { PORT: port } })).rejects.toThrow('EADDRINUSE');
});
