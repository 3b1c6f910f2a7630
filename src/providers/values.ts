import { z } from 'zod';
import type { SessionMetadataEntry } from '../model/generated.ts';
import { isRawNumber } from '../model/json.ts';

/*
 * Vendors omit fields, send null and change types. Only the id of a session is required. Every other value reads as null
 * if it is not what the vendor documents.
 */
export const text = z.string().nullish().catch(null).transform(orNull);
export const flag = z.boolean().nullish().catch(null).transform(orNull);
/** Rounds what has more digits than a number can hold. Rejects 1e999, which would be Infinity. */
export const number = z
  .preprocess(
    (value) => (isRawNumber(value) ? Number(value.rawJSON) : value),
    z.number().nullable().catch(null),
  )
  .optional()
  .transform(orNull);
export const record = z
  .custom<Readonly<Record<string, unknown>>>(isRecord)
  .nullish()
  .catch(null)
  .transform(orNull);
export const json = z.unknown().optional().transform(orNull);

/** Fits the longest token that a URL can carry to every server. */
const maxTokenLength = 2_048;

/**
 * Reads the token of the next page.
 * @returns null on the last page
 * @throws {Error} if it can be no token
 */
export function toToken(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value !== 'string' || value.length > maxTokenLength) throw new Error('not a token');
  return value;
}

/** An object, or null for any other value. */
export function objectOrNull<S extends z.ZodType>(schema: S) {
  return z
    .preprocess((value) => (isRecord(value) ? value : null), schema.nullable().catch(null))
    .optional()
    .transform(orNull);
}

/** The documented values in upper case, and `OTHER` for a value that the vendor added later. */
export function openEnum<const V extends string>(values: readonly V[]) {
  const known = new Set<string>(values);
  return text.transform((value): Uppercase<V> | 'OTHER' | null => {
    if (value === null) return null;
    return known.has(value) ? (value.toUpperCase() as Uppercase<V>) : 'OTHER';
  });
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isRawNumber(value);
}

export function toEntries(pairs: Readonly<Record<string, unknown>> | null): SessionMetadataEntry[] {
  return Object.entries(pairs ?? {}).map(([key, value]) => toEntry(key, value));
}

export function toEntry(key: string, value: unknown): SessionMetadataEntry {
  return { __typename: 'SessionMetadataEntry', key, value: orNull(value) };
}

function orNull<T>(value: T | undefined): T | null {
  return value ?? null;
}
