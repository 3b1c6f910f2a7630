import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import type { RequestContext } from '../../src/upstream/call.ts';
import type { Operation } from '../../src/upstream/operation.ts';
import { inTurn, json, startServer, type Answer } from '../helpers/server.ts';
import { accountOf, anyJson, openAccounts, providerWith, request, settingsFor } from './provider.ts';

interface Page {
  readonly rows: readonly string[];
  readonly next?: string;
  readonly isComplete?: boolean;
}

const pages: Operation<Page> = {
  ...anyJson,
  decode: (body) => body as Page,
  chain: {
    maxRequests: () => 3,
    next: ({ next }) => (next === undefined ? undefined : { path: [next] }),
    join: (read, isComplete) => ({ rows: read.flatMap(({ rows }) => rows), isComplete }),
  },
};

function endingIn(milliseconds: number): RequestContext {
  const signal = AbortSignal.timeout(milliseconds);
  return request({ signal, deadline: performance.now() + milliseconds });
}

/** Reads one key for a request, and for one that joins it. Default: one with more time. */
async function readTwice<T>(
  operation: Operation<T>,
  answer: Answer,
  first: RequestContext,
  second = request(),
) {
  const server = await startServer(answer);
  const accounts = openAccounts();
  const account = accountOf(accounts, providerWith(operation), settingsFor(server.url));
  const valueFor = async (context: RequestContext) => (await account.read(operation, 'key', context)).value;
  return {
    server,
    outcomes: Promise.allSettled([valueFor(first), valueFor(second)]),
    [Symbol.asyncDispose]: async () => {
      accounts.stop();
      await server[Symbol.asyncDispose]();
    },
  };
}

const answered = (value: unknown) => ({ status: 'fulfilled', value });
const tooLate = { status: 'rejected', reason: { code: 'UPSTREAM_TIMEOUT' } };

describe('a read that two requests wait for', () => {
  test('is repeated for the one with more time when the vendor fails, though the request that started it has no time for that', async () => {
    // Less than the shortest wait before a retry.
    await using reads = await readTwice(anyJson, inTurn(json({}, 503), json({ a: 1 })), endingIn(90));
    expect((await reads.outcomes)[1]).toMatchObject(answered({ a: 1 }));
    expect(reads.server.paths).toHaveLength(2);
  });

  test('goes on for the one with more time after the deadline of the request that started it, through all pages', async () => {
    const short = endingIn(50);
    const late: Answer = async (...exchange) => {
      if (!short.signal.aborted) await once(short.signal, 'abort');
      json({ rows: ['a'], next: 'second' })(...exchange);
    };
    await using reads = await readTwice(pages, inTurn(late, json({ rows: ['b'] })), short);
    const whole = answered({ rows: ['a', 'b'], isComplete: true });
    expect(await reads.outcomes).toMatchObject([tooLate, whole]);
  });

  test('has all pages, though a request with less time has joined it', async () => {
    const short = endingIn(50);
    const late: Answer = async (...exchange) => {
      if (!short.signal.aborted) await once(short.signal, 'abort');
      json({ rows: ['b'] })(...exchange);
    };
    const answer = inTurn(json({ rows: ['a'], next: 'second' }), late);
    await using reads = await readTwice(pages, answer, request(), short);
    const whole = answered({ rows: ['a', 'b'], isComplete: true });
    expect(await reads.outcomes).toMatchObject([whole, tooLate]);
  });
});

test('a read waits in the queue for a request that has joined it, longer than the one that started it can', async () => {
  const settings = { quota: 1, quotaWindowMs: 1500 };
  await using server = await startServer(json({ a: 1 }));
  using accounts = openAccounts({ store: undefined });
  const account = accountOf(accounts, providerWith(anyJson), settingsFor(server.url, settings));
  await account.read(anyJson, 'another', request());
  const outcomes = Promise.allSettled(
    [endingIn(300), request()].map((context) => account.read(anyJson, 'key', context)),
  );
  expect(await outcomes).toMatchObject([tooLate, answered({ value: { a: 1 } })]);
  expect(server.paths).toHaveLength(2);
});
