import { code, invalid, raw, reply, session, sessionOf, unavailable, type VendorLie } from './lie.ts';

const ok = (id: string): string =>
  `HTTP/1.1 200 OK\r\ncontent-length: ${sessionOf(id).length}\r\n\r\n${sessionOf(id)}`;

const informational: readonly VendorLie[] = ['100 Continue', '102 Processing', '103 Early Hints'].map(
  (status) => ({
    name: `${status}, then the session`,
    answer: raw((id) => `HTTP/1.1 ${status}\r\n\r\n${ok(id)}`),
    expected: session,
  }),
);

/** Each with the session as its body. */
const statuses: readonly (readonly [string, VendorLie['expected']])[] = [
  ['201 Created', invalid],
  ['202 Accepted', invalid],
  ['203 Non-Authoritative Information', invalid],
  ['206 Partial Content', invalid],
  ['226 IM Used', invalid],
  ['300 Multiple Choices', invalid],
  ['301 Moved Permanently', invalid],
  ['302 Found', invalid],
  ['303 See Other', invalid],
  ['307 Temporary Redirect', invalid],
  ['308 Permanent Redirect', invalid],
  ['400 Bad Request', code('UPSTREAM_BAD_REQUEST')],
  ['401 Unauthorized', code('UPSTREAM_UNAUTHORIZED')],
  ['402 Payment Required', code('UPSTREAM_BAD_REQUEST')],
  ['403 Forbidden', code('UPSTREAM_FORBIDDEN')],
  ['404 Not Found', () => ({ value: null })],
  ['408 Request Timeout', code('UPSTREAM_BAD_REQUEST')],
  ['410 Gone', code('UPSTREAM_BAD_REQUEST')],
  ['418 Teapot', code('UPSTREAM_BAD_REQUEST')],
  ['429 Too Many Requests', code('UPSTREAM_RATE_LIMITED')],
  ['451 Unavailable For Legal Reasons', code('UPSTREAM_BAD_REQUEST')],
  ['500 Internal Server Error', unavailable],
  ['503 Service Unavailable', unavailable],
  ['599 Network Connect Timeout', unavailable],
  ['999 Whatever', unavailable],
];

export const statusLies: readonly VendorLie[] = [
  ...informational,
  {
    name: 'a thousand times 103, then the session',
    answer: raw((id) => 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(1000) + ok(id)),
    expected: session,
  },
  {
    name: '101 to another protocol that nobody asked for',
    answer: raw(
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n\x81\x05hello',
    ),
    expected: invalid,
  },
  { name: '204 without a body', answer: raw('HTTP/1.1 204 No Content\r\n\r\n'), expected: invalid },
  {
    name: '205 without a body',
    answer: raw('HTTP/1.1 205 Reset Content\r\ncontent-length: 0\r\n\r\n'),
    expected: invalid,
  },
  {
    name: '304 although nothing was conditional',
    answer: raw('HTTP/1.1 304 Not Modified\r\n\r\n'),
    expected: invalid,
  },
  ...statuses.map(([status, expected]) => ({
    name: status,
    answer: reply(sessionOf, {
      status,
      headers: ['location: /sessions/elsewhere', 'content-range: bytes 0-9/100'],
    }),
    expected,
  })),
  { name: 'a status of two digits', answer: raw('HTTP/1.1 20 OK\r\n\r\n', 'end'), expected: invalid },
  { name: 'a status of four digits', answer: raw('HTTP/1.1 2000 OK\r\n\r\n', 'end'), expected: invalid },
  { name: 'a status in words', answer: raw('HTTP/1.1 fine OK\r\n\r\n', 'end'), expected: invalid },
  {
    name: '403 whose body never comes',
    answer: raw('HTTP/1.1 403 Forbidden\r\ncontent-length: 100\r\n\r\n{'),
    expected: code('UPSTREAM_FORBIDDEN'),
  },
];
