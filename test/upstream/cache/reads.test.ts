import { describe, expect, jest, test } from '@jest/globals';
import type { Operation } from '../../../src/upstream/operation.ts';
import { outcomesOf, repeated, settle } from '../../helpers/outcomes.ts';
import { unhandledRejectionsOf } from '../../helpers/unhandled-rejections.ts';
import { ended, limits, open, operation, reading, requestContext, stopTime } from './reading.ts';

const pass = stopTime();

describe('a fresh answer', () => {
  test('is served from the cache, with its age and remaining freshness', async () => {
    const { read, load, outcomes } = reading();
    expect(await read()).toMatchObject({
      value: open('first'),
      fetchedAt: 1_000_000,
      stale: false,
      freshForMs: 5000,
    });
    pass(4999);
    expect(await read()).toMatchObject({
      value: open('first'),
      fetchedAt: 1_000_000,
      stale: false,
      freshForMs: 1,
    });
    expect([load.mock.calls.length, outcomes()]).toEqual([1, ['miss', 'hit']]);
  });

  test('of an ended session stays fresh for longer', async () => {
    const { read, vendor, load } = reading();
    vendor.answer = ended('first');
    await read();
    pass(599_999);
    expect(await read()).toMatchObject({ value: ended('first'), stale: false });
    expect(load).toHaveBeenCalledTimes(1);
  });

  test('that no such session exists is fresh for a moment and never served stale', async () => {
    const { read, vendor, load } = reading();
    vendor.answer = null;
    await read();
    pass(1999);
    expect(await read()).toMatchObject({ value: null, stale: false });
    expect(load).toHaveBeenCalledTimes(1);
    pass(1);
    vendor.answer = 'UPSTREAM_UNAVAILABLE';
    await expect(read()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  test('is read once for all concurrent requests', async () => {
    const { read, load, outcomes, reports } = reading();
    const answers = await Promise.all(Array.from({ length: 100 }, () => read()));
    expect(new Set(answers.map(({ value }) => value)).size).toBe(1);
    expect([load.mock.calls.length, outcomes().filter((outcome) => outcome === 'coalesced').length]).toEqual([
      1, 99,
    ]);
    expect(reports[0]?.attempts).toBe(1);
  });
});

describe('a stale answer', () => {
  test('is served stale while it is refreshed', async () => {
    const { read, vendor, load, outcomes } = reading();
    await read();
    pass(5000);
    vendor.answer = open('second');
    vendor.hold = new Promise(() => undefined);
    const stale = { value: open('first'), fetchedAt: 1_000_000, stale: true };
    expect(await Promise.all([read(), read()])).toMatchObject([stale, stale]);
    await settle();
    expect([load.mock.calls.length, outcomes()]).toEqual([2, ['miss', 'stale', 'stale']]);
  });

  test('is replaced by the refreshed answer', async () => {
    const { read, vendor } = reading();
    await read();
    pass(7999);
    vendor.answer = open('second');
    await read();
    await settle();
    expect(await read()).toMatchObject({ value: open('second'), stale: false });
  });

  test('is not served before it is refreshed once that time has passed', async () => {
    const { read, vendor } = reading();
    await read();
    pass(8000);
    vendor.answer = open('second');
    expect(await read()).toMatchObject({ value: open('second'), stale: false });
  });

  test('is answered when the refresh in the background fails, which causes no unhandled rejection', async () => {
    const { read, vendor, load } = reading();
    await read();
    pass(5000);
    vendor.answer = 'UPSTREAM_UNAVAILABLE';
    const unhandled = await unhandledRejectionsOf(async () => {
      expect(await read()).toMatchObject({ value: open('first'), stale: true });
      await settle();
    });
    await expect(load.mock.results[1]?.value).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(unhandled).toEqual([]);
  });

  test.each(['UPSTREAM_TIMEOUT', 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_RATE_LIMITED'] as const)(
    'is served within the grace period when the vendor fails with %s',
    async (code) => {
      const { read, vendor, outcomes } = reading();
      await read();
      vendor.answer = code;
      pass(64_999);
      expect(await read()).toMatchObject({
        value: open('first'),
        fetchedAt: 1_000_000,
        stale: true,
        freshForMs: 0,
      });
      pass(1);
      await expect(read()).rejects.toMatchObject({ code });
      expect(outcomes()).toEqual(['miss', 'stale', 'failed']);
    },
  );

  test.each(['UPSTREAM_BAD_REQUEST', 'UPSTREAM_INVALID_RESPONSE'] as const)(
    'is not served when the vendor fails with %s',
    async (code) => {
      const { read, vendor } = reading();
      await read();
      vendor.answer = code;
      pass(10_000);
      await expect(read()).rejects.toMatchObject({ code });
    },
  );

  test.each(['UPSTREAM_UNAUTHORIZED', 'UPSTREAM_FORBIDDEN', 'NOT_FOUND'] as const)(
    'is dropped when the vendor answers %s',
    async (code) => {
      const { read, vendor, reads } = reading();
      await read();
      pass(5000);
      vendor.answer = code;
      await read();
      await settle();
      vendor.answer = 'UPSTREAM_UNAVAILABLE';
      await expect(read()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
      reads.stop();
    },
  );

  test('is dropped when the session no longer exists, even if that is not cached', async () => {
    const { read, vendor } = reading({ limits: { ...limits, cacheNotFoundMs: 0 } });
    await read();
    pass(10_000);
    vendor.answer = null;
    expect(await read()).toMatchObject({ value: null });
    vendor.answer = 'UPSTREAM_UNAVAILABLE';
    await expect(read()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  test('is served when the request’s deadline passes', async () => {
    const { read, vendor } = reading();
    await read();
    pass(10_000);
    vendor.hold = new Promise(() => undefined);
    const deadline = new AbortController();
    const outcomes = outcomesOf([read({}, deadline.signal)]);
    await settle();
    expect(outcomes).toEqual([undefined]);
    deadline.abort(new DOMException('', 'TimeoutError'));
    await settle();
    expect(outcomes).toMatchObject([{ value: open('first'), stale: true }]);
  });
});

describe('a request whose deadline passes', () => {
  test('gets UPSTREAM_TIMEOUT if nothing is cached, and does not affect other requests', async () => {
    const { read, vendor } = reading();
    const vendorAnswers = Promise.withResolvers<void>();
    vendor.hold = vendorAnswers.promise;
    const deadline = new AbortController();
    const outcomes = outcomesOf([read({}, deadline.signal), read()]);
    await settle();
    deadline.abort();
    await settle();
    expect(outcomes).toMatchObject([
      { code: 'UPSTREAM_TIMEOUT', extensions: { provider: 'ZEP' } },
      undefined as never,
    ]);
    vendorAnswers.resolve();
    await settle();
    expect(outcomes[1]).toMatchObject({ value: open('first') });
  });

  test('aborts the read if no other request waits', async () => {
    const { read, vendor, load } = reading();
    vendor.hold = new Promise(() => undefined);
    const deadline = new AbortController();
    outcomesOf([read({}, deadline.signal)]);
    await settle();
    deadline.abort();
    await settle();
    expect(load.mock.calls[0]?.[0].signal.aborted).toBe(true);
  });
});

test('without a store, concurrent reads are coalesced and nothing is cached', async () => {
  const { read, load, outcomes } = reading({ store: undefined });
  expect(await Promise.all([read(), read()])).toMatchObject(repeated(2, { stale: false, freshForMs: 0 }));
  await read();
  expect([load.mock.calls.length, outcomes()]).toEqual([2, ['miss', 'coalesced', 'miss']]);
});

test('a list that stays in the process is the same object on every read, and is dropped with any session', async () => {
  const list = { rows: [], skippedRows: 0 };
  const listSessions: Operation<typeof list> = {
    ...operation,
    name: 'listSessions',
    decode: () => list,
    lifetimeMs: (_, { cacheListMs }) => cacheListMs,
    cachedIn: 'process',
    purgedWith: 'any session',
  };
  const run = jest.fn(async () => ({ value: list, bytes: 50_000, bodies: [] }));
  const { reads } = reading({ operations: [operation, listSessions], run: run as never });
  for (let time = 0; time < 3; time += 1) {
    expect((await reads.read(listSessions, 'bot', requestContext())).value).toBe(list);
  }
  expect(run).toHaveBeenCalledTimes(1);
  await reads.purge('some-session');
  await reads.read(listSessions, 'bot', requestContext());
  expect(run).toHaveBeenCalledTimes(2);
});
