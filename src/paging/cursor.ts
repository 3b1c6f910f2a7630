import { createHash } from 'node:crypto';
import { z } from 'zod';
import { badUserInput } from '../model/errors.ts';
import type { SessionOrder } from '../model/generated.ts';
import type { Place } from './order.ts';

/** The list and order that a cursor is valid for. */
export interface CursorScope {
  /** The global id of the object that owns the list. */
  readonly listOf: string;
  readonly order: SessionOrder;
}

const wireCursor = z.tuple([z.string(), z.string(), z.string(), z.int().nullable(), z.string()]);
/** Fits an external id of 512 control characters, each of which JSON writes in six bytes. */
const maxLength = 8192;

/** @returns a cursor that contains the position itself, not an index, so it stays valid while sessions are added or removed */
export function encodeCursor({ listOf, order }: CursorScope, { time, externalId }: Place): string {
  const parts = [fingerprint(listOf), order.field, order.direction, time, externalId];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/**
 * @param argument the argument's name, for the message
 * @throws {SessionGraphError} BAD_USER_INPUT
 */
export function decodeCursor(cursor: string, scope: CursorScope, argument: string): Place {
  const parts = cursor.length > maxLength ? undefined : parse(cursor);
  if (!parts) throw badUserInput(`${argument} is not a cursor of this graph.`);
  const [list, field, direction, time, externalId] = parts;
  if (list !== fingerprint(scope.listOf)) throw badUserInput(`${argument} is a cursor of another list.`);
  if (field !== scope.order.field || direction !== scope.order.direction) {
    throw badUserInput(`${argument} is a cursor of another order.`);
  }
  // Decoding ignores invalid base64url, so a cursor is valid only if it survives a round trip.
  if (encodeCursor(scope, { time, externalId }) !== cursor) {
    throw badUserInput(`${argument} is not a cursor of this graph.`);
  }
  return { time, externalId };
}

function parse(cursor: string): z.infer<typeof wireCursor> | undefined {
  try {
    return wireCursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}

/** The last list's: a page has one for each row. */
let last = { listOf: '', fingerprint: '' };

function fingerprint(listOf: string): string {
  if (last.listOf !== listOf) {
    const hash = createHash('sha256').update(listOf).digest('base64url').slice(0, 12);
    last = { listOf, fingerprint: hash };
  }
  return last.fingerprint;
}
