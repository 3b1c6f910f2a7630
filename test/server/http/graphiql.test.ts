import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { ApolloServer } from '@apollo/server';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import { GraphQLError } from 'graphql';
import { graphqlHandler } from '../../../src/server/http/graphql-handler.ts';
import { registerGraphiql } from '../../../src/server/http/graphiql.ts';
import type { GraphiqlExample } from '../../../src/server/http/graphiql.ts';
import { answer, describeInBrowser, tab, type } from '../../helpers/browser.ts';

const EXAMPLES: readonly GraphiqlExample[] = [
  {
    query: 'query OneSession($id: ID!) {\n  session(id: $id) {\n    id\n  }\n}\n',
    variables: { id: 'first' },
  },
  { query: 'query AllProviders {\n  sessionProviders {\n    provider\n  }\n}\n' },
  {
    query: 'query AnotherSession($id: ID!) {\n  session(id: $id) {\n    id\n  }\n}\n',
    variables: { id: 'second' },
  },
];

async function startServer(examples: readonly GraphiqlExample[] = EXAMPLES, prefix = '') {
  const apollo = new ApolloServer({ schema, introspection: true });
  await apollo.start();
  const app = fastify();
  await app.register(
    async (scope) => {
      await registerGraphiql(scope, { examples });
      scope.route({ url: '/graphql', method: ['GET', 'POST'], handler: graphqlHandler(apollo, () => ({})) });
    },
    { prefix },
  );
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return { app, url: `${address}${prefix}`, [Symbol.asyncDispose]: () => app.close() };
}

const schema = makeExecutableSchema({
  typeDefs: `
    enum SessionProvider { CHATWIZE DUOHUB OPENCX ZEP }
    type SessionProviderInfo { provider: SessionProvider! enabled: Boolean! availability: String }
    type Session { id: ID! }
    type Query { sessionProviders: [SessionProviderInfo!] session(id: ID!): Session }
  `,
  resolvers: {
    Query: {
      sessionProviders: () =>
        ['CHATWIZE', 'DUOHUB', 'OPENCX', 'ZEP'].map((provider) => ({ provider, enabled: true })),
      session: (_root: unknown, { id }: { id: string }) => {
        if (id !== 'nonsense') return { id };
        throw new GraphQLError('That is no id.', { extensions: { code: 'BAD_USER_INPUT' } });
      },
    },
  },
});

