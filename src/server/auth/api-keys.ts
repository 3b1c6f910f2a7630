import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { parseJsonFile } from '../files/json-file.ts';
import type { Principal } from './principal.ts';

export interface ApiKeys {
  readonly owners: readonly Principal[];
  /** @returns the owner of a key; undefined if the key is unknown */
  find(key: string): Principal | undefined;
}

const name = z
  .string({ error: 'must be a string' })
  .min(1, { error: 'must not be empty' })
  .max(100, { error: 'must have at most 100 characters' });

/** What an entry says about the owner of a key. */
export const ownerOf = (scopes: readonly string[]) =>
  z.strictObject({
    name,
    scopes: z.array(z.enum(scopes, { error: `must be one of ${scopes.join(', ')}` })).optional(),
    tenant: name.optional(),
  });

function keysFile(scopes: readonly string[]) {
  const entry = ownerOf(scopes).extend({
    sha256: z.string().regex(/^[0-9a-f]{64}$/, { error: 'must be a SHA-256 in lower-case hexadecimal' }),
  });
  return z
    .strictObject({ keys: z.array(entry) })
    .refine(({ keys }) => isUnique(keys.map(({ sha256 }) => sha256)), {
      error: 'has one key twice',
      path: ['keys'],
    });
}

/**
 * @param scopes every scope that exists
 * @throws {FileError}
 */
export function parseApiKeys(text: string, scopes: readonly string[]): ApiKeys {
  const { keys } = parseJsonFile(text, keysFile(scopes));
  const owners = keys.map(({ sha256, scopes: own, tenant, ...key }) => ({
    hash: Buffer.from(sha256, 'hex'),
    principal: {
      name: `key:${key.name}`,
      ...(own && { scopes: own }),
      ...(tenant !== undefined && { tenant }),
    },
  }));
  return {
    owners: owners.map(({ principal }) => principal),
    find(key) {
      const hash = createHash('sha256').update(key).digest();
      let found: Principal | undefined;
      // Every key is compared, so that the time says nothing about which one is similar.
      for (const { hash: known, principal } of owners) if (timingSafeEqual(known, hash)) found = principal;
      return found;
    },
  };
}

function isUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
