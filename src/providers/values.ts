import type { SessionMetadataEntry } from '../model/generated.ts';
import { isRawNumber } from '../model/json.ts';

/** An object in a vendor's answer. */
export type VendorRecord = Readonly<Record<string, unknown>>;

/*
 * Vendors omit fields, send null and change types. Only the id of a session is required. Every other value reads as null
 * if it is not what the vendor documents.
 */

export function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Fits the longest token that a URL can carry to every server. */
export const maxTokenLength = 2_048;

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

export function flag(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

/** Rounds a number that has more digits than JavaScript's can hold. 1e999 reads as null, since it would be Infinity. */
export function number(value: unknown): number | null {
  const read = isRawNumber(value) ? Number(value.rawJSON) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : null;
}

export function record(value: unknown): VendorRecord | null {
  return isRecord(value) ? value : null;
}

export function list(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

/** Reads the documented values in upper case, and `OTHER` for a value that the vendor added later. */
export function openEnum<const V extends string>(values: readonly V[]) {
  const known = new Map<string, Uppercase<V>>(
    values.map((value) => [value, value.toUpperCase() as Uppercase<V>]),
  );
  return (value: unknown): Uppercase<V> | 'OTHER' | null =>
    typeof value === 'string' ? (known.get(value) ?? 'OTHER') : null;
}

export function isRecord(value: unknown): value is VendorRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isRawNumber(value);
}

export function toEntries(pairs: VendorRecord | null): SessionMetadataEntry[] {
  return Object.entries(pairs ?? {}).map(([key, value]) => toEntry(key, value));
}

export function toEntry(key: string, value: unknown): SessionMetadataEntry {
  return { __typename: 'SessionMetadataEntry', key, value: value ?? null };
}
