import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, test } from '@jest/globals';
import { Http } from '../../src/upstream/http.ts';

/** Answers on one connection after another, each call with what the test says. */
async function startRaw(answer: (socket: Socket, path: string) => void) {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    socket.on('data', (data) => answer(socket, String(data).split(' ')[1] ?? ''));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const http = new Http({ baseUrl, connectTimeoutMs: 10_000, maxConnections: 1, allowPrivate: false });
  return {
    sockets,
    read: (id: string) =>
      http.send({
        request: { path: [id] },
        headers: {},
        maxBytes: 1000,
        signal: new AbortController().signal,
        decode: (text) => text,
      }),
    [Symbol.dispose]: () => {
      http.close();
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

const answerOf = (text: string): string => `HTTP/1.1 200 OK\r\ncontent-length: ${text.length}\r\n\r\n${text}`;

test('connections are reused', async () => {
  using vendor = await startRaw((socket, path) => socket.write(answerOf(path)));
  expect([await vendor.read('a'), await vendor.read('b')]).toEqual(['/a', '/b']);
  expect(vendor.sockets).toHaveLength(1);
});

test('a second answer in the same bytes is not the answer of the next call', async () => {
  using vendor = await startRaw((socket, path) => socket.write(answerOf(path) + answerOf('smuggled')));
  expect([await vendor.read('a'), await vendor.read('b')]).toEqual(['/a', '/b']);
});

test('a second answer that comes when nobody asked closes the connection', async () => {
  using vendor = await startRaw((socket, path) => socket.write(answerOf(path)));
  expect(await vendor.read('a')).toBe('/a');
  const [socket] = vendor.sockets as [Socket];
  socket.write(answerOf('smuggled'));
  await once(socket, 'close');
  expect(await vendor.read('b')).toBe('/b');
  expect(vendor.sockets).toHaveLength(2);
});
