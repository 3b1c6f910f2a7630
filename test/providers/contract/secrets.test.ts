import { inspect } from 'node:util';
import { expect, test } from '@jest/globals';
import { failureOf, graphWith } from '../../helpers/graph.ts';
import { breakConnection, bytes, hang, json, startServer, type Answer } from '../../helpers/server.ts';
import { describeEachProvider } from './subject.ts';

const credential = 'credential-3f9ab2';
const basePath = 'base-path-7c1d44';
const bodyText = 'body-text-5e2b90';
const headerText = 'header-text-81c6aa';

describeEachProvider('secrets', ({ provider: { id: provider }, facts }) => {
  const [id] = facts.ids;
  const secrets = { 'x-secret': headerText, 'set-cookie': headerText };
  const failures: [string, Answer][] = [
    ...[301, 400, 401, 403, 422, 429, 500, 503].map((status): [string, Answer] => [
      `status ${status}`,
      json({ error: bodyText, message: bodyText, status: bodyText, key: credential }, status, {
        ...secrets,
        location: `/${bodyText}`,
        'retry-after': bodyText,
      }),
    ]),
    ['a page', bytes(`<p>${bodyText} ${credential}`, secrets)],
    ['JSON that is cut short', bytes(`{"uuid":"${bodyText}`, secrets)],
    ['a JSON string', json(bodyText, 200, secrets)],
    ['another session', json(facts.answer(bodyText), 200, secrets)],
    ['what is no gzip', bytes(bodyText, { ...secrets, 'content-encoding': 'gzip' })],
    ['what is no HTTP', ({ socket }) => socket.end(`${bodyText}\r\n`)],
    ['a broken connection', breakConnection],
    ['silence', hang],
    ['a reason phrase', (_, response) => response.writeHead(402, bodyText).end(bodyText)],
  ];

  test.each(failures)('%s: neither the error nor the log tells a secret', async (_, answer) => {
    await using server = await startServer(answer);
    const options = { credential, timeoutMs: answer === hang ? 200 : 10_000 };
    await using graph = graphWith(provider, `${server.url}/${basePath}`, options);
    const error = await failureOf(graph.read(id));
    const told = [
      String(error),
      error.message,
      error.stack,
      JSON.stringify(error),
      JSON.stringify(error.extensions),
      inspect(error, { depth: Infinity, showHidden: true, getters: true }),
      graph.log.text(),
    ].join('\n');
    const { host } = new URL(server.url);
    for (const secret of [credential, basePath, bodyText, headerText, host, '127.0.0.1']) {
      expect(told).not.toContain(secret);
    }
    expect(error).not.toHaveProperty('cause');
  });

  test('a failure is logged once, with what an operator needs of it', async () => {
    await using server = await startServer(json({}, 403));
    await using graph = graphWith(provider, server.url);
    await failureOf(graph.read(id));
    const fields = { provider, operation: 'getSession', code: 'UPSTREAM_FORBIDDEN', status: 403 };
    expect(graph.log.lines).toMatchObject([{ level: 'warn', fields }]);
  });

  test('the credential goes to the vendor, as its header wants it', async () => {
    let seen: Record<string, unknown> = {};
    await using server = await startServer((request, response) => {
      seen = request.headers;
      json(facts.answer(id))(request, response);
    });
    await using graph = graphWith(provider, server.url, { credential });
    await graph.read(id);
    expect(seen).toMatchObject(facts.headers(credential));
  });
});