describe('what the server sends for GraphiQL', () => {
  it('guards the page, its assets and its examples with the same headers', async () => {
    await using server = await startServer();
    const page = await server.app.inject('/graphiql');
    const [asset = ''] = page.body.match(/graphiql\/assets\/main-\w+\.js/) ?? [];
    const script = await server.app.inject(`/${asset}`);
    const examples = await server.app.inject('/graphiql/examples.json');

    expect([page, script, examples].map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    for (const { headers } of [page, script, examples]) {
      expect(headers['content-security-policy']).toMatch(/^default-src 'self'; style-src /);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['x-frame-options']).toBe('DENY');
    }
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(examples.headers['cache-control']).toBe('no-cache');
    expect(examples.json()).toEqual(EXAMPLES);
  });

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('sends its files compressed with %s', async (encoding, decompress) => {
    await using server = await startServer();
    const { body: html } = await server.app.inject('/graphiql');
    const files = html.match(/graphiql\/assets\/(main|page)-\w+\.(js|css)/g) ?? [];
    expect(files).toHaveLength(2);
    for (const file of files) {
      const plain = await server.app.inject(`/${file}`);
      const compressed = await server.app.inject({
        url: `/${file}`,
        headers: { 'accept-encoding': `deflate, ${encoding}` },
      });
      expect(compressed.headers).toMatchObject({
        'content-encoding': encoding,
        'content-type': plain.headers['content-type'],
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
      });
      expect(decompress(compressed.rawPayload)).toEqual(plain.rawPayload);
      expect(compressed.rawPayload.length).toBeLessThan(plain.rawPayload.length * 0.6);
    }
  });

  it.each(['/graphiql', '/graphiql/examples.json'])(
    'sends %s again only when it has changed',
    async (url) => {
      await using server = await startServer();
      await using other = await startServer([]);
      const { headers } = await server.app.inject(url);
      const tag = String(headers.etag);
      const repeat = (value: string) => server.app.inject({ url, headers: { 'if-none-match': value } });
      for (const same of [await repeat(tag), await repeat(`W/${tag}`), await repeat(`"another", ${tag}`)]) {
        expect([same.statusCode, same.body, same.headers.etag]).toEqual([304, '', tag]);
        expect(same.headers['content-security-policy']).toBe(headers['content-security-policy']);
      }
      expect((await repeat('"another"')).statusCode).toBe(200);
      const tagOfOther = (await other.app.inject(url)).headers.etag;
      expect(tagOfOther === tag).toBe(url === '/graphiql');
    },
  );

  it('has a tag for each asset', async () => {
    await using server = await startServer();
    const { body } = await server.app.inject('/graphiql');
    const [asset = ''] = body.match(/graphiql\/assets\/main-\w+\.js/) ?? [];
    const { headers } = await server.app.inject(`/${asset}`);
    const same = await server.app.inject({
      url: `/${asset}`,
      headers: { 'if-none-match': String(headers.etag) },
    });
    expect(same.statusCode).toBe(304);
  });

  it('never lets inline script or eval run', async () => {
    await using server = await startServer();
    const { headers } = await server.app.inject('/graphiql');
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toContain("default-src 'self'");
    expect(policy.filter((directive) => /^script-src|unsafe-eval|blob:/.test(directive))).toEqual([]);
  });

  it.each([
    '/graphiql/assets/../index.html',
    '/graphiql/assets/..%2findex.html',
    '/graphiql/assets/%2e%2e/%2e%2e/%2e%2e/package.json',
    '/graphiql/assets/..%5c..%5c..%5cpackage.json',
    '/graphiql/assets/%00',
    '/graphiql/assets/',
    '/graphiql/index.html',
  ])('serves nothing at %s', async (path) => {
    await using server = await startServer();
    const { statusCode, body } = await server.app.inject(path);
    expect([400, 403, 404]).toContain(statusCode);
    expect(body).not.toMatch(/<html|dependencies/);
  });

  it('sends a visitor of /graphiql/ to the address that the page can find its parts from', async () => {
    await using server = await startServer();
    const { statusCode, headers } = await server.app.inject('/graphiql/');
    expect([statusCode, headers.location]).toEqual([308, '../graphiql']);
  });
});

