import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions } from 'jose';
import type { Principal } from './principal.ts';
import { AuthError, unauthenticated } from './refusal.ts';

export interface TokenOptions {
  readonly getKey: JWTVerifyGetKey;
  readonly issuer: string;
  readonly audience: string;
  /** The claim that contains the tenant's name. */
  readonly tenantClaim?: string | undefined;
}

/** Asymmetric only: with an HMAC algorithm, whoever knows the public key could sign tokens. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** How far the clocks of the issuer and of this server may differ, in seconds. */
const clockTolerance = 60;

const maxNameLength = 200;

/** @throws {AuthError} 401 for an invalid token, 503 if the issuer's keys cannot be read */
export async function verifyToken(
  token: string,
  { getKey, issuer, audience, tenantClaim }: TokenOptions,
): Promise<Principal> {
  try {
    const options = { issuer, audience, algorithms, clockTolerance, requiredClaims: ['exp'] };
    const payload = await verify(token, getKey, options);
    const scopes = scopesOf(payload);
    const tenant = tenantClaim === undefined ? undefined : payload[tenantClaim];
    return {
      name: `token:${nameOf(payload)}`,
      ...(scopes && { scopes }),
      ...(typeof tenant === 'string' && { tenant }),
    };
  } catch (error) {
    throw refusalOf(error);
  }
}

/** A token that names no key is tried with each that fits. */
async function verify(
  token: string,
  getKey: JWTVerifyGetKey,
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, getKey, options)).payload;
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    for await (const key of error) {
      try {
        return (await jwtVerify(token, key, options)).payload;
      } catch (refusal) {
        if (!(refusal instanceof errors.JWSSignatureVerificationFailed)) throw refusal;
      }
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}

/** @returns undefined if the token names no scopes, which is not the same as naming none of them */
function scopesOf({ scope, scp }: JWTPayload): readonly string[] | undefined {
  const claim = scope ?? scp;
  if (typeof claim === 'string') return claim.split(' ').filter(Boolean);
  return Array.isArray(claim) ? claim.filter((one) => typeof one === 'string') : undefined;
}

function nameOf({ sub, client_id: client, azp }: JWTPayload): string {
  const name = [sub, client, azp].find((claim) => typeof claim === 'string') ?? 'unknown';
  return String(name).slice(0, maxNameLength);
}

/** The reason is a fixed text: a claim or a header of a token never reaches the answer. */
function refusalOf(error: unknown): AuthError {
  if (error instanceof errors.JWTExpired) return unauthenticated('The token has expired.');
  if (error instanceof errors.JWTClaimValidationFailed) return unauthenticated(claimRefusal(error.claim));
  if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) return keysUnavailable();
  return unauthenticated('The token is invalid.');
}

function claimRefusal(claim: string): string {
  if (claim === 'nbf') return 'The token is not valid yet.';
  if (['iss', 'aud', 'exp'].includes(claim))
    return `The claim ${claim} of the token is missing or not accepted.`;
  return 'A claim of the token is not accepted.';
}

function keysUnavailable(): AuthError {
  return new AuthError(
    503,
    'SERVICE_UNAVAILABLE',
    'The token cannot be checked: the keys of its issuer cannot be read.',
  );
}
