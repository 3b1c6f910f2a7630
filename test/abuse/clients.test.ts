import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { behindProxy } from '../engine/replica.ts';
import { startVendor } from '../server/http/vendor.ts';
import { post, query, startServer, type TestServer } from '../helpers/graphql-server.ts';
import { until } from '../helpers/until.ts';

/** A vendor whose sessions have this much metadata. */
async function startLargeVendor(bytes: number) {
  const text = 'x'.repeat(bytes);
  return startVendor((_, response) => response.end(JSON.stringify({ session_id: 'a', metadata: { text } })));
}

const usingZepAt = (url: string, environment: Record<string, string> = {}) =>
  startServer({
    environment: { CACHE: 'on', ...environment },
    configure: (config) => {
      const { ZEP } = config.providers;
      return ZEP
        ? { ...config, providers: { ...config.providers, ZEP: { ...ZEP, baseUrl: new URL(url) } } }
        : config;
    },
  });

const aliases = (count: number): string =>
  `{ zepSession(externalId: "a") { ${Array.from({ length: count }, (_, index) => `r${index}: raw`).join(' ')} } }`;

test.each([
  ['application/graphql-response+json', 400],
  ['application/json', 200],
])('an answer over MAX_RESPONSE_BYTES is refused as a whole, for a client of %s', async (accept, status) => {
  await using vendor = await startLargeVendor(100_000);
  await using server = await usingZepAt(vendor.url, { MAX_RESPONSE_BYTES: '1000000' });
  const response = await post(server.url, JSON.stringify({ query: aliases(11) }), { headers: { accept } });
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({
    errors: [
      {
        message:
          'The answer is larger than MAX_RESPONSE_BYTES, which is 1000000. Select fewer fields, or smaller pages.',
        extensions: { code: 'OPERATION_TOO_COMPLEX', retryable: false },
      },
    ],
  });
  expect((await query(server.url, aliases(9))).errors).toBeUndefined();
});

/** Sends a request, or the same one several times, and reads nothing. */
async function askWithoutReading({ url }: TestServer, document: string, times = 1): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.pause();
  const body = JSON.stringify({ query: document });
  const head = `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n`;
  socket.write(`${head}Content-Length: ${body.length}\r\n\r\n${body}`.repeat(times));
  return socket;
}

test('clients that do not read hold at most 64 MiB of large answers, and the others are answered', async () => {
  await using vendor = await startLargeVendor(1_000_000);
  await using server = await usingZepAt(vendor.url, { ZEP_CACHE_OPEN_MS: '600000' });
  const document = aliases(20);
  const sockets = await Promise.all(Array.from({ length: 6 }, () => askWithoutReading(server, document)));
  try {
    await until(async () => (await post(server.url, JSON.stringify({ query: document }))).status === 503);
    const refusal = await post(server.url, JSON.stringify({ query: document }));
    expect([refusal.status, refusal.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await refusal.json()).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] });
    expect(
      (await post(server.url, JSON.stringify({ query: '{ zepSession(externalId: "a") { id } }' }))).status,
    ).toBe(200);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
  await until(async () => (await post(server.url, JSON.stringify({ query: document }))).status === 200);
});

