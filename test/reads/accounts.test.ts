import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, jest, test } from '@jest/globals';
import type { SessionGraphError } from '../../src/model/errors.ts';
import { SharedRedis } from '../../src/upstream/redis.ts';
import { silentLogger } from '../../src/model/logger.ts';
import type { Account, Credential } from '../../src/reads/account.ts';
import { credentialOf } from '../../src/reads/accounts.ts';
import { describeWithRedis } from '../helpers/programs.ts';
import { startRedis } from '../helpers/redis.ts';
import { barrier } from '../helpers/barrier.ts';
import { hang, json, startServer, type Answer } from '../helpers/server.ts';
import { outcomesOf, repeated } from '../helpers/outcomes.ts';
import { until } from '../helpers/until.ts';
import { accountOf, anyJson, openAccounts, providerWith, request, settingsFor } from './provider.ts';

const provider = providerWith(anyJson);
const whoAsks: Answer = (incoming, response) => json(incoming.headers.authorization)(incoming, response);

/** A read of each of twenty callers, at the same time. */
const readAsMany = (account: Account | undefined) =>
  Promise.allSettled(
    Array.from({ length: 20 }, (_, number) =>
      account?.read(anyJson, String(number), request({ caller: String(number) })),
    ),
  );

describe('two credentials for one base URL', () => {
  test('share nothing that was read, by cache or in flight', async () => {
    await using server = await startServer(whoAsks);
    using accounts = openAccounts();
    const settings = ['first', 'second'].map((credential) => settingsFor(server.url, { credential }));
    const readAll = () =>
      Promise.all(settings.map((own) => accountOf(accounts, provider, own).read(anyJson, 'key', request())));
    const both = ['Api-Key first', 'Api-Key second'];
    expect((await readAll()).map(({ value }) => value)).toEqual(both);
    expect((await readAll()).map(({ value }) => value)).toEqual(both);
    expect(server.paths).toHaveLength(2);
  });

  test('have separate budgets and purges', async () => {
    await using server = await startServer(whoAsks);
    using accounts = openAccounts();
    const [first, second] = ['first', 'second'].map((credential) =>
      accountOf(accounts, provider, settingsFor(server.url, { credential, quota: 5 })),
    );
    await Promise.all([first, second].map((account) => account?.read(anyJson, 'key', request())));
    await first?.read(anyJson, 'another', request());
    expect((await first?.status())?.quota).toMatchObject({ remaining: 3 });
    expect((await second?.status())?.quota).toMatchObject({ remaining: 4 });
    await first?.purge();
    await second?.read(anyJson, 'key', request());
    expect(server.paths).toHaveLength(3);
    await first?.read(anyJson, 'key', request());
    expect(server.paths).toHaveLength(4);
  });

  test('share the breaker: a vendor that is down for one is down for the other', async () => {
    await using server = await startServer(json({}, 500));
    using accounts = openAccounts();
    const [first, second] = ['first', 'second'].map((credential) =>
      accountOf(accounts, provider, settingsFor(server.url, { credential, breakerOpenMs: 60_000 })),
    );
    await readAsMany(first);
    expect((await first?.status())?.breaker).toBe('open');
    const calls = server.paths.length;
    await expect(second?.read(anyJson, 'key', request())).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      message: 'Zep is unavailable; calls are paused.',
    });
    expect(server.paths).toHaveLength(calls);
  });

  test('share the connections: together they run no more calls than one', async () => {
    const arrived = barrier(2);
    const release = Promise.withResolvers<void>();
    await using server = await startServer((incoming, response) => {
      void arrived.arrive();
      void release.promise.then(() => json({})(incoming, response));
    });
    using accounts = openAccounts();
    const [first, second] = ['first', 'second'].map((credential) =>
      accountOf(accounts, provider, settingsFor(server.url, { credential, maxConnections: 2 })),
    );
    const reads = [first, second].flatMap((account) =>
      ['a', 'b', 'c'].map((key) => account?.read(anyJson, key, request())),
    );
    await until(() => server.paths.length === 2 && (first?.queued ?? 0) + (second?.queued ?? 0) === 4);
    release.resolve();
    await Promise.all(reads);
    expect(server.paths).toHaveLength(6);
  });
});

test('one credential at two base URLs makes two accounts that share nothing', async () => {
  await using one = await startServer(json('of one'));
  await using other = await startServer(json('of the other'));
  using accounts = openAccounts();
  const values: unknown[] = [];
  for (const { url } of [one, other]) {
    values.push(
      (await accountOf(accounts, provider, settingsFor(url)).read(anyJson, 'key', request())).value,
    );
  }
  expect(values).toEqual(['of one', 'of the other']);
});

