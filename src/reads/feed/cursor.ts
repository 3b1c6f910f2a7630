import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { badUserInput } from '../../model/errors.ts';
import type { Place } from '../../providers/provider.ts';
import { start, type Key } from './key.ts';

/** What a page continues from. */
export interface Continuation {
  /** The position that was reached. */
  readonly key: Key;
  /** Where each source goes on. Null for one that was read to its end; absent for one that starts anew. */
  readonly places: ReadonlyMap<string, Place | null>;
  /** The sources that have sessions which this walk leaves out. */
  readonly partial: ReadonlySet<string>;
}

/** What a cursor is valid for. */
export interface CursorScope {
  /** Secret, and the same on every replica. */
  readonly key: Buffer;
  readonly filter: string;
  /** The providers by rank. The rank of a provider can change with a release, its id does not. */
  readonly providers: readonly string[];
}

/** Cursors of another format are rejected. */
const version = 2;
const macLength = 16;
/** Fits an external id of 512 control characters, each of which JSON writes in six bytes. */
const maxLength = 8192;

const wireKey = z.tuple([z.number(), z.string(), z.string()]);
const wirePlace = z.array(z.number().nullable());
const wireCursor = z.tuple([
  z.literal(version),
  z.string(),
  wireKey.nullable(),
  z.record(z.string(), wirePlace.nullable()),
  z.array(z.string()),
]);

export function encodeCursor({ key, places, partial }: Continuation, scope: CursorScope): string {
  const provider = scope.providers[key.rank] ?? '';
  const position = key === start ? null : [key.time, provider, key.externalId];
  const text = JSON.stringify([
    version,
    fingerprint(scope),
    position,
    Object.fromEntries(places),
    [...partial],
  ]);
  return Buffer.concat([macOf(text, scope), Buffer.from(text)]).toString('base64url');
}

/** @throws {SessionGraphError} BAD_USER_INPUT for anything that `encodeCursor` did not produce with this key and filter */
export function decodeCursor(cursor: string, scope: CursorScope): Continuation {
  const text = cursor.length > maxLength ? undefined : authenticated(cursor, scope);
  const parsed = text === undefined ? undefined : parse(text);
  if (!parsed) throw badUserInput('after is not a cursor of this list.');
  const [, filter, position, places, partial] = parsed;
  if (filter !== fingerprint(scope)) throw badUserInput('after is a cursor of another filter.');
  return {
    key: position ? toKey(position, scope) : start,
    places: new Map(Object.entries(places)),
    partial: new Set(partial),
  };
}

function toKey([time, provider, externalId]: z.infer<typeof wireKey>, { providers }: CursorScope): Key {
  return { time, rank: providers.indexOf(provider), externalId };
}

function authenticated(cursor: string, scope: CursorScope): string | undefined {
  const bytes = Buffer.from(cursor, 'base64url');
  // Decoding ignores invalid base64url, so a cursor is valid only if it survives a round trip.
  if (bytes.length <= macLength || bytes.toString('base64url') !== cursor) return undefined;
  const text = bytes.subarray(macLength).toString();
  return timingSafeEqual(bytes.subarray(0, macLength), macOf(text, scope)) ? text : undefined;
}

function parse(text: string): z.infer<typeof wireCursor> | undefined {
  // An authentic cursor can be of another release.
  return wireCursor.safeParse(JSON.parse(text)).data;
}

function macOf(text: string, { key }: CursorScope): Buffer {
  return createHmac('sha256', key).update(text).digest().subarray(0, macLength);
}

/** Keyed, so that it does not reveal an email address to somebody who tries all of them. */
function fingerprint({ key, filter }: CursorScope): string {
  return createHmac('sha256', key).update(`filter ${filter}`).digest('base64url').slice(0, 12);
}
