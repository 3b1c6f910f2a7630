import type { RequestListener } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import type { Config } from '../../../src/server/config.ts';
import { codes, post, query, startServer } from '../../helpers/graphql-server.ts';
import { startVendor } from './vendor.ts';

const credential = 'hunter2-is-the-credential';
const document = `{
  chatwizeSession(externalId: "who-asks") { id }
  duohubSession(externalId: "who-asks") { id }
  opencxSession(externalId: "00000000-0000-4000-8000-000000000000") { id }
  zepSession(externalId: "who-asks") { id }
  chatwizeChatbot(externalId: "who-asks") { sessions { totalCount } }
}`;

/** All vendors at one address, with a credential that shows wherever it gets to. */
const at = (url: string, timeoutMs?: number) => (config: Config) => ({
  ...config,
  providers: Object.fromEntries(
    Object.entries(config.providers).map(([provider, settings]) => [
      provider,
      { ...settings, credential, baseUrl: new URL(url), ...(timeoutMs && { timeoutMs }) },
    ]),
  ),
});

async function told(
  url: string,
  timeoutMs?: number,
): Promise<{ text: string; log: string; codes: string[] }> {
  await using server = await startServer({ configure: at(url, timeoutMs) });
  const response = await post(server.url, JSON.stringify({ query: document }));
  const text = JSON.stringify([...response.headers]) + (await response.text());
  const answer = await query(server.url, document);
  return { text, log: server.log.join(''), codes: codes(answer).map((code) => code.replace(/.*: /, '')) };
}

/** A vendor that tells everything that it was told. */
const echo =
  (status: number, more: Record<string, string> = {}): RequestListener =>
  ({ headers, url }, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...more });
    response.end(JSON.stringify({ error: 'upstream-body', message: 'upstream-body', headers, url }));
  };

function expectNoSecret(said: string, url: string): void {
  expect(said).not.toContain(credential);
  expect(said).not.toContain('upstream-body');
  expect(said).not.toContain('who-asks');
  expect(said).not.toContain(new URL(url).host);
}

describe('neither the answer nor the log tells the credential, the URL or the body', () => {
  test.each<[string, RequestListener, string]>([
    ['401', echo(401), 'UPSTREAM_UNAUTHORIZED'],
    ['403', echo(403), 'UPSTREAM_FORBIDDEN'],
    ['418', echo(418), 'UPSTREAM_BAD_REQUEST'],
    ['429', echo(429, { 'retry-after': '600' }), 'UPSTREAM_RATE_LIMITED'],
    ['500', echo(500), 'UPSTREAM_UNAVAILABLE'],
    ['a redirect', echo(302, { location: `https://${credential}.example/` }), 'UPSTREAM_INVALID_RESPONSE'],
    ['another shape', echo(200), 'UPSTREAM_INVALID_RESPONSE'],
    ['no JSON', (_, response) => response.end(`upstream-body ${credential}`), 'UPSTREAM_INVALID_RESPONSE'],
    ['a broken compression', echo(200, { 'content-encoding': 'gzip' }), 'UPSTREAM_INVALID_RESPONSE'],
    ['a hang', () => undefined, 'UPSTREAM_TIMEOUT'],
    ['no HTTP', ({ socket }) => void socket.end(`upstream-body ${credential}`), 'UPSTREAM_INVALID_RESPONSE'],
    ['a reset', ({ socket }) => void socket.resetAndDestroy(), 'UPSTREAM_UNAVAILABLE'],
  ])('%s', async (_, answer, code) => {
    await using vendor = await startVendor(answer);
    const { text, log, codes: seen } = await told(vendor.url, code === 'UPSTREAM_TIMEOUT' ? 500 : undefined);
    expect(seen).toEqual(Array.from({ length: 5 }, () => code));
    expectNoSecret(text, vendor.url);
    expectNoSecret(log, vendor.url);
    expect(log).toContain('upstream call failed');
    expect(log).not.toContain('"level":50');
  });

  test('nobody there', async () => {
    // The discard service's port, on an address of this machine that nothing listens at.
    const url = 'http://127.0.0.9:9';
    const { text, log, codes: seen } = await told(url);
    expect(seen).toEqual(Array.from({ length: 5 }, () => 'UPSTREAM_UNAVAILABLE'));
    expectNoSecret(text, url);
    expectNoSecret(log, url);
  });
});

test('a record nested beyond 200 levels is an error at its raw, not the end of the process', async () => {
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  await using vendor = await startVendor((_, response) =>
    response.end(`{"session_id":"deep","user_id":"u-1","metadata":{"deep":${deep}}}`),
  );
  await using server = await startServer({ configure: at(vendor.url) });
  const answer = await query(
    server.url,
    '{ zepSession(externalId: "deep") { userId raw metadata { key value } } }',
  );
  expect(answer.data).toEqual({
    zepSession: { userId: 'u-1', raw: null, metadata: [{ key: 'deep', value: null }] },
  });
  expect(codes(answer)).toEqual([
    'zepSession.raw: UPSTREAM_INVALID_RESPONSE',
    'zepSession.metadata.0.value: UPSTREAM_INVALID_RESPONSE',
  ]);
});
