import { STATUS_CODES } from 'node:http';
import { expect, test } from '@jest/globals';
import type { ErrorCode } from '../../../src/model/errors.ts';
import { failureOf, graphWith } from '../../helpers/graph.ts';
import { json, startServer } from '../../helpers/server.ts';
import { describeEachProvider } from './subject.ts';

/** The contract's table, written down a second time. */
function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return 'UPSTREAM_UNAUTHORIZED';
  if (status === 403) return 'UPSTREAM_FORBIDDEN';
  if (status === 429) return 'UPSTREAM_RATE_LIMITED';
  if (status >= 500) return 'UPSTREAM_UNAVAILABLE';
  return status >= 400 ? 'UPSTREAM_BAD_REQUEST' : 'UPSTREAM_INVALID_RESPONSE';
}

const retryableCodes = new Set<ErrorCode>(['UPSTREAM_RATE_LIMITED', 'UPSTREAM_UNAVAILABLE']);

/** What Node knows of, and some that no standard has. */
const allStatuses = Object.keys(STATUS_CODES)
  .map(Number)
  .concat(299, 399, 430, 499, 520, 599)
  .filter((status) => status > 200);

describeEachProvider('statuses', ({ provider: { id: provider }, facts }) => {
  const [id] = facts.ids;

  /** The extensions of what comes of a status, with no time to try again. */
  async function extensionsOf(status: number, body: unknown, headers: Record<string, string> = {}) {
    await using server = await startServer(json(body, status, headers));
    await using graph = graphWith(provider, server.url);
    const { extensions } = await failureOf(graph.read(id));
    return { ...extensions, calls: server.paths.length };
  }

  function expected(status: number): object {
    const code = codeOfStatus(status);
    return { code, retryable: retryableCodes.has(code), provider };
  }

  for (const { status, body } of facts.failures.filter((failure) => failure.status !== 404)) {
    test(`the documented ${status} has its code`, async () => {
      expect(await extensionsOf(status, body)).toMatchObject(expected(status));
    });
  }

  test('404 is null', async () => {
    const body = facts.failures.find(({ status }) => status === 404)?.body ?? {};
    await using server = await startServer(json(body, 404));
    await using graph = graphWith(provider, server.url);
    expect(await graph.read(id)).toBeNull();
  });

  test('every other status than 200 has its code, whatever the body', async () => {
    const statuses = allStatuses.filter((status) => status !== 404);
    const found = await Promise.all(statuses.map((status) => extensionsOf(status, facts.answer(id))));
    expect(
      found.map(({ code, retryable, provider: named }) => ({ code, retryable, provider: named })),
    ).toEqual(statuses.map(expected));
  });

  test.each([301, 302, 303, 307, 308])('%d is not followed', async (status) => {
    expect(await extensionsOf(status, {}, { location: '/elsewhere' })).toMatchObject({ calls: 1 });
  });

  test.each([429, 500, 503])('%d says when to come back, in seconds', async (status) => {
    expect(await extensionsOf(status, {}, { 'retry-after': '120' })).toMatchObject({
      retryAfterSeconds: 120,
    });
  });

  test('429 says when to come back, by an HTTP date', async () => {
    const date = new Date(Date.now() + 2 * 60 * 60 * 1000).toUTCString();
    const { retryAfterSeconds } = await extensionsOf(429, {}, { 'retry-after': date });
    expect(Math.round((retryAfterSeconds ?? 0) / 60)).toBe(120);
  });

  test('429 says when to come back, by X-RateLimit-Reset', async () => {
    const reset = String(Math.floor(Date.now() / 1000) + 2 * 60 * 60);
    const { retryAfterSeconds } = await extensionsOf(429, {}, { 'x-ratelimit-reset': reset });
    expect(Math.round((retryAfterSeconds ?? 0) / 60)).toBe(120);
  });

  test('a failure that is unrelated to the quota does not end when the quota is renewed', async () => {
    const reset = String(Math.floor(Date.now() / 1000) + 60);
    expect(await extensionsOf(503, {}, { 'x-ratelimit-reset': reset })).toMatchObject({ calls: 3 });
  });

  test('429 that names no time is over in a minute, as far as we know', async () => {
    expect(await extensionsOf(429, {})).toMatchObject({ retryAfterSeconds: 60, calls: 1 });
  });

  test('a status is told even when its body never ends', async () => {
    await using server = await startServer((_, response) => {
      response.writeHead(403).write('{');
    });
    await using graph = graphWith(provider, server.url, { timeoutMs: 1500 });
    expect((await failureOf(graph.read(id))).code).toBe('UPSTREAM_FORBIDDEN');
  });

  test('a status is told even when its body is long', async () => {
    const body = 'x'.repeat(2 * 1024 * 1024);
    expect(await extensionsOf(403, body)).toMatchObject({ code: 'UPSTREAM_FORBIDDEN', calls: 1 });
  });
});
