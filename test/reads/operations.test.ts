import { Access } from '../../src/reads/access.ts';
import type { IncomingMessage } from 'node:http';
import { describe, expect, jest, test } from '@jest/globals';
import type { Chain, Operation } from '../../src/upstream/operation.ts';
import { credentialOf } from '../../src/reads/accounts.ts';
import { Loaders } from '../../src/reads/loaders.ts';
import { Registry, type RegisteredProvider } from '../../src/reads/registry.ts';
import type { Observer } from '../../src/upstream/observer.ts';
import { inTurn, json, startServer, type Answer } from '../helpers/server.ts';
import { recordingLogger } from '../helpers/logger.ts';
import {
  accountOf,
  anyFailure,
  anyJson,
  openAccounts,
  providerWith,
  request,
  settingsFor,
} from './provider.ts';

/** Answers with what arrived. */
const echo: Answer = async (incoming, response) => {
  const { method, url, headers } = incoming;
  const body = await textOf(incoming);
  json({ method, url, body, type: headers['content-type'], token: headers.authorization })(
    incoming,
    response,
  );
};

async function textOf(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of incoming) text += String(chunk);
  return text;
}

async function read<T>(
  operation: Operation<T>,
  answer: Answer,
  options: object = {},
  observer: Observer = {},
) {
  const server = await startServer(answer);
  const accounts = openAccounts({ observer });
  const provider = providerWith(operation as Operation<unknown>);
  const account = accountOf(accounts, provider, settingsFor(`${server.url}/api`, options));
  return {
    server,
    account,
    get: (key = 'key', context = request()) => account.read(operation, key, context),
    [Symbol.asyncDispose]: async () => {
      accounts.stop();
      await server[Symbol.asyncDispose]();
    },
  };
}

describe('a request', () => {
  test('has its path segments encoded, its query, and the headers of the account', async () => {
    const search: Operation<unknown> = {
      ...anyJson,
      request: (key) => ({
        path: ['find', key],
        query: { text: 'a&b=c d', page: 2, open: true, none: undefined },
      }),
    };
    await using reading = await read(search, echo);
    expect((await reading.get('x/y?z')).value).toEqual({
      method: 'GET',
      url: '/api/find/x%2Fy%3Fz?text=a%26b%3Dc+d&page=2&open=true',
      body: '',
      token: 'Api-Key first',
    });
  });

  test('can be a POST with a JSON body, which is cached and coalesced like any other', async () => {
    const filter: Operation<unknown> = {
      ...anyJson,
      request: (key) => ({ method: 'POST', path: ['filter'], body: { contact: key, sort: ['created_at'] } }),
    };
    await using reading = await read(filter, echo);
    const answers = await Promise.all([reading.get(), reading.get()]);
    expect(answers.map(({ value }) => value)).toEqual(
      Array.from({ length: 2 }, () => ({
        method: 'POST',
        url: '/api/filter',
        body: '{"contact":"key","sort":["created_at"]}',
        type: 'application/json',
        token: 'Api-Key first',
      })),
    );
    await reading.get();
    expect(reading.server.paths).toHaveLength(1);
    await reading.get('another');
    expect(reading.server.paths).toHaveLength(2);
  });

  test('of a POST is repeated with its body when the vendor fails', async () => {
    const post: Operation<unknown> = {
      ...anyJson,
      request: () => ({ method: 'POST', path: ['filter'], body: { a: 1 } }),
    };
    await using reading = await read(post, inTurn(json({}, 503), echo));
    expect((await reading.get()).value).toMatchObject({ method: 'POST', body: '{"a":1}' });
    expect(reading.server.paths).toHaveLength(2);
  });
});

interface Page {
  readonly rows: readonly string[];
  readonly next?: string | undefined;
  readonly isComplete?: boolean;
}

const chain: Chain<Page> = {
  maxRequests: () => 3,
  next: ({ next }, key) =>
    next === undefined ? undefined : { path: ['pages', key], query: { cursor: next } },
  join: (pages, isComplete) => ({ rows: pages.flatMap(({ rows }) => rows), isComplete }),
};

const pages: Operation<Page> = {
  ...anyJson,
  name: 'listPages',
  request: (key) => ({ path: ['pages', key] }),
  decode: (body) => body as Page,
  lifetimeMs: (_, { cacheListMs }) => cacheListMs,
  chain,
};

/** Pages that follow each other until there are no more. */
function pagesOf(...rows: readonly string[]): Answer {
  return (incoming, response) => {
    const { searchParams } = new URL(incoming.url ?? '', 'http://vendor');
    const place = Number(searchParams.get('cursor') ?? 0);
    const next = place + 1 < rows.length ? String(place + 1) : undefined;
    json({ rows: [rows[place]], next })(incoming, response);
  };
}