describe('accounts', () => {
  test('are opened by their first use, and once', () => {
    using accounts = openAccounts();
    const credential = credentialOf(provider, settingsFor('http://127.0.0.1:1'));
    expect(accounts.peek(credential)).toBeUndefined();
    const account = accounts.get(credential);
    expect([accounts.get(credential), accounts.peek(credential)]).toEqual([account, account]);
    expect(accounts.size).toBe(1);
  });

  test('are bounded: the least recently used one is closed', () => {
    using accounts = openAccounts({ maxAccounts: 2 });
    const credentials = ['a', 'b', 'c'].map((credential) =>
      credentialOf(provider, settingsFor('http://127.0.0.1:1', { credential })),
    );
    const [a, b, c] = credentials as [
      (typeof credentials)[0],
      (typeof credentials)[0],
      (typeof credentials)[0],
    ];
    for (const credential of [a, b, a, c]) accounts.get(credential);
    expect([a, b, c].map((credential) => accounts.peek(credential) !== undefined)).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('above the bound are closed when their reads have ended', async () => {
    await using server = await startServer(whoAsks);
    using accounts = openAccounts({ maxAccounts: 2 });
    const credentials = Array.from({ length: 20 }, (_, number) =>
      credentialOf(provider, settingsFor(server.url, { credential: `c${number}` })),
    );
    await Promise.all(
      credentials.map((credential) => accounts.get(credential).read(anyJson, 'key', request())),
    );
    await until(() => accounts.size === 2);
  });

  test('keep their quota: one with calls in its window stays open', async () => {
    await using server = await startServer(whoAsks);
    using accounts = openAccounts({ maxAccounts: 1, store: undefined });
    const [first, second] = ['first', 'second'].map((credential) =>
      credentialOf(provider, settingsFor(server.url, { credential, quota: 2, quotaWindowMs: 3_600_000 })),
    ) as [Credential, Credential];
    const refused: unknown[] = [];
    for (const credential of [first, second, first, second, first, second]) {
      const reading = accounts.get(credential).read(anyJson, 'key', request());
      await reading.catch((error: SessionGraphError) => refused.push(error.code));
    }
    expect(server.paths).toHaveLength(4);
    expect(refused).toEqual(['UPSTREAM_RATE_LIMITED', 'UPSTREAM_RATE_LIMITED']);
  });

  test('refuse queued calls when the breaker opens, of the caller whose calls failed', async () => {
    await using server = await startServer(json({}, 503));
    using accounts = openAccounts();
    const settings = settingsFor(server.url, {
      quota: 12,
      quotaWindowMs: 300_000,
      timeoutMs: 600_000,
    });
    const account = accountOf(accounts, provider, settings);
    // Their turns would come after the test.
    const patient = { deadline: performance.now() + 7_200_000 };
    const other = account.read(anyJson, 'other', request({ ...patient, caller: 'first' }));
    const failed = outcomesOf([other]);
    const reads = Array.from({ length: 20 }, (_, key) =>
      account.read(anyJson, String(key), request({ ...patient, caller: 'second' })),
    );
    const late = account.read(anyJson, 'late', request({ ...patient, caller: 'third' }));
    const waiting = outcomesOf([late]);
    const settled = await Promise.allSettled(reads);
    expect(settled.map(({ status }) => status)).toEqual(repeated(20, 'rejected'));
    // The other call may still wait between two attempts.
    await until(() => account.queued === 2);
    expect([waiting, failed]).toEqual([[undefined], [undefined]]);
    account.stop();
    await Promise.allSettled([other, late]);
  });

  test('keep their link while its breaker is open', async () => {
    await using server = await startServer(json({}, 500));
    using accounts = openAccounts({ maxAccounts: 1 });
    const settings = settingsFor(server.url, { breakerOpenMs: 600_000 });
    const credential = credentialOf(provider, settings);
    await readAsMany(accounts.get(credential));
    expect((await accounts.status(credential)).availability).toBe('UNAVAILABLE');
    accounts.get(credentialOf(provider, settingsFor('http://127.0.0.1:1', { credential: 'other' })));
    expect((await accounts.status(credential)).availability).toBe('UNAVAILABLE');
  });

  test('with a read in flight stay open', async () => {
    await using server = await startServer(hang);
    using accounts = openAccounts({ maxAccounts: 1 });
    const busy = credentialOf(provider, settingsFor(server.url, { credential: 'busy' }));
    const client = new AbortController();
    const read = accounts.get(busy).read(anyJson, 'key', request({ signal: client.signal }));
    accounts.get(credentialOf(provider, settingsFor(server.url, { credential: 'other' })));
    expect(accounts.peek(busy)).toBeDefined();
    client.abort();
    await expect(read).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    accounts.get(credentialOf(provider, settingsFor(server.url, { credential: 'third' })));
    expect(accounts.size).toBe(1);
  });

  test('that are closed fail their reads and leave no timer behind', async () => {
    await using server = await startServer(hang);
    using accounts = openAccounts();
    const started = jest.spyOn(globalThis, 'setTimeout');
    const cleared = jest.spyOn(globalThis, 'clearTimeout');
    // The wait for the next window is longer than this test.
    const patient = { quota: 1, quotaWindowMs: 400_000, timeoutMs: 600_000 };
    const account = accountOf(accounts, provider, settingsFor(server.url, patient));
    const reads = ['a', 'b'].map((key) => account.read(anyJson, key, request({ deadline: Infinity })));
    const failures = Promise.allSettled(reads);
    await until(() => server.paths.length === 1 && account.queued === 1);
    const timers = started.mock.results
      .filter((_, call) => Number(started.mock.calls[call]?.[1]) > 300_000)
      .map(({ value }) => value);
    // The deadlines of both calls, and the wait for the next window.
    expect(timers.length).toBeGreaterThan(2);
    accounts.stop();
    expect((await failures).map((outcome) => outcome.status === 'rejected' && outcome.reason.code)).toEqual([
      'UPSTREAM_UNAVAILABLE',
      'UPSTREAM_UNAVAILABLE',
    ]);
    const handles = new Set<unknown>(cleared.mock.calls.map(([handle]) => handle));
    expect(timers.filter((timer) => !handles.has(timer))).toEqual([]);
    jest.restoreAllMocks();
  });

  test('close their link’s sockets with the last of them', async () => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => undefined));
      socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    using accounts = openAccounts({ maxAccounts: 1 });
    await accountOf(accounts, provider, settingsFor(url)).read(anyJson, 'key', request());
    expect(sockets.size).toBe(1);
    await accountOf(accounts, provider, settingsFor(url, { credential: 'second' })).read(
      anyJson,
      'key',
      request(),
    );
    // The second account opened the same link before the first one closed, and reused its connection.
    expect(sockets.size).toBe(1);
    accounts.get(credentialOf(provider, settingsFor('http://127.0.0.1:1', { credential: 'third' })));
    await until(() => sockets.size === 0);
    server.close();
  });
});

