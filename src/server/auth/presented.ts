import type { IncomingHttpHeaders } from 'node:http';
import { unauthenticated } from './refusal.ts';

/** The credential of a request: a JSON Web Token or an API key. */
export interface Presented {
  readonly kind: 'token' | 'key';
  readonly value: string;
}

/** A longer credential is neither a token nor a key of any issuer. */
const maxLength = 16 * 1024;

/**
 * Reads the credential from `Authorization: Bearer` or `X-API-Key`.
 * @returns undefined if the request has none
 * @throws {AuthError} 401 if there are two, or if the header is malformed: never anonymous then
 */
export function presentedCredential(headers: IncomingHttpHeaders): Presented | undefined {
  const bearer = bearerOf(headers.authorization);
  const key = apiKeyOf(headers['x-api-key']);
  if (bearer !== undefined && key !== undefined && bearer !== key) {
    throw unauthenticated('The request has two different credentials.');
  }
  const value = bearer ?? key;
  if (value === undefined) return undefined;
  if (value.length > maxLength) throw unauthenticated('The credential is too long.');
  return { kind: bearer !== undefined && isToken(bearer) ? 'token' : 'key', value };
}

function bearerOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const [, value] = /^Bearer +([\x21-\x7e]+)$/i.exec(header.trim()) ?? [];
  if (value === undefined)
    throw unauthenticated('The Authorization header must be Bearer and one credential.');
  return value;
}

function apiKeyOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^[\x21-\x7e]+$/.test(header)) return header;
  throw unauthenticated('The X-API-Key header must be one API key.');
}

/** A bearer of three parts is a JSON Web Token, anything else an API key. */
function isToken(bearer: string): boolean {
  return bearer.split('.').length === 3;
}
