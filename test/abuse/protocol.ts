import { gzipSync } from 'node:zlib';
import { get, post, request } from './exchange.ts';
import { BAD, long, typename, type RequestAttack } from './attack.ts';

const chunked = { 'transfer-encoding': 'chunked', 'content-type': 'application/json' };
const zipped = gzipSync(typename);
const graphql = 'POST /graphql HTTP/1.1';

/** Attacks on HTTP itself. */
export const protocol: readonly RequestAttack[] = [
  {
    name: 'a query of 20 kB in a URL',
    bytes: get(`/graphql?query=${'%20'.repeat(7000)}`),
    status: 431,
    code: BAD,
  },
  {
    name: 'a query of 12 kB in a URL',
    bytes: get(`/graphql?query=${'a+'.repeat(6000)}`),
    status: 200,
    code: 'GRAPHQL_PARSE_FAILED',
  },
  {
    name: 'a mutation in a URL',
    bytes: get('/graphql?query=mutation{__typename}'),
    status: 405,
    code: BAD,
  },
  {
    name: 'a query given twice in a URL',
    bytes: get('/graphql?query={__typename}&query={a}'),
    status: 400,
    code: BAD,
  },
  {
    name: 'variables that are no JSON in a URL',
    bytes: get('/graphql?query={__typename}&variables={{'),
    status: 400,
    code: BAD,
  },
  {
    name: 'a GET that a page of another origin can send',
    bytes: request('GET /graphql?query={__typename} HTTP/1.1', {}),
    status: 400,
    code: BAD,
  },
  {
    name: 'a form',
    bytes: post('query={__typename}', { 'content-type': 'application/x-www-form-urlencoded' }),
    status: 415,
    code: BAD,
  },
  { name: 'text', bytes: post(typename, { 'content-type': 'text/plain' }), status: 415, code: BAD },
  {
    name: 'multipart',
    bytes: post('--b\r\n\r\n--b--', { 'content-type': 'multipart/form-data; boundary=b' }),
    status: 415,
    code: BAD,
  },
  {
    name: 'a content type of 4 kB',
    bytes: post(typename, { 'content-type': `application/${long(4096)}` }),
    status: 415,
    code: BAD,
  },
  {
    name: 'JSON in UTF-16',
    bytes: post(Buffer.from(typename, 'utf16le'), { 'content-type': 'application/json; charset=utf-16' }),
    status: 400,
    code: BAD,
  },
  { name: 'a zipped body', bytes: post(zipped, { 'content-encoding': 'gzip' }), status: 400, code: BAD },
  {
    name: 'no content length',
    bytes: request(graphql, { 'content-type': 'application/json' }, typename),
    status: 400,
    code: BAD,
  },
  {
    name: 'a negative content length',
    bytes: post(typename, { 'content-length': '-1' }),
    status: 400,
    code: BAD,
  },
  {
    name: 'a content length that is no number',
    bytes: post(typename, { 'content-length': '0x18' }),
    status: 400,
    code: BAD,
  },
  {
    name: 'a content length of 2^63',
    bytes: post(typename, { 'content-length': String(2n ** 63n) }),
    status: 413,
    code: BAD,
  },
  { name: 'two content lengths', bytes: post(typename, { 'Content-Length': '1' }), status: 400, code: BAD },
  {
    name: 'a content length and chunks',
    bytes: post(`0\r\n\r\n${typename}`, { 'transfer-encoding': 'chunked' }),
    status: 400,
    code: BAD,
  },
  {
    name: 'a transfer encoding that is hidden',
    bytes: post(`0\r\n\r\n`, { 'transfer-encoding': 'xchunked' }),
    status: 400,
    code: BAD,
  },
  {
    name: 'a chunk of a size that is no number',
    bytes: request(graphql, chunked, 'zz\r\n'),
    status: 400,
    code: BAD,
  },
  {
    name: 'a chunk of 2^64 bytes',
    bytes: request(graphql, chunked, 'ffffffffffffffffff\r\n'),
    status: 400,
    code: BAD,
  },
  {
    name: 'a chunk extension of 100 kB',
    bytes: request(graphql, chunked, `1;${long(100_000)}\r\n`),
    status: 400,
    code: BAD,
  },
  {
    name: '3,000 headers',
    bytes: post(typename, Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`h${i}`, '1']))),
    status: 431,
    code: BAD,
  },
  { name: 'a header of 100 kB', bytes: post(typename, { cookie: long(100_000) }), status: 431, code: BAD },
  { name: 'a line break in a header', bytes: post(typename, { a: 'b\nc' }), status: 400, code: BAD },
  { name: 'a NUL in a header', bytes: post(typename, { a: '\0' }), status: 400, code: BAD },
  {
    name: 'a space before a colon',
    bytes: post(typename, { 'content-length ': '3' }),
    status: 400,
    code: BAD,
  },
  {
    name: 'a method of 1,000 letters',
    bytes: request(`${'A'.repeat(1000)} / HTTP/1.1`, {}),
    status: 400,
    code: BAD,
  },
  {
    name: 'a method that is not allowed',
    bytes: request('PUT /graphql HTTP/1.1', {}),
    status: 405,
    code: BAD,
  },
  {
    name: 'a version that is not known',
    bytes: request('POST /graphql HTTP/9.9', {}),
    status: 400,
    code: BAD,
  },
  { name: 'a request of HTTP/2', bytes: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', status: 400, code: BAD },
  { name: 'TLS', bytes: Buffer.from('16030100c8010000c40303', 'hex'), status: 400, code: BAD },
  {
    name: 'a path out of the server',
    bytes: request('GET /../../etc/passwd HTTP/1.1', {}),
    status: 404,
    code: BAD,
  },
  { name: 'a path that cannot be decoded', bytes: request('GET /%zz HTTP/1.1', {}), status: 400, code: BAD },
  {
    name: 'an absolute address',
    bytes: request('GET http://169.254.169.254/ HTTP/1.1', {}),
    status: 404,
    code: BAD,
  },
  { name: 'CONNECT', bytes: request('CONNECT 169.254.169.254:80 HTTP/1.1', {}), status: undefined },
  {
    name: 'an upgrade',
    bytes: request('GET /graphql HTTP/1.1', { connection: 'close, upgrade', upgrade: 'websocket' }),
    status: 400,
    code: BAD,
  },
  { name: 'an expectation', bytes: post(typename, { expect: 'junk' }), status: 417 },
];

/** Requests that never end. */
export const halves: readonly { readonly name: string; readonly bytes: string }[] = [
  { name: 'a method', bytes: 'PO' },
  { name: 'headers that do not end', bytes: 'POST /graphql HTTP/1.1\r\nhost: localhost\r\na: ' },
  {
    name: 'a body that is shorter than announced',
    bytes:
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
  },
  {
    name: 'chunks that do not end',
    bytes:
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n',
  },
];
