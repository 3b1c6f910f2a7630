import { z } from 'zod';
import type { SessionMetadataEntry } from '../model/generated.ts';

/*
 * Vendors leave fields out, send null and change types. Only what identifies a session is insisted on; everything else
 * reads as null when it is not what the vendor documents.
 */
export const text = z.string().nullish().catch(null).transform(orNull);
export const flag = z.boolean().nullish().catch(null).transform(orNull);
/** Not Infinity, which JSON.parse makes of 1e999 and GraphQL's Float refuses. */
export const number = z.number().nullish().catch(null).transform(orNull);
export const record = z
  .custom<Readonly<Record<string, unknown>>>(isRecord)
  .nullish()
  .catch(null)
  .transform(orNull);
export const json = z.unknown().transform(orNull);

/** An object of the vendor, or null when it is anything else. */
export function objectOrNull<S extends z.ZodType>(schema: S) {
  return schema.nullish().catch(null).transform(orNull);
}

/** The documented values in upper case, `OTHER` for one that the vendor added later. */
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

const dateTime =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?) ?([Zz]|[+-]\d{2}(?::?\d{2})?)?)?$/;

/**
 * Reads ISO 8601 and its usual relatives: a space for the T, no offset (then UTC), `+02`, `+0200`, any fraction.
 * @returns milliseconds since 1970; null for anything else
 */
export function toTime(value: unknown): number | null {
  const parts = typeof value === 'string' ? dateTime.exec(value.trim()) : null;
  if (!parts) return null;
  const [, day = '', time = '00:00', offset = 'Z'] = parts;
  const milliseconds = Date.parse(`${day}T${time.replace(',', '.')}${toOffset(offset)}`);
  return Number.isNaN(milliseconds) || !isDay(day) ? null : milliseconds;
}

export function toIsoDate(value: unknown): string | null {
  const time = toTime(value);
  return time === null ? null : new Date(time).toISOString();
}

function toOffset(offset: string): string {
  if (offset === 'Z' || offset === 'z') return 'Z';
  return `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}`;
}

/** Date.parse takes the 30th of February for the 1st of March. */
function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

function orNull<T>(value: T | undefined): T | null {
  return value ?? null;
}
