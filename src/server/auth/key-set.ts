import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';
import { z } from 'zod';
import type { Logger } from '../../model/logger.ts';
import { Http } from '../../upstream/http.ts';
import { parseJsonFile } from '../files/json-file.ts';
import { FileError } from '../files/watched-file.ts';

/** Keys of other kinds are ignored: shared secrets, and what later standards add. */
const asymmetric = new Set(['RSA', 'EC', 'OKP']);

const keySet = z
  .object({ keys: z.array(z.looseObject({ kty: z.string() })) })
  .transform(({ keys }) => ({ keys: keys.filter(({ kty }) => asymmetric.has(kty)) }))
  .refine(({ keys }) => keys.length > 0, { error: 'has no asymmetric key' });

/** Larger than any key set, small enough to parse at once. */
const maxBytes = 1024 * 1024;
const timeoutMs = 5_000;
/** Keys that were revoked stop working after this time. */
const maxAgeMs = 10 * 60_000;
/** A token with an unknown key fetches the set again, at most this often. */
const cooldownMs = 30_000;
/** The host gets a break of this length after a failure. */
const failurePauseMs = 5_000;

/**
 * The keys of a JWKS file.
 * @throws {FileError}
 */
export function parseKeySet(text: string): JWTVerifyGetKey {
  const parsed = parseJsonFile(text, keySet);
  try {
    return createLocalJWKSet(parsed as JSONWebKeySet);
  } catch {
    throw new FileError('the file is not a JSON Web Key Set');
  }
}

export interface RemoteKeySet {
  readonly getKey: JWTVerifyGetKey;
  close(): void;
}

export interface RemoteKeySetOptions {
  /** Whether the host may have a private address. */
  readonly allowPrivate: boolean;
  readonly log: Logger;
}

/** The keys of a JWKS URL. While its host is down or answers with anything else, the last good set stays in use. */
export function createRemoteKeySet(url: URL, { allowPrivate, log }: RemoteKeySetOptions): RemoteKeySet {
  const http = new Http({ baseUrl: url, connectTimeoutMs: timeoutMs, maxConnections: 2, allowPrivate });
  let fetchedAt = -Infinity;
  let failedAt = -Infinity;

  async function fetchKeys(): Promise<Response> {
    if (performance.now() - failedAt < failurePauseMs) throw new Error('the last request has just failed');
    try {
      const keys = await http.send({
        request: { path: [] },
        headers: {},
        maxBytes,
        signal: AbortSignal.timeout(timeoutMs),
        decode: (text) => keySet.parse(JSON.parse(text)),
      });
      fetchedAt = performance.now();
      return Response.json(keys);
    } catch (error) {
      failedAt = performance.now();
      log.warn(
        { reason: (error as Error).message },
        'the JSON Web Key Set cannot be read; the last good one stays in use',
      );
      throw error;
    }
  }

  // It never expires by itself, because then a request would fail while the host is down.
  const keys = createRemoteJWKSet(url, {
    cacheMaxAge: Infinity,
    cooldownDuration: cooldownMs,
    timeoutDuration: timeoutMs,
    [customFetch]: fetchKeys,
  });
  return {
    getKey(header, token) {
      const isOld = performance.now() - fetchedAt > maxAgeMs;
      if (isOld && keys.jwks() && !keys.reloading) keys.reload().catch(() => undefined);
      return keys(header, token);
    },
    close: () => http.close(),
  };
}
