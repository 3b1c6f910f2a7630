import { z } from 'zod';
import type { SessionMetadataEntry } from '../model/generated.ts';

/*
 * Vendors omit fields, send null and change types. Only the id of a session is required. Every other value reads as null
 * if it is not what the vendor documents.
 */
export const text = z.string().nullish().catch(null).transform(orNull);
export const flag = z.boolean().nullish().catch(null).transform(orNull);
/** Rejects Infinity, which JSON.parse returns for 1e999 and GraphQL's Float refuses. */
export const number = z.number().nullish().catch(null).transform(orNull);
export const record = z
  .custom<Readonly<Record<string, unknown>>>(isRecord)
  .nullish()
  .catch(null)
  .transform(orNull);
export const json = z.unknown().transform(orNull);

/** An object, or null for any other value. */
export function objectOrNull<S extends z.ZodType>(schema: S) {
  return schema.nullish().catch(null).transform(orNull);
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
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