describeWithRedis('with Redis', () => {
  test('any number of accounts has one listener, and none is left when they stop', async () => {
    await using redis = await startRedis();
    const shared = new SharedRedis(redis.url, silentLogger);
    const listeners = new Set<unknown>();
    jest.spyOn(shared, 'listen').mockImplementation((_, listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    });
    const accounts = openAccounts({ redis: shared });
    for (const credential of ['a', 'b', 'c']) {
      accounts.get(credentialOf(provider, settingsFor('http://127.0.0.1:1', { credential })));
    }
    expect(listeners.size).toBe(1);
    accounts.stop();
    expect(listeners.size).toBe(0);
    await shared.stop();
  });

  test('a pause that comes before an account is opened holds for it, and keeps it open', async () => {
    await using redis = await startRedis();
    const shared = new SharedRedis(redis.url, silentLogger);
    using accounts = openAccounts({ redis: shared, maxAccounts: 1 });
    const [early, other] = ['early', 'other'].map((credential) =>
      credentialOf(provider, settingsFor('http://127.0.0.1:1', { credential })),
    ) as [Credential, Credential];
    const heard = Promise.withResolvers<unknown>();
    shared.listen('pause', heard.resolve);
    await until(() => shared.isUp);
    const publishing = setInterval(
      () => void shared.publish('pause', { scope: early.scope, forMs: 60_000 }),
      10,
    );
    await heard.promise;
    clearInterval(publishing);
    expect(accounts.get(early).pausedUntil).toBeGreaterThan(Date.now());
    // Closing it would forget the pause.
    accounts.get(other);
    expect(accounts.peek(early)?.pausedUntil).toBeGreaterThan(Date.now());
    await shared.stop();
  });

  test('a pause reaches the account that it names, and no other', async () => {
    await using redis = await startRedis();
    const shared = new SharedRedis(redis.url, silentLogger);
    using accounts = openAccounts({ redis: shared });
    const [first, second] = ['first', 'second'].map((credential) =>
      credentialOf(provider, settingsFor('http://127.0.0.1:1', { credential })),
    );
    if (!first || !second) throw new Error('unreachable');
    for (const credential of [first, second]) accounts.get(credential);
    await until(async () => {
      await shared.publish('pause', { scope: first.scope, forMs: 60_000 });
      return (await accounts.status(first)).availability === 'DEGRADED';
    });
    expect((await accounts.status(second)).availability).toBe('AVAILABLE');
    await shared.stop();
  });
});
