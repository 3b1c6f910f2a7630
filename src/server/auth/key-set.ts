import {
  createLocalJWKSet,
  errors,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  type JWTVerifyGetKey,
} from 'jose';
import { LRUCache } from 'lru-cache';
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
/** A token with an unknown key fetches the set again: once in this time for each key id, and so often for all of them. */
const cooldownMs = 30_000;
const maxFetchesInCooldown = 5;
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
  /**
   * Reads the keys.
   * @throws {Error} if that fails
   */
  load(): Promise<void>;
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
  /** When the id of an unknown key made the set be fetched. Any number of ids can be invented. */
  const askedAt = new LRUCache<string, number>({ max: 1_000 });
  let known: { readonly find: JWTVerifyGetKey; readonly fetchedAt: number } | undefined;
  let fetching: Promise<void> | undefined;
  let failedAt = -Infinity;
  let fetches: readonly number[] = [];

  async function fetchKeys(): Promise<void> {
    if (performance.now() - failedAt < failurePauseMs) throw new Error('the last request has just failed');
    try {
      const { keys } = await http.send({
        request: { path: [] },
        headers: {},
        maxBytes,
        signal: AbortSignal.timeout(timeoutMs),
        decode: (text) => keySet.parse(JSON.parse(text)),
      });
      known = {
        find: createLocalJWKSet({ keys: await usable(keys as JWK[]) }),
        fetchedAt: performance.now(),
      };
    } catch (error) {
      failedAt = performance.now();
      log.warn(
        { reason: (error as Error).message },
        'the JSON Web Key Set cannot be read; the last good one stays in use',
      );
      throw error;
    }
  }

  /** Requests that need the keys at the same time wait for one answer. */
  function fetchOnce(): Promise<void> {
    fetching ??= fetchKeys().finally(() => (fetching = undefined));
    return fetching;
  }

  function mayFetchFor(keyId: string): boolean {
    const now = performance.now();
    fetches = fetches.filter((at) => now - at < cooldownMs);
    const isRecent = now - (askedAt.get(keyId) ?? -Infinity) < cooldownMs;
    if (isRecent || fetches.length >= maxFetchesInCooldown) return false;
    askedAt.set(keyId, now);
    fetches = [...fetches, now];
    return true;
  }

  return {
    async getKey(header, token) {
      if (!known) await fetchOnce();
      const { find, fetchedAt } = known as NonNullable<typeof known>;
      if (performance.now() - fetchedAt > maxAgeMs) fetchOnce().catch(() => undefined);
      try {
        return await find(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        // Others may have asked for the same key.
        if (mayFetchFor(String(header?.kid).slice(0, 200))) await fetchOnce();
        else await fetching;
        return await (known as NonNullable<typeof known>).find(header, token);
      }
    },
    load: fetchOnce,
    close: () => http.close(),
  };
}

/** @throws {Error} if no key can be used: then the whole set is wrong */
async function usable(keys: readonly JWK[]): Promise<JWK[]> {
  const imported = await Promise.allSettled(keys.map((jwk) => importJWK(jwk, jwk.alg ?? algorithmOf(jwk))));
  const good = keys.filter((_, place) => imported[place]?.status === 'fulfilled');
  if (good.length === 0) throw new Error('has no key that can be used');
  return good;
}

/** Any algorithm of the key's kind, to see whether it can be imported. */
function algorithmOf({ kty, crv }: JWK): string {
  if (kty === 'RSA') return 'RS256';
  if (kty === 'OKP') return 'EdDSA';
  return { 'P-384': 'ES384', 'P-521': 'ES512' }[String(crv)] ?? 'ES256';
}