describeInBrowser('GraphiQL in a browser', ({ openPage, faults }) => {
  it('answers a query that a person types', async () => {
    await using server = await startServer([]);
    await using page = await openPage(server.url);
    await type(page, '{ sessionProviders { provider enabled } }');
    await page.keyboard.press('ControlOrMeta+Enter');
    await answer(page, '"sessionProviders": [').filter({ hasText: '"provider": "ZEP"' }).waitFor();
  });

  it('completes fields from the schema and marks what is not in it', async () => {
    await using server = await startServer([]);
    await using page = await openPage(server.url);
    await type(page, '{ sessionProv');
    await page.locator('.suggest-widget.visible', { hasText: 'sessionProviders' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.graphiql-query-editor', { hasText: '{ sessionProviders' }).waitFor();
    await type(page, '{ sessionProviders { provider nonsense } }');
    await page.locator('.graphiql-query-editor .squiggly-error').first().waitFor();
    // Where a worker cannot start, Monaco quietly does its work in the page.
    const workers = page.workers().map((worker) => worker.url());
    expect(workers).toContainEqual(expect.stringContaining(`${server.url}/graphiql/assets/graphql.worker-`));
  });

  it('shows an error of the graph', async () => {
    await using server = await startServer([]);
    await using page = await openPage(server.url);
    await type(page, '{ session(id: "nonsense") { id } }');
    await page.getByRole('button', { name: /execute query/i }).click();
    await answer(page, '"errors": [').filter({ hasText: '"code": "BAD_USER_INPUT"' }).waitFor();
  });

  it('opens with a query that tells which vendors are on when there are no examples', async () => {
    await using server = await startServer([]);
    await using page = await openPage(server.url);
    await page
      .locator('.graphiql-query-editor', { hasText: 'One graph over the sessions kept with' })
      .waitFor();
    await answer(page, '"provider": "CHATWIZE"').waitFor();
  });

  it('opens a tab for each example, and each runs', async () => {
    await using server = await startServer();
    await using page = await openPage(server.url);
    const examples: GraphiqlExample[] = (await server.app.inject('/graphiql/examples.json')).json();
    const titles = examples.map(({ query }) => /query (\w+)/.exec(query)?.[1] ?? '');
    expect(examples.length).toBeGreaterThan(1);
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(titles);
    for (const [index, title] of titles.entries()) {
      await tab(page, title).click();
      await page.locator('.graphiql-query-editor', { hasText: title }).waitFor();
      for (const name of Object.keys(examples[index]?.variables ?? {}))
        await page.locator('[aria-label="Variables"]', { hasText: `"${name}"` }).waitFor();
      const response = page.waitForResponse((from) => from.request().postData()?.includes(title) ?? false);
      await page.getByRole('button', { name: /execute query/i }).click();
      expect(await (await response).json()).toHaveProperty('data', expect.anything());
      await answer(page, /"(data|errors)":/).waitFor();
    }
  });

  it('keeps tabs and variables over a reload, but no header', async () => {
    await using server = await startServer();
    await using page = await openPage(server.url);
    await tab(page, 'AnotherSession').click();
    await page.getByRole('button', { name: 'Headers' }).click();
    await page.locator('[aria-label="Headers"] .view-lines:visible').click();
    await page.keyboard.type('{"authorization":"hunter2');
    await type(page, 'query Renamed($id: ID!) { session(id: $id) { id } }');
    await tab(page, 'Renamed').waitFor();
    await page.getByRole('button', { name: /execute query/i }).click();
    await answer(page, '"id": "second"').waitFor();
    // A function: a string would need eval, which the page's policy refuses.
    await page.waitForFunction(() => /"title.{1,9}Renamed/.test(JSON.stringify(localStorage)));
    // The history of queries, which GraphiQL writes later than the tabs.
    await page.waitForFunction(() =>
      Object.keys(localStorage).some((key) => key.endsWith('graphiql:queries')),
    );
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('hunter2');
    await page.reload();
    await page.locator('[aria-label="Variables"]', { hasText: '"second"' }).waitFor();
    await page.getByRole('button', { name: /execute query/i }).click();
    await answer(page, '"id": "second"').waitFor();
  });

  it('works behind a path prefix', async () => {
    await using server = await startServer(EXAMPLES, '/team/sessions');
    await using page = await openPage(server.url);
    await tab(page, 'OneSession').waitFor();
    await page.getByRole('button', { name: /execute query/i }).click();
    await answer(page, '"id": "first"').waitFor();
  });

  it('ends the request when the person stops it', async () => {
    await using server = await startServer([]);
    await using page = await openPage(server.url);
    await page.route('**/graphql', () => {});
    await page.getByRole('button', { name: /execute query/i }).click();
    const failed = page.waitForEvent('requestfailed');
    await page.getByRole('button', { name: /stop query/i }).click();
    expect((await failed).failure()?.errorText).toBe('net::ERR_ABORTED');
  });

  it('shows an answer that is not JSON as an error', async () => {
    await using server = await startServer([]);
    await using page = await openPage(server.url);
    await page.route('**/graphql', (route) => route.fulfill({ status: 200, body: '<html>' }));
    await page.getByRole('button', { name: /execute query/i }).click();
    await answer(page, 'The server answered 200 OK with a body that is not JSON.').waitFor();
  });

  it('would notice a request to the outside', async () => {
    await using server = await startServer([]);
    await using page = await openPage(server.url);
    const noticed = page.waitForEvent('console', (line) =>
      line.text().startsWith('policy violated: connect-src'),
    );
    await page.evaluate(`fetch('https://example.com/').catch(() => {})`);
    await noticed;
    await page.context().close();
    expect(faults).not.toEqual([]);
    faults.length = 0;
  });
});
