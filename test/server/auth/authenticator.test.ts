import { createHash } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { exportSPKI, importSPKI, SignJWT } from 'jose';
import { createAuthenticator, type Authenticator } from '../../../src/server/auth/authenticator.ts';
import { AuthError } from '../../../src/server/auth/refusal.ts';
import { WatchedFiles } from '../../../src/server/auth/watched-file.ts';
import { loadConfig } from '../../../src/server/config.ts';
import { providers } from '../../../src/providers/index.ts';
import { silentLogger } from '../../../src/model/logger.ts';
import { until } from '../../helpers/until.ts';
import { audience, createKey, issuer, sign, startIssuer, type IssuerKey } from './issuer.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(`${path}.new`, typeof content === 'string' ? content : JSON.stringify(content));
  renameSync(`${path}.new`, path);
  return path;
}

function open(environment: Record<string, string>, lines: string[] = []): Authenticator & Disposable {
  const { server } = loadConfig({ ZEP_API_KEY: 'key', ...environment }, providers);
  const log = { ...silentLogger, error: (_: object, message: string) => void lines.push(message) };
  const files = new WatchedFiles(log);
  const authenticator = createAuthenticator({ settings: server, allowPrivate: false, files, log });
  files.assertUsable();
  return {
    ...authenticator,
    [Symbol.dispose]: () => {
      authenticator.close();
      files.close();
    },
  };
}

const claims = { AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience };

async function ask(
  { authenticate }: Pick<Authenticator, 'authenticate'>,
  headers: Record<string, string>,
  hostname = 'localhost',
): Promise<string> {
  try {
    const { name, scopes, tenant } = await authenticate({ headers, hostname });
    return [
      name,
      ...(scopes ? [`[${scopes.join(' ')}]`] : []),
      ...(tenant === undefined ? [] : [`of ${tenant}`]),
    ].join(' ');
  } catch (error) {
    if (error instanceof AuthError) return `${error.status} ${error.code}: ${error.message}`;
    throw error;
  }
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const invalid = '401 UNAUTHENTICATED: The token is invalid.';

let key: IssuerKey;
let other: IssuerKey;
let rsa: IssuerKey;
beforeAll(async () => {
  [key, other, rsa] = await Promise.all([createKey('one'), createKey('two'), createKey('rsa', 'RS256')]);
});

const jwksFile = () => file('jwks.json', { keys: [key.jwk, rsa.jwk] });
const now = () => Math.floor(Date.now() / 1000);

test.each<[string, () => Promise<string>, string]>([
  ['a valid token', () => sign({ key }), 'token:alice []'],
  ['a valid token signed with RSA', () => sign({ key: rsa }), 'token:alice []'],
  [
    'scopes as one string',
    () => sign({ key, claims: { scope: 'sessions:zep  messages' } }),
    'token:alice [sessions:zep messages]',
  ],
  ['scopes as a list', () => sign({ key, claims: { scope: ['schema', 7] } }), 'token:alice [schema]'],
  ['scopes in scp', () => sign({ key, claims: { scp: 'schema' } }), 'token:alice [schema]'],
  ['an empty scope claim', () => sign({ key, claims: { scope: '', scp: 'schema' } }), 'token:alice []'],
  ['a token of a client', () => sign({ key, claims: { sub: undefined, client_id: 'job' } }), 'token:job []'],
  ['a clock that is 50 s behind', () => sign({ key, claims: { nbf: now() + 50 } }), 'token:alice []'],
  ['a token that expired 50 s ago', () => sign({ key, claims: { exp: now() - 50 } }), 'token:alice []'],
  [
    'an expired token',
    () => sign({ key, claims: { exp: now() - 70 } }),
    '401 UNAUTHENTICATED: The token has expired.',
  ],
  [
    'an early token',
    () => sign({ key, claims: { nbf: now() + 70 } }),
    '401 UNAUTHENTICATED: The token is not valid yet.',
  ],
  [
    'a token without an expiry',
    () => sign({ key, claims: { exp: undefined } }),
    '401 UNAUTHENTICATED: The claim exp of the token is missing or not accepted.',
  ],
  [
    'a token for another audience',
    () => sign({ key, claims: { aud: 'other' } }),
    '401 UNAUTHENTICATED: The claim aud of the token is missing or not accepted.',
  ],
  [
    'a token of another issuer',
    () => sign({ key, claims: { iss: 'https://evil.example/' } }),
    '401 UNAUTHENTICATED: The claim iss of the token is missing or not accepted.',
  ],
  [
    'a token signed with another key under a known id',
    () => sign({ key: other, header: { kid: 'one' } }),
    invalid,
  ],
  ['a token with an unknown key id', () => sign({ key, header: { kid: 'none' } }), invalid],
  ['a token with the algorithm none', async () => unsigned({ alg: 'none' }), invalid],
  ['a token whose HMAC is made with the public key', () => signedWithPublicKey(), invalid],
  [
    'a token that names its own key',
    () => sign({ key: other, header: { kid: 'x', jwk: other.jwk } }),
    invalid,
  ],
  ['a token whose payload was changed', async () => tampered(await sign({ key })), invalid],
  ['a token of three empty parts', async () => '..', invalid],
  ['a token of garbage', async () => 'a.b.c', invalid],
  [
    'a token of 20,000 bytes',
    async () => `${'a'.repeat(20_000)}.b.c`,
    '401 UNAUTHENTICATED: The credential is too long.',
  ],
  [
    'a token with a critical header',
    () => sign({ key, header: { crit: ['b64'], b64: true } }),
    'token:alice []',
  ],
])('%s', async (_, token, answer) => {
  using authenticator = open({ ...claims, AUTH_JWKS_FILE: jwksFile() });
  expect(await ask(authenticator, bearer(await token()))).toBe(answer);
});

function unsigned(header: object): string {
  const payload = { iss: issuer, aud: audience, sub: 'alice', exp: now() + 300 };
  return `${[header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
}

async function signedWithPublicKey(): Promise<string> {
  const { importJWK } = await import('jose');
  const pem = await exportSPKI(
    (await importJWK({ ...rsa.jwk, ext: true }, 'RS256')) as Parameters<typeof exportSPKI>[0],
  );
  await importSPKI(pem, 'RS256');
  return new SignJWT({ iss: issuer, aud: audience, sub: 'alice', exp: now() + 300 })
    .setProtectedHeader({ alg: 'HS256', kid: 'rsa' })
    .sign(new TextEncoder().encode(pem));
}

function tampered(token: string): string {
  const [header, payload = '', signature] = token.split('.');
  const changed = { ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object), sub: 'eve' };
  return [header, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.');
}

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
