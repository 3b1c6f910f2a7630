import { createHash } from 'node:crypto';
import { bearer } from './asking.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
/** A file of API keys, each with the text `secret-` and its name. */
export const keysFile = (...names: readonly string[]) => ({
  keys: names.map((name) => ({ name, sha256: sha256(`secret-${name}`), scopes: ['schema'], tenant: 'acme' })),
});

export const wrongKey = '401 UNAUTHENTICATED: The API key is invalid.';
const twoCredentials = '401 UNAUTHENTICATED: The request has two different credentials.';
const badBearer = '401 UNAUTHENTICATED: The Authorization header must be Bearer and one credential.';
const badKey = '401 UNAUTHENTICATED: The X-API-Key header must be one API key.';

/** Headers where only API keys are known, and the caller that they stand for or the refusal. */
export const keyCases: readonly (readonly [name: string, headers: Record<string, string>, answer: string])[] =
  [
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
  ];
