import { expect, test } from '@jest/globals';
import { until } from '../../helpers/until.ts';
import { ask, bearer, file, open } from './asking.ts';
import { keyCases, keysFile, sha256, wrongKey } from './key-cases.ts';

test.each(keyCases)('with API keys, %s', async (_, headers, answer) => {
  using authenticator = open({ AUTH_API_KEYS_FILE: file('keys.json', keysFile('a', 'b')) });
  expect(await ask(authenticator, headers)).toBe(answer);
});

test('a key without scopes has the default scopes, and an empty list means none', async () => {
  const keys = {
    keys: [
      { name: 'a', sha256: sha256('a') },
      { name: 'b', sha256: sha256('b'), scopes: [] },
    ],
  };
  using authenticator = open({
    AUTH_API_KEYS_FILE: file('scopes.json', keys),
    AUTH_DEFAULT_SCOPES: 'schema, messages',
  });
  expect(await ask(authenticator, bearer('a'))).toBe('key:a [schema messages]');
  expect(await ask(authenticator, bearer('b'))).toBe('key:b []');
});

test('the error about a file quotes no property that it does not know', () => {
  const content = { keys: [{ name: 'a', sha256: sha256('a'), 'a-key-as-a-name': 1 }], 'another-secret': {} };
  const opening = () => open({ AUTH_API_KEYS_FILE: file('unknown.json', content) });
  expect(opening).toThrow(/AUTH_API_KEYS_FILE: .*has a property that is not known/);
  expect(opening).not.toThrow(/a-key-as-a-name|another-secret/);
});

test('a changed file replaces the keys, and a broken file keeps the last good ones', async () => {
  const path = file('changing.json', keysFile('a'));
  const log: string[] = [];
  using authenticator = open({ AUTH_API_KEYS_FILE: path }, log);
  expect(await ask(authenticator, bearer('secret-a'))).toContain('key:a');
  file('changing.json', keysFile('b'));
  await until(async () => (await ask(authenticator, bearer('secret-a'))) === wrongKey);
  expect(await ask(authenticator, bearer('secret-b'))).toContain('key:b');
  file('changing.json', '{ "keys": [ { "name": "c" } ] }');
  await until(() => log.some((line) => line.startsWith('file is broken')));
  expect(await ask(authenticator, bearer('secret-b'))).toContain('key:b');
  file('changing.json', keysFile('d'));
  await until(async () => (await ask(authenticator, bearer('secret-d'))).includes('key:d'));
});

const anonymous =
  'anonymous [sessions:* personal-data messages sessions:chatwize sessions:duohub sessions:opencx sessions:zep]';

test.each<[string, Record<string, string>, string, string]>([
  ['anonymous, to a loopback name', {}, '127.0.0.1', anonymous],
  ['anonymous, to [::1]', {}, '[::1]', anonymous],
  [
    'anonymous, under the name of another site',
    {},
    'rebind.attacker.example',
    '403 FORBIDDEN: Without a credential, the Host header must be localhost, 127.0.0.0/8 or [::1].',
  ],
  ['a credential that nobody has', bearer('secret'), 'localhost', wrongKey],
])('without any authentication, %s', async (_, headers, hostname, answer) => {
  using authenticator = open({});
  expect(await ask(authenticator, headers, hostname)).toBe(answer);
});

test.each(['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'])(
  'without any authentication, a request with the header %s came through a proxy and is refused',
  async (name) => {
    using authenticator = open({});
    expect(await ask(authenticator, { [name]: '192.0.2.1' })).toBe(
      '403 FORBIDDEN: Without a credential, requests must not come through a proxy (see AUTH_ANONYMOUS).',
    );
    using opened = open({ AUTH_ANONYMOUS: 'on' });
    expect(await ask(opened, { [name]: '192.0.2.1' })).toBe(anonymous);
  },
);

test('AUTH_ANONYMOUS=on serves everybody, with the scopes for anonymous callers', async () => {
  using authenticator = open({
    HOST: '0.0.0.0',
    AUTH_ANONYMOUS: 'on',
    AUTH_ANONYMOUS_SCOPES: 'sessions:zep',
  });
  expect(await ask(authenticator, {}, 'graph.example')).toBe('anonymous [sessions:zep]');
});
