import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startServer, type TestServer } from '../../helpers/graphql-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => server[Symbol.asyncDispose]());

const audits = serverAudits({
  url: () => `${server.url}/graphql`,
  // What CSRF prevention wants of requests that a foreign web page could send as well.
  fetchFn: (url: string, init: RequestInit = {}) =>
    fetch(url, { ...init, headers: { 'apollo-require-preflight': 'true', ...init.headers } }),
});

test('the audit has the 61 checks that were there when it was written', () => {
  expect(audits).toHaveLength(61);
});

test.each(audits.map(({ name, fn }) => ({ name, fn })))('$name', async ({ fn }) => {
  expect(await fn()).toMatchObject({ status: 'ok' });
});
