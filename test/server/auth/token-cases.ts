import { exportSPKI, SignJWT } from 'jose';
import { audience, createKey, issuer, sign } from './issuer.ts';

/** What a server needs that accepts the tokens, besides the keys. */
export const claims = { AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience };
const invalid = '401 UNAUTHENTICATED: The token is invalid.';

export const [key, other, rsa] = await Promise.all([
  createKey('one'),
  createKey('two'),
  createKey('rsa', 'RS256'),
]);

/** The public keys of the issuer. */
export const keySet = { keys: [key.jwk, rsa.jwk] };
const now = () => Math.floor(Date.now() / 1000);

/** Tokens, and the caller that each stands for or the refusal. */
export const tokenCases: readonly (readonly [name: string, token: () => Promise<string>, answer: string])[] =
  [
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
    [
      'a token of a client',
      () => sign({ key, claims: { sub: undefined, client_id: 'job' } }),
      'token:job []',
    ],
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
  ];

function unsigned(header: object): string {
  const payload = { iss: issuer, aud: audience, sub: 'alice', exp: now() + 300 };
  return `${[header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
}

async function signedWithPublicKey(): Promise<string> {
  return new SignJWT({ iss: issuer, aud: audience, sub: 'alice', exp: now() + 300 })
    .setProtectedHeader({ alg: 'HS256', kid: 'rsa' })
    .sign(new TextEncoder().encode(await exportSPKI(rsa.publicKey)));
}

function tampered(token: string): string {
  const [header, payload = '', signature] = token.split('.');
  const changed = { ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object), sub: 'eve' };
  return [header, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.');
}
