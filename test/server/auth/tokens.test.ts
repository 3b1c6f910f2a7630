import { expect, test } from '@jest/globals';
import { ask, bearer, file, open } from './asking.ts';
import { createKey, sign, startIssuer } from './issuer.ts';
import { claims, key, keySet, other, tokenCases } from './token-cases.ts';

test.each(tokenCases)('%s', async (_, token, answer) => {
  using authenticator = open({ ...claims, AUTH_JWKS_FILE: file('jwks.json', keySet) });
  expect(await ask(authenticator, bearer(await token()))).toBe(answer);
});

const unnamed = (signer: typeof key) => sign({ key: signer, header: { kid: undefined } as object });

test('a token that names no key is tried with all that fit', async () => {
  const set = { keys: [other, key].map(({ jwk }) => Object.assign({}, jwk, { kid: undefined })) };
  using authenticator = open({ ...claims, AUTH_JWKS_FILE: file('unnamed.json', set) });
  expect(await ask(authenticator, bearer(await unnamed(key)))).toBe('token:alice []');
  expect(await ask(authenticator, bearer(await unnamed(other)))).toBe('token:alice []');
  const forged = await unnamed(await createKey('one'));
  expect(await ask(authenticator, bearer(forged))).toBe('401 UNAUTHENTICATED: The token is invalid.');
});

const unreadable =
  '503 SERVICE_UNAVAILABLE: The token cannot be checked: the keys of its issuer cannot be read.';

test.each<[string, (string | number)[]]>([
  ['down', [500, 404, 302]],
  ['lying', ['<html>', '{}', '{"keys":[]}', '{"keys":"x"}', '{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}']],
])('while the host of the keys is %s, no token is admitted before keys are known', async (_, answers) => {
  for (const answer of answers) {
    await using host = await startIssuer(key);
    host.answer = answer;
    using authenticator = open({ ...claims, AUTH_JWKS_URL: host.url });
    const token = bearer(await sign({ key }));
    expect(await Promise.all([ask(authenticator, token), ask(authenticator, token)])).toEqual([
      unreadable,
      unreadable,
    ]);
    expect(host.reads).toBe(1);
  }
});

test('many tokens that arrive together cause one read of the keys', async () => {
  await using host = await startIssuer(key);
  using authenticator = open({ ...claims, AUTH_JWKS_URL: host.url });
  const token = await sign({ key });
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask(authenticator, bearer(token))));
  expect(new Set(answers)).toEqual(new Set(['token:alice []']));
  expect(host.reads).toBe(1);
});
