import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import fastify from 'fastify';
import { registerCompression } from '../../../src/server/http/compression.ts';
import { boundSending } from '../../../src/server/http/sending.ts';
import { startServer } from '../../helpers/graphql-server.ts';
import { until } from '../../helpers/until.ts';

const decoders = { br: brotliDecompressSync, gzip: gunzipSync } as const;

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Unlike fetch, does not decompress. */
async function read(url: string, acceptEncoding?: string): Promise<Answer> {
  const headers = {
    'apollo-require-preflight': '1',
    ...(acceptEncoding !== undefined && { 'accept-encoding': acceptEncoding }),
  };
  const [message] = (await once(get(url, { headers }), 'response')) as [IncomingMessage];
  return { status: message.statusCode, headers: message.headers, body: await buffer(message) };
}

const large = `/graphql?query=${encodeURIComponent('{ sessions(first: 100) { nodes { id provider raw } } }')}`;
const small = `/graphql?query=${encodeURIComponent('{ sessions(first: 5) { nodes { id } } }')}`;

test.each([
  ['br', 'gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip', 'gzip'],
  ['gzip for a client that refuses brotli', 'br;q=0, gzip;q=0.5', 'gzip'],
] as const)('a large answer is compressed with %s', async (_, accepted, encoding) => {
  await using server = await startServer();
  const plain = await read(server.url + large);
  const compressed = await read(server.url + large, accepted);
  expect(compressed.status).toBe(200);
  expect(compressed.headers['content-encoding']).toBe(encoding);
  expect(Number(compressed.headers['content-length'])).toBe(compressed.body.length);
  expect(compressed.headers['content-type']).toBe(plain.headers['content-type']);
  expect(decoders[encoding](compressed.body)).toEqual(plain.body);
  expect(compressed.body.length).toBeLessThan(plain.body.length / 2);
});

test.each([
  ['a small answer', small, 'br, gzip'],
  ['an answer for a client that names no encoding', large, undefined],
  ['an answer for a client that accepts others', large, 'zstd, identity'],
  ['an answer for a client with a header that is none', large, ';;q=,,*q'],
])('%s is sent as it is, and caches know that it depends on the encoding', async (_, path, accepted) => {
  await using server = await startServer();
  const { headers, body } = await read(server.url + path, accepted);
  expect(headers['content-encoding']).toBeUndefined();
  expect(headers.vary).toBe('Authorization, X-API-Key, Origin, Accept-Encoding');
  expect(JSON.parse(body.toString())).toHaveProperty('data.sessions.nodes.4.id');
});

test('COMPRESSION=off sends all answers as they are', async () => {
  await using server = await startServer({ environment: { COMPRESSION: 'off' } });
  const { headers } = await read(server.url + large, 'br, gzip');
  expect(headers['content-encoding']).toBeUndefined();
});

/** Does not become much smaller, and takes a while to compress. */
const noise = (megabytes: number): string => randomBytes(megabytes * 512 * 1024).toString('hex');

async function startWith(text: string) {
  const app = fastify();
  const canSend = boundSending(app, 30_000);
  await app.register(async (scope) => {
    registerCompression(scope);
    scope.get('/', () => text);
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return { canSend, port, [Symbol.asyncDispose]: () => app.close() };
}

test('only two answers are compressed at a time, and no other waits for them', async () => {
  const text = noise(8);
  await using server = await startWith(text);
  const url = `http://127.0.0.1:${server.port}/`;
  const answers = await Promise.all(Array.from({ length: 6 }, () => read(url, 'gzip')));
  const compressed = answers.filter(({ headers }) => headers['content-encoding'] === 'gzip');
  const plain = answers.filter(({ headers }) => headers['content-encoding'] === undefined);
  expect([compressed.length, plain.length]).toEqual([2, 4]);
  expect(compressed.every(({ body }) => gunzipSync(body).toString() === text)).toBe(true);
  expect(plain.every(({ body }) => body.toString() === text)).toBe(true);
  expect((await read(url, 'gzip')).headers['content-encoding']).toBe('gzip');
});

test('compressed answers that a client does not read count as unsent, with their uncompressed size', async () => {
  await using server = await startWith(noise(60));
  const isRefused = () => !server.canSend(5 * 1024 * 1024);
  expect(isRefused()).toBe(false);
  const client = connect(server.port, '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n');
  await once(client, 'readable');
  expect(isRefused()).toBe(true);
  client.destroy();
  await until(() => !isRefused());
});