describe('a chain', () => {
  test('follows each answer with the next request, and is one value', async () => {
    await using reading = await read(pages, pagesOf('a', 'b', 'c'));
    expect((await reading.get()).value).toEqual({ rows: ['a', 'b', 'c'], isComplete: true });
    expect(reading.server.paths).toEqual([
      '/api/pages/key',
      '/api/pages/key?cursor=1',
      '/api/pages/key?cursor=2',
    ]);
    await reading.get();
    expect(reading.server.paths).toHaveLength(3);
  });

  test('ends at its bound, and says that it is not complete', async () => {
    await using reading = await read(pages, pagesOf('a', 'b', 'c', 'd'));
    expect((await reading.get()).value).toEqual({ rows: ['a', 'b', 'c'], isComplete: false });
    expect(reading.server.paths).toHaveLength(3);
  });

  test('has one bound on the bytes of all its answers', async () => {
    const long = 'x'.repeat(500);
    await using within = await read(pages, pagesOf(long, long), { maxSessionBytes: 1100 });
    expect((await within.get()).value).toEqual({ rows: [long, long], isComplete: true });
    await using over = await read(pages, pagesOf(long, long, long), { maxSessionBytes: 1100 });
    expect((await over.get()).value).toEqual({ rows: [long, long], isComplete: false });
    await using first = await read(pages, pagesOf(long, long), { maxSessionBytes: 400 });
    await expect(first.get()).rejects.toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
  });

  test('retries only the request that failed', async () => {
    const [first, second] = [json({ rows: ['a'], next: '1' }), json({ rows: ['b'] })];
    const callEnded = jest.fn();
    await using reading = await read(pages, inTurn(first, json({}, 503), second), {}, { callEnded });
    expect((await reading.get()).value.rows).toEqual(['a', 'b']);
    expect(reading.server.paths).toEqual([
      '/api/pages/key',
      '/api/pages/key?cursor=1',
      '/api/pages/key?cursor=1',
    ]);
    expect(callEnded).toHaveBeenCalledWith(
      expect.objectContaining({ operation: 'listPages', outcome: 'OK', attempts: 3, retries: 1 }),
    );
  });

  test('spends one call of the quota for each request', async () => {
    await using reading = await read(pages, pagesOf('a', 'b', 'c'), { quota: 10 });
    await reading.get();
    expect((await reading.account.status()).quota).toMatchObject({ limit: 10, remaining: 7 });
  });
});

test('404 is null where the operation says so, and NOT_FOUND elsewhere', async () => {
  await using nullable = await read({ ...anyJson, nullWhenNotFound: true }, json({}, 404));
  expect(await nullable.get()).toMatchObject({ value: null, stale: false });
  await using strict = await read(anyJson, json({}, 404));
  await expect(strict.get()).rejects.toEqual(anyFailure('NOT_FOUND'));
});

function rejectEverything(): never {
  throw new Error('hunter2');
}

test('what the decoder throws is an invalid response, without its message', async () => {
  await using reading = await read({ ...anyJson, decode: rejectEverything }, json({}));
  await expect(reading.get()).rejects.toMatchObject({
    code: 'UPSTREAM_INVALID_RESPONSE',
    message: 'Zep sent an answer that does not have the documented shape.',
  });
});

test('skipped rows are logged and counted once for each answer of the vendor', async () => {
  const rowsLeftOut = jest.fn();
  const log = recordingLogger();
  await using reading = await read({ ...anyJson, skippedRows: () => 2 }, json([]), {}, { rowsLeftOut });
  await reading.get('key', request({ log }));
  await reading.get('key', request({ log }));
  expect(rowsLeftOut.mock.calls).toEqual([[{ provider: 'ZEP', rows: 2 }]]);
  expect(log.lines).toEqual([
    {
      level: 'warn',
      message: 'rows without a usable id were skipped',
      fields: { provider: 'ZEP', operation: 'getAnything', rows: 2 },
    },
  ]);
});

describe('a chain whose vendor misbehaves', () => {
  const unusable = { code: 'UPSTREAM_INVALID_RESPONSE' };

  test.each(['next', 'join'] as const)(
    'fails as an invalid response when %s cannot process a page',
    async (part) => {
      const broken = { ...pages, chain: { ...chain, [part]: rejectEverything } };
      await using reading = await read(broken, pagesOf('a', 'b'));
      await expect(reading.get()).rejects.toMatchObject(unusable);
    },
  );

  test('fails, instead of being null, when a page is missing', async () => {
    const nullable = { ...pages, nullWhenNotFound: true };
    await using reading = await read(nullable, inTurn(json({ rows: ['a'], next: '1' }), json({}, 404)));
    await expect(reading.get()).rejects.toMatchObject(unusable);
  });

  test.each(['', '.', '..', '\uD800'])('sends no request for the path segment %j', async (segment) => {
    const next = () => ({ path: ['pages', segment] });
    await using reading = await read({ ...pages, chain: { ...chain, next } }, pagesOf('a'));
    await expect(reading.get()).rejects.toMatchObject(unusable);
    expect(reading.server.paths).toHaveLength(1);
  });
});

test('a loader reads each key of an operation once for a request', async () => {
  await using server = await startServer(json({ a: 1 }));
  using accounts = openAccounts({ store: undefined });
  const provider = providerWith(anyJson);
  const credential = credentialOf(provider, settingsFor(server.url));
  const registry = new Registry([provider], new Map([[provider.id, credential]]), accounts);
  const loaders = new Loaders(registry, request(), new Access());
  const [registered] = registry.all as [RegisteredProvider];
  const readAll = (...keys: string[]) =>
    Promise.all(keys.map((key) => loaders.read(registered, anyJson, key)));
  expect((await readAll('a', 'b', 'a')).map(({ value }) => value)).toEqual([{ a: 1 }, { a: 1 }, { a: 1 }]);
  await readAll('b');
  expect(server.paths).toEqual(['/anything/a', '/anything/b']);
});
