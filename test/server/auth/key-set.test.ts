import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { flattenedVerify } from 'jose';
import { silentLogger } from '../../../src/model/logger.ts';
import { createRemoteKeySet, type RemoteKeySet } from '../../../src/server/auth/key-set.ts';
import { createKey, sign, startIssuer, type IssuerHost, type IssuerKey } from './issuer.ts';

// Only the clocks are fake: sockets need real timers.
beforeEach(() => {
  const real = [
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'setImmediate',
    'clearImmediate',
    'nextTick',
    'queueMicrotask',
  ] as const;
  jest.useFakeTimers({ doNotFake: [...real] });
});
afterEach(() => void jest.useRealTimers());

function openKeys({ url }: IssuerHost): RemoteKeySet & Disposable {
  const keys = createRemoteKeySet(new URL(url), { allowPrivate: false, log: silentLogger });
  return { ...keys, [Symbol.dispose]: () => keys.close() };
}

/** Whether the keys verify a token of this key. */
async function verifies({ getKey }: RemoteKeySet, key: IssuerKey): Promise<boolean> {
  const [header = '', payload = '', signature = ''] = (await sign({ key })).split('.');
  const jws = { protected: header, payload, signature };
  return flattenedVerify(jws, getKey as Parameters<typeof flattenedVerify>[1]).then(
    () => true,
    () => false,
  );
}

const [one, two] = await Promise.all([createKey('one'), createKey('two')]);

const minutes = (count: number): void => void jest.advanceTimersByTime(count * 60_000);

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

test('a token with an unknown key makes the keys be read again, once in 30 seconds', async () => {
  await using host = await startIssuer(one);
  using keys = openKeys(host);
  expect(await verifies(keys, one)).toBe(true);
  expect([await verifies(keys, two), await verifies(keys, two), host.reads]).toEqual([false, false, 2]);
  host.answer = [one.jwk, two.jwk];
  expect([await verifies(keys, two), host.reads]).toEqual([false, 2]);
  minutes(0.6);
  expect(await Promise.all([verifies(keys, two), verifies(keys, two)])).toEqual([true, true]);
  expect(host.reads).toBe(3);
});

test('a key that is published after another unknown one was asked for is found at once', async () => {
  await using host = await startIssuer(one);
  using keys = openKeys(host);
  expect(await verifies(keys, await createKey('of a stranger'))).toBe(false);
  host.answer = [one.jwk, two.jwk];
  expect([await verifies(keys, two), host.reads]).toEqual([true, 3]);
});

test('however many keys are invented, the keys are read five times in 30 seconds', async () => {
  await using host = await startIssuer(one);
  using keys = openKeys(host);
  expect(await verifies(keys, one)).toBe(true);
  const invented = await Promise.all(Array.from({ length: 20 }, (_, number) => createKey(`key ${number}`)));
  for (const key of invented) expect(await verifies(keys, key)).toBe(false);
  expect([await verifies(keys, one), host.reads]).toEqual([true, 6]);
});

test('keys that cannot be used are left out', async () => {
  await using host = await startIssuer(one);
  host.answer = [{ kty: 'RSA', kid: 'one' }, one.jwk, { kty: 'OKP', crv: 'none', kid: 'x' }];
  using keys = openKeys(host);
  expect(await verifies(keys, one)).toBe(true);
});

test('while keys rotate under load, no valid token is refused and no other is admitted', async () => {
  await using host = await startIssuer(one);
  using keys = openKeys(host);
  expect(await verifies(keys, one)).toBe(true);
  // As issuers do: the new key is published before it is used, and the old one stays until its tokens have expired.
  host.answer = [one.jwk, two.jwk];
  minutes(1);
  const forged = { ...(await createKey('two')), jwk: two.jwk };
  const load = Array.from({ length: 300 }, (_, number) => [one, two, forged][number % 3] as IssuerKey);
  const verified = await Promise.all(load.map((key) => verifies(keys, key)));
  expect(verified).toEqual(load.map((key) => key !== forged));
  expect(host.reads).toBe(2);
});

test.each<[string, IssuerHost['answer']]>([
  ['is down', 503],
  ['redirects', 302],
  ['sends a page', '<html>'],
  ['sends no keys', []],
  [
    'sends keys that are none',
    [
      { kty: 'RSA', kid: 'one' },
      { kty: 'EC', crv: 'P-256', kid: 'one' },
    ],
  ],
  ['sends a shared secret', [{ kty: 'oct', k: 'c2VjcmV0', kid: 'one' }]],
  ['sends too much', `{"keys":[${'{},'.repeat(600_000)}{}]}`],
])('while the host %s, the last good keys stay in use', async (_, answer) => {
  await using host = await startIssuer(one);
  using keys = openKeys(host);
  expect(await verifies(keys, one)).toBe(true);
  host.answer = answer;
  for (const reads of [2, 3]) {
    minutes(11);
    while (host.reads < reads) {
      expect(await verifies(keys, one)).toBe(true);
      await pause();
      // Longer than the break that the host gets after a failure, whenever the last failure was noticed.
      minutes(0.1);
    }
  }
  minutes(11);
  expect(await verifies(keys, one)).toBe(true);
});

test('while the host hangs, tokens with known keys do not wait for it', async () => {
  await using host = await startIssuer(one);
  using keys = openKeys(host);
  expect(await verifies(keys, one)).toBe(true);
  host.answer = 'hang';
  minutes(11);
  expect(await verifies(keys, one)).toBe(true);
});

test('a revoked key stops working once the keys are older than ten minutes and were read again', async () => {
  await using host = await startIssuer(one);
  using keys = openKeys(host);
  expect(await verifies(keys, one)).toBe(true);
  host.answer = [two.jwk];
  minutes(11);
  while (await verifies(keys, one)) {
    await pause();
    minutes(0.1);
  }
  expect(await verifies(keys, two)).toBe(true);
});
