import { createHash } from 'node:crypto';
import { z } from 'zod';
import { badUserInput } from '../model/errors.ts';
import { paginateBy, type Cursors, type Page, type PageArgs } from './paginate.ts';
import type { MessageRow, Transcript } from './transcript.ts';

const wireCursor = z.tuple([z.string(), z.int().nullable(), z.string()]);

/** Fits the key of a message of 512 control characters, each of which JSON writes in six bytes. */
const maxLength = 8192;

/**
 * Selects a page of a conversation. Beyond the end that was not read, there is always more.
 * @param session the global id of the session, for which the cursors are valid
 * @throws {SessionGraphError} BAD_USER_INPUT
 */
export function paginateMessages(transcript: Transcript, args: PageArgs, session: string): Page<MessageRow> {
  const page = paginateBy(transcript.rows, args, messageCursors(transcript, session));
  const { missing } = transcript;
  return {
    ...page,
    hasNextPage: page.hasNextPage || missing === 'end',
    hasPreviousPage: page.hasPreviousPage || missing === 'start',
  };
}

function messageCursors(transcript: Transcript, session: string): Cursors<MessageRow> {
  return {
    cursorOf: ({ time, key }) => encode(session, time, key),
    find(cursor, argument) {
      const [, time, key] = decode(cursor, session, argument);
      const index = transcript.indexOf(key);
      if (index !== undefined) return { from: index, after: index + 1 };
      // The message is gone. Those of its time that are left count as later.
      const later = transcript.rows.findIndex((row) => (row.time ?? -Infinity) >= (time ?? -Infinity));
      const from = later === -1 ? transcript.rows.length : later;
      return { from, after: from };
    },
  };
}

function encode(session: string, time: number | null, key: string): string {
  const parts: z.infer<typeof wireCursor> = [checksum(session, time, key), time, key];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

function decode(cursor: string, session: string, argument: string): z.infer<typeof wireCursor> {
  const parts = cursor.length > maxLength ? undefined : parse(cursor);
  // Decoding ignores invalid base64url, so a cursor is valid only if it survives a round trip.
  if (!parts || encode(session, parts[1], parts[2]) !== cursor) {
    throw badUserInput(`${argument} is not a cursor of this session's messages.`);
  }
  return parts;
}

function parse(cursor: string): z.infer<typeof wireCursor> | undefined {
  try {
    return wireCursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}

/** Recognises cursors of other sessions, and edited ones. It keeps nobody from making one: a cursor opens nothing. */
function checksum(session: string, time: number | null, key: string): string {
  return createHash('sha256')
    .update(JSON.stringify([session, time, key]))
    .digest('base64url')
    .slice(0, 12);
}
