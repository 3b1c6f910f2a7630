import type { Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { invalid, raw, reply, session, sessionOf, timeout, unavailable, type VendorLie } from './lie.ts';

const mebibyte = 1024 * 1024;
const encoded = (encoding: string): { headers: string[] } => ({ headers: [`content-encoding: ${encoding}`] });
const gzip = (id: string): Buffer => gzipSync(sessionOf(id));
const bomb = Buffer.alloc(64 * mebibyte, ' ');

const encodings: readonly VendorLie[] = [
  { name: 'gzip', answer: reply(gzip, encoded('gzip')), expected: session },
  {
    name: 'deflate',
    answer: reply((id) => deflateSync(sessionOf(id)), encoded('deflate')),
    expected: session,
  },
  {
    name: 'plain JSON labelled with an unknown encoding',
    answer: reply(sessionOf, encoded('x-unknown')),
    expected: session,
  },
  { name: 'an unknown encoding of bytes', answer: reply(gzip, encoded('x-unknown')), expected: invalid },
  { name: 'a gzip bomb', answer: reply(gzipSync(bomb), encoded('gzip')), expected: invalid },
  { name: 'a brotli bomb', answer: reply(brotliCompressSync(bomb), encoded('br')), expected: invalid },
  {
    name: 'a gzip bomb in gzip',
    answer: reply(gzipSync(gzipSync(bomb)), encoded('gzip')),
    expected: invalid,
  },
  { name: 'gzip in gzip', answer: reply((id) => gzipSync(gzip(id)), encoded('gzip')), expected: invalid },
  {
    name: 'two encodings',
    answer: reply((id) => gzipSync(gzip(id)), encoded('gzip, gzip')),
    expected: invalid,
  },
  {
    name: 'a thousand encodings',
    answer: reply(gzip, encoded(Array(1000).fill('gzip').join())),
    expected: invalid,
  },
  {
    name: 'a thousand encodings of an error',
    answer: reply(gzip, { ...encoded(Array(1000).fill('gzip').join()), status: '500 No' }),
    expected: unavailable,
  },
  {
    name: 'encodings in two headers',
    answer: reply((id) => gzipSync(gzip(id)), {
      headers: ['content-encoding: gzip', 'Content-Encoding: gzip'],
    }),
    expected: invalid,
  },
  { name: 'an encoding and identity', answer: reply(gzip, encoded('gzip, identity')), expected: session },
  { name: 'gzip that is not said', answer: reply(gzip), expected: invalid },
  { name: 'plain JSON labelled as gzip', answer: reply(sessionOf, encoded('gzip')), expected: invalid },
  { name: 'plain JSON labelled as brotli', answer: reply(sessionOf, encoded('br')), expected: invalid },
  {
    name: 'half of gzip',
    answer: reply((id) => gzip(id).subarray(0, 20), encoded('gzip')),
    expected: invalid,
  },
  { name: 'nothing as gzip', answer: reply('', encoded('gzip')), expected: invalid },
  {
    name: 'a bomb in the body of an error',
    answer: reply(gzipSync(bomb), { ...encoded('gzip'), status: '500 No' }),
    expected: unavailable,
  },
];

const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n';
const head = (length: string): string => `HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n`;
const chunkOf = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;

/** Writes one byte at a time for as long as the connection is open. */
function drip(pause: (again: () => void) => void, bytes = ' ') {
  return (socket: Socket): void => {
    const next = (): void => void (socket.writable && socket.write(chunkOf(bytes), () => pause(next)));
    socket.write(chunked);
    next();
  };
}

const lengths: readonly VendorLie[] = [
  { name: 'chunks', answer: raw((id) => `${chunked}${chunkOf(sessionOf(id))}0\r\n\r\n`), expected: session },
  {
    name: 'chunks without an end',
    answer: raw((id) => chunked + chunkOf(sessionOf(id))),
    expected: timeout,
    hangs: true,
  },
  {
    name: 'chunks that end with the connection',
    answer: raw((id) => chunked + chunkOf(sessionOf(id)), 'end'),
    expected: unavailable,
  },
  { name: 'a chunk size in words', answer: raw(`${chunked}many\r\n{}\r\n0\r\n\r\n`), expected: invalid },
  { name: 'a negative chunk size', answer: raw(`${chunked}-2\r\n{}\r\n0\r\n\r\n`), expected: invalid },
  {
    name: 'a chunk size beyond all numbers',
    answer: raw(`${chunked}${'f'.repeat(40)}\r\n{}`),
    expected: invalid,
  },
  { name: 'chunks that never stop', answer: drip((again) => again(), ' '.repeat(65_536)), expected: invalid },
  {
    name: 'a byte now and then, for ever',
    answer: drip((again) => setTimeout(again, 20)),
    expected: timeout,
    hangs: true,
  },
  {
    name: 'a length that is too long, and silence',
    answer: raw((id) => head('1000') + sessionOf(id)),
    expected: timeout,
    hangs: true,
  },
  {
    name: 'a length that is too long, and the end',
    answer: raw((id) => head('1000') + sessionOf(id), 'end'),
    expected: unavailable,
  },
  { name: 'a length that is too short', answer: raw((id) => head('5') + sessionOf(id)), expected: invalid },
  { name: 'a negative length', answer: raw((id) => head('-5') + sessionOf(id)), expected: invalid },
  { name: 'a length in words', answer: raw((id) => head('some') + sessionOf(id)), expected: invalid },
  {
    name: 'a length beyond all numbers',
    answer: raw((id) => head('9'.repeat(40)) + sessionOf(id)),
    expected: invalid,
  },
  {
    name: 'two lengths',
    answer: raw((id) => head('5\r\ncontent-length: 6') + sessionOf(id)),
    expected: invalid,
  },
  {
    name: 'a length and chunks',
    answer: raw(
      (id) =>
        `HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n${chunkOf(sessionOf(id))}0\r\n\r\n`,
    ),
    expected: invalid,
  },
  {
    name: 'no length, until the connection ends',
    answer: raw((id) => `HTTP/1.1 200 OK\r\n\r\n${sessionOf(id)}`, 'end'),
    expected: session,
  },
  {
    name: 'HTTP/1.0',
    answer: raw((id) => `HTTP/1.0 200 OK\r\n\r\n${sessionOf(id)}`, 'end'),
    expected: session,
  },
];

const withHeaders = (lines: string) =>
  raw((id) => `HTTP/1.1 200 OK\r\n${lines}content-length: ${sessionOf(id).length}\r\n\r\n${sessionOf(id)}`);

const headers: readonly VendorLie[] = [
  { name: 'the body alone, as in HTTP/0.9', answer: raw(sessionOf, 'end'), expected: invalid },
  { name: 'garbage', answer: raw('\x00\x01\x02garbage\r\n\r\n', 'end'), expected: invalid },
  {
    name: 'a greeting of another protocol',
    answer: raw('SSH-2.0-OpenSSH_9.9\r\n', 'end'),
    expected: invalid,
  },
  {
    name: 'HTTP/2.0 in the status line',
    answer: raw((id) => `HTTP/2.0 200 OK\r\ncontent-length: 2\r\n\r\n${sessionOf(id)}`, 'end'),
    expected: invalid,
  },
  {
    name: 'a header of a mebibyte',
    answer: withHeaders(`x-long: ${'x'.repeat(mebibyte)}\r\n`),
    expected: invalid,
  },
  {
    name: '10,000 headers',
    answer: withHeaders(Array.from({ length: 10_000 }, (_, index) => `x-${index}: y\r\n`).join('')),
    expected: invalid,
  },
  {
    name: 'headers that never end',
    answer: raw('HTTP/1.1 200 OK\r\nx-a: b\r\n'),
    expected: timeout,
    hangs: true,
  },
  { name: 'a header with NUL', answer: withHeaders('x-bad: a\0b\r\n'), expected: invalid },
  { name: 'a header without a name', answer: withHeaders(': value\r\n'), expected: invalid },
  {
    name: 'a header that a carriage return splits',
    answer: withHeaders('x-bad: a\rx-injected: b\r\n'),
    expected: invalid,
  },
  { name: 'text/html as the type', answer: withHeaders('content-type: text/html\r\n'), expected: session },
  {
    name: 'another charset',
    answer: withHeaders('content-type: application/json; charset=utf-16\r\n'),
    expected: session,
  },
  {
    name: 'cookies',
    answer: withHeaders('set-cookie: tracking=1; path=/\r\nset-cookie: b=2\r\n'),
    expected: session,
  },
];

const connections: readonly VendorLie[] = [
  { name: 'silence', answer: () => undefined, expected: timeout, hangs: true },
  {
    name: 'a reset before the answer',
    answer: (socket) => void socket.resetAndDestroy(),
    expected: unavailable,
  },
  { name: 'an end before the answer', answer: (socket) => void socket.end(), expected: unavailable },
  {
    name: 'a reset in the headers',
    answer: raw('HTTP/1.1 200 OK\r\ncontent-le', 'reset'),
    expected: unavailable,
  },
  { name: 'a reset after the headers', answer: raw(head('50'), 'reset'), expected: unavailable },
  { name: 'a reset in the body', answer: raw(`${head('50')}{"session_id":`, 'reset'), expected: unavailable },
  {
    name: 'a last answer: the connection ends with it',
    answer: reply(sessionOf, { ends: true }),
    expected: session,
  },
];

export const framingLies: readonly VendorLie[] = [...encodings, ...lengths, ...headers, ...connections];
