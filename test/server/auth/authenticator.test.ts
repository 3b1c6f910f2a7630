import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { until } from '../../helpers/until.ts';
import { ask, bearer, file, open } from './asking.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const keysFile = (...names: readonly string[]) => ({
  keys: names.map((name) => ({ name, sha256: sha256(`secret-${name}`), scopes: ['schema'], tenant: 'acme' })),
});

const wrongKey = '401 UNAUTHENTICATED: The API key is invalid.';
const twoCredentials = '401 UNAUTHENTICATED: The request has two different credentials.';
const badBearer = '401 UNAUTHENTICATED: The Authorization header must be Bearer and one credential.';
const badKey = '401 UNAUTHENTICATED: The X-API-Key header must be one API key.';

test.each<[string, Record<string, string>, string]>([
  ['a key as a bearer', bearer('secret-a'), 'key:a [schema] of acme'],
  ['a key in its own header', { 'x-api-key': 'secret-b' }, 'key:b [schema] of acme'],
  ['one key in both headers', { ...bearer('secret-a'), 'x-api-key': 'secret-a' }, 'key:a [schema] of acme'],
  ['two keys', { ...bearer('secret-a'), 'x-api-key': 'secret-b' }, twoCredentials],
  ['an unknown key', { 'x-api-key': 'secret-c' }, wrongKey],
  ['the hash of a key', { 'x-api-key': sha256('secret-a') }, wrongKey],
  ['an empty key', { 'x-api-key': '' }, badKey],
  ['two keys in one header', { 'x-api-key': 'secret-a, secret-b' }, badKey],
  ['another scheme', { authorization: 'Basic c2VjcmV0LWE=' }, badBearer],
  ['a bearer without a credential', { authorization: 'Bearer ' }, badBearer],
  ['two credentials in one header', { authorization: 'Bearer secret-a secret-b' }, badBearer],
  [
    'a token where only keys are known',
    bearer('a.b.c'),
    '401 UNAUTHENTICATED: This server accepts no tokens.',
  ],
  ['no credential', {}, '401 UNAUTHENTICATED: A token or an API key is required.'],
])('with API keys, %s', async (_, headers, answer) => {
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

test('AUTH_ANONYMOUS=on serves everybody, with the scopes for anonymous callers', async () => {
  using authenticator = open({
    HOST: '0.0.0.0',
    AUTH_ANONYMOUS: 'on',
    AUTH_ANONYMOUS_SCOPES: 'sessions:zep',
  });
  expect(await ask(authenticator, {}, 'graph.example')).toBe('anonymous [sessions:zep]');
});
