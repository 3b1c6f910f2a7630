import { expect, test } from '@jest/globals';
import { loopbackOrigin } from '../../../src/server/http/cors.ts';
import { openRaw, post, startServer } from '../../helpers/graphql-server.ts';

const app = 'https://app.example';

function preflight(url: string, origin: string): Promise<Response> {
  const headers = {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type,authorization',
  };
  return fetch(`${url}/graphql`, { method: 'OPTIONS', headers });
}

test('an allowed origin gets an answer to its preflight that browsers keep', async () => {
  await using server = await startServer({ environment: { CORS_ORIGINS: `${app}, https://other.example` } });
  const response = await preflight(server.url, app);
  expect(response.status).toBe(204);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'access-control-allow-origin': app,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'content-type,authorization',
    'access-control-max-age': '7200',
  });
  expect(response.headers.has('access-control-allow-credentials')).toBe(false);
});

test('an allowed origin can read answers, refusals included', async () => {
  await using server = await startServer({ environment: { CORS_ORIGINS: app } });
  const headers = { origin: app };
  const answer = await post(server.url, '{"query":"{ __typename }"}', { headers });
  const refusal = await post(server.url, '{}', { headers: { ...headers, 'x-api-key': 'unknown' } });
  expect([answer.status, refusal.status]).toEqual([200, 401]);
  for (const { headers: of } of [answer, refusal]) expect(of.get('access-control-allow-origin')).toBe(app);
});

test.each([
  'https://evil.example',
  'https://app.example.evil.example',
  'http://app.example',
  'https://app.example:8443',
  'null',
])('the origin %s gets no permission', async (origin) => {
  await using server = await startServer({ environment: { CORS_ORIGINS: app } });
  expect((await preflight(server.url, origin)).headers.has('access-control-allow-origin')).toBe(false);
  const answer = await post(server.url, '{"query":"{ __typename }"}', { headers: { origin } });
  expect(answer.headers.has('access-control-allow-origin')).toBe(false);
});

test('without CORS_ORIGINS a preflight gets no permission', async () => {
  await using server = await startServer();
  const response = await preflight(server.url, app);
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([404, null]);
});

test.each(['https://app.example/', 'https://APP.example', 'app.example', '*', 'https://app.example:443'])(
  '%s is not an origin as browsers send it',
  async (origin) => {
    await expect(startServer({ environment: { CORS_ORIGINS: origin } })).rejects.toThrow(
      'CORS_ORIGINS must be',
    );
  },
);

test.each([
  ['http://localhost:5173', true],
  ['https://127.0.0.1', true],
  ['http://[::1]:3000', true],
  ['http://localhost.evil.example', false],
  ['http://evil.example/localhost', false],
  ['null', false],
])('the sandbox allows the origin %s: %p', (origin, allowed) => {
  expect(loopbackOrigin.test(origin)).toBe(allowed);
});

test('answers vary by credential and origin', async () => {
  await using server = await startServer();
  const answer = await post(server.url, '{"query":"{ __typename }"}');
  const vary = (answer.headers.get('vary') ?? '').toLowerCase().split(/,\s*/);
  expect(vary).toEqual(expect.arrayContaining(['authorization', 'x-api-key', 'origin']));
});

test.each(['/graphql', '/healthz', '/metrics', '/graphiql', '/nowhere', '/%zz'])(
  '%s carries the security headers',
  async (path) => {
    await using server = await startServer();
    const { headers } = await fetch(`${server.url}${path}`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    });
    expect(headers.has('set-cookie')).toBe(false);
  },
);

test.each([
  ['no HTTP', 'what is this\r\n\r\n', '400'],
  ['too large headers', `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, '431'],
])('the answer to %s carries the security headers', async (_, bytes, status) => {
  await using server = await startServer();
  const raw = await openRaw(server.url);
  raw.write(bytes);
  const answer = await raw.answer;
  expect(answer.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
  expect(answer).toContain("content-security-policy: default-src 'none'");
  expect(answer).toContain('x-content-type-options: nosniff');
});
