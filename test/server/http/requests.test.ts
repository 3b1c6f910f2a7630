import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openRaw, post, query, startServer, type TestServer } from '../../helpers/graphql-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startServer({ environment: { MAX_REQUEST_BYTES: '300000' } });
});
afterAll(async () => server[Symbol.asyncDispose]());

const anyError = { errors: [{ message: expect.any(String), extensions: { retryable: false } }] };

describe('a request that is not well-formed gets a GraphQL-shaped error without a stack', () => {
  test.each([
    ['JSON that ends too early', '{"query": "{', 400],
    ['an empty body', '', 400],
    ['a body that is no object', 'null', 400],
    ['a query that is no text', '{"query":1}', 400],
    ['a batch', '[{"query":"{ __typename }"}]', 400],
    ['a poisoned prototype', '{"query":"{ __typename }","__proto__":{"a":1}}', 400],
    ['a body over the limit', JSON.stringify({ query: ' '.repeat(300_000) }), 413],
  ])('%s', async (_, body, status) => {
    const response = await post(server.url, body);
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(JSON.parse(text)).toMatchObject(anyError);
    expect(text).not.toMatch(/\bat |node_modules|\.ts|stack/);
  });

  test.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'content type %s',
    async (type) => {
      const headers = { 'content-type': type };
      const response = await post(server.url, '{"query":"{ __typename }"}', { headers });
      expect(response.status).toBe(415);
      expect(await response.json()).toMatchObject(anyError);
    },
  );

  test.each([
    ['PUT', '/graphql', 405],
    ['DELETE', '/graphql', 405],
    ['GET', '/nowhere?token=hunter2', 404],
    ['GET', '/graphql/%zz', 400],
  ])('%s %s', async (method, path, status) => {
    const response = await fetch(server.url + path, { method });
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(JSON.parse(text)).toMatchObject(anyError);
    expect(text).not.toMatch(/hunter2|%zz/);
    expect(response.headers.get('allow')).toBe(status === 405 ? 'GET, POST' : null);
  });

  test.each(['a b', '[', '[::1', '%', ':', ''])('Host: %s', async (host) => {
    const target = '/graphql?query=%7B__typename%7D';
    const connection = await openRaw(server.url);
    connection.write(
      `GET ${target} HTTP/1.1\r\nHost: ${host}\r\napollo-require-preflight: 1\r\nConnection: close\r\n\r\n`,
    );
    const answer = await connection.answer;
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('The Host header is invalid.');
  });

  test('none of them is logged as a fault of ours', () => {
    expect(server.log.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});

const fragments = (count: number): string =>
  Array.from({ length: count }, (_, i) => `fragment f${i} on Query { ...f${i + 1} }`).join(' ');

describe('a huge or deep document is refused, and the server goes on', () => {
  test.each([
    ['fields', '{a'.repeat(100_000)],
    ['lists', `{ nodes(ids: ${'['.repeat(9_000)}${']'.repeat(9_000)}) { id } }`],
    ['objects', `{ nodes(ids: ${'{a:'.repeat(3_000)}1${'}'.repeat(3_000)}) { id } }`],
    ['one field many times', `{ ${'__typename '.repeat(20_000)} }`],
    ['aliases', `{ ${Array.from({ length: 9_000 }, (_, i) => `a${i}: __typename`).join(' ')} }`],
    ['directives', `{ __typename ${'@a '.repeat(20_000)} }`],
    ['a chain of fragments', `{ ...f0 } ${fragments(5_000)} fragment f5000 on Query { __typename }`],
    ['a circle of fragments', '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }'],
  ])('%s', async (_, document) => {
    const { data, errors = [] } = await query(server.url, document);
    expect(data).toBeUndefined();
    expect(errors[0]?.extensions.code).toMatch(/^GRAPHQL_(PARSE|VALIDATION)_FAILED$/);
    expect(errors[0]?.message).not.toContain('call stack');
    expect(await query(server.url, '{ __typename }')).toEqual({ data: { __typename: 'Query' } });
  });

  test.each([
    ['deep', '['.repeat(100_000) + ']'.repeat(100_000), 'BAD_USER_INPUT'],
    ['many invalid', JSON.stringify(Array.from({ length: 900 }, () => 1.5)), 'BAD_USER_INPUT'],
    ['too many', JSON.stringify(Array.from({ length: 20_000 }, () => 1.5)), 'OPERATION_TOO_COMPLEX'],
  ])('%s variables', async (_, ids, code) => {
    const body = `{"query":"query ($ids: [ID!]!) { nodes(ids: $ids) { id } }","variables":{"ids":${ids}}}`;
    const { errors } = (await (await post(server.url, body)).json()) as { errors: object[] };
    const codes = errors.map((error) => (error as { extensions: object }).extensions);
    expect(new Set(codes.map((extensions) => JSON.stringify(extensions)))).toEqual(
      new Set([`{"code":"${code}","retryable":false}`]),
    );
  });

  test('none of them is logged as a fault of ours', () => {
    expect(server.log.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});

describe('CSRF prevention', () => {
  const url = (): string => `${server.url}/graphql?query=%7B__typename%7D`;

  test('refuses a GET that any web page can send', async () => {
    const response = await fetch(url());
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('CSRF');
  });

  test('lets a GET pass with a header that no web page can send unasked', async () => {
    const response = await fetch(url(), { headers: { 'apollo-require-preflight': '1' } });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  });
});

describe('the request id', () => {
  const idOf = async (given: string): Promise<string | null> =>
    (await post(server.url, '{}', { headers: { 'x-request-id': given } })).headers.get('x-request-id');

  test('is the one that came, in the answer and in the log', async () => {
    const headers = { 'x-request-id': 'trace.me-1_A' };
    const response = await post(server.url, '{"query":"{ __typename }"}', { headers });
    expect(response.headers.get('x-request-id')).toBe('trace.me-1_A');
    expect(server.log.filter((line) => line.includes('"reqId":"trace.me-1_A"'))).toHaveLength(1);
  });

  test.each(['', 'x'.repeat(65), 'a b', '{"a":1}', 'é'])('is made anew instead of %p', async (given) => {
    expect(await idOf(given)).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  });
});