test('requests that are sent ahead on sockets that nobody reads hold at most 128 MiB of answers, and short answers pass', async () => {
  await using vendor = await startLargeVendor(900_000);
  await using server = await usingZepAt(vendor.url, { ZEP_CACHE_OPEN_MS: '600000' });
  const ask = () => post(server.url, JSON.stringify({ query: aliases(1) }));
  expect((await ask()).status).toBe(200);
  const sockets = await Promise.all(
    Array.from({ length: 10 }, () => askWithoutReading(server, aliases(1), 30)),
  );
  try {
    await until(async () => (await ask()).status === 503);
    const short = JSON.stringify({ query: '{ zepSession(externalId: "a") { id } }' });
    expect((await post(server.url, short)).status).toBe(200);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
  await until(async () => (await ask()).status === 200);
});

test('a client that does not read for SEND_TIMEOUT_MS is disconnected, and its memory is free again', async () => {
  await using vendor = await startLargeVendor(1_000_000);
  await using server = await usingZepAt(vendor.url, { SEND_TIMEOUT_MS: '500', ZEP_CACHE_OPEN_MS: '600000' });
  const document = aliases(30);
  const sockets = await Promise.all([1, 2].map(() => askWithoutReading(server, document)));
  await until(async () => (await post(server.url, JSON.stringify({ query: document }))).status === 200);
  for (const socket of sockets) socket.destroy();
});

/** Resolves when the server closes the connection. */
async function closing(socket: Socket): Promise<void> {
  socket.resume().on('error', () => undefined);
  if (!socket.closed) await once(socket, 'close');
}

test.each([
  ['headers', 'POST /graphql HTTP/1.1\r\nHost: localhost\r\n'],
  [
    'a body',
    'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n{',
  ],
])('%s that arrive drop by drop end with the connection after RECEIVE_TIMEOUT_MS', async (what, start) => {
  await using server = await startServer({ environment: { RECEIVE_TIMEOUT_MS: '500' } });
  const { hostname, port } = new URL(server.url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.write(start);
  const drip = setInterval(() => socket.write(what === 'headers' ? 'x: y\r\n' : ' '), 50);
  await closing(socket);
  clearInterval(drip);
});

test('more connections than MAX_CONNECTIONS are closed at once', async () => {
  await using server = await startServer({ environment: { MAX_CONNECTIONS: '2' } });
  const { hostname, port } = new URL(server.url);
  const sockets = await Promise.all(
    [1, 2].map(async () => {
      const socket = connect({ host: hostname, port: Number(port) });
      await once(socket, 'connect');
      return socket;
    }),
  );
  await closing(connect({ host: hostname, port: Number(port) }));
  for (const socket of sockets) socket.destroy();
});

test('a request that makes hundreds of calls fail logs 20 of them, and the number of the others', async () => {
  await using server = await startServer();
  server.sandbox.setFault('ZEP', { fault: 'html' });
  const ids = Array.from({ length: 100 }, (_, index) =>
    Buffer.from(`ZepSession:s${index}`).toString('base64url'),
  );
  await query(server.url, 'query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { id } }', { ids });
  const summary = () => server.log.find((line) => line.includes('more upstream calls failed'));
  await until(() => summary() !== undefined);
  expect(server.log.filter((line) => line.includes('"upstream call failed"'))).toHaveLength(20);
  expect(JSON.parse(summary() ?? '{}')).toMatchObject({ calls: 80 });
});

test('the name of an operation is cut in the log', async () => {
  await using server = await startServer();
  await query(server.url, `query ${'Q'.repeat(50_000)} { __typename }`);
  expect(Math.max(...server.log.map((line) => line.length))).toBeLessThan(1000);
});

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

test('while 200 ids of one caller hang, another caller reads from the same vendor', async () => {
  const hanging: unknown[] = [];
  await using vendor = await startVendor((request, response) => {
    if (request.url?.endsWith('/quick')) response.end('{"session_id":"quick"}');
    else hanging.push(response);
  });
  await using server = await usingZepAt(vendor.url, behindProxy);
  const controller = new AbortController();
  const ids = Array.from({ length: 200 }, (_, index) =>
    Buffer.from(`ZepSession:s${index}`).toString('base64url'),
  );
  const body = JSON.stringify({
    query: 'query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { id } }',
    variables: { ids },
  });
  const attack = post(server.url, body, { ...from('203.0.113.1'), signal: controller.signal });
  attack.catch(() => undefined);
  await until(() => hanging.length === 56);
  const quick = JSON.stringify({ query: '{ zepSession(externalId: "quick") { externalId } }' });
  const answer = await (await post(server.url, quick, from('203.0.113.2'))).json();
  expect(answer).toEqual({ data: { zepSession: { externalId: 'quick' } } });
  expect(hanging).toHaveLength(56);
  controller.abort();
});
