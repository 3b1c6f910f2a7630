import { SessionGraphError } from '../model/errors.ts';
import type { SessionMessage } from '../model/generated.ts';
import { encodeMessageId, encodeNodeId, type NodeKey } from '../model/node-id.ts';
import { Transcript, type MessageRow } from '../paging/transcript.ts';
import type { Messages } from '../providers/provider.ts';
import type { Fetched } from '../upstream/cache/freshness.ts';

/** How many conversations one operation can read. Each can take as many calls as a small list of sessions. */
export const maxConversations = 50;

/** A message as resolvers return it, with the global id of its session. */
export type Message = SessionMessage & { readonly ofSession: string };

/**
 * Refuses an operation as a whole.
 * @throws {SessionGraphError} OPERATION_TOO_COMPLEX
 */
export function assertFewConversations(count: number): void {
  if (count <= maxConversations) return;
  throw new SessionGraphError(
    'OPERATION_TOO_COMPLEX',
    `The operation reads the messages of ${count} sessions. At most ${maxConversations} are allowed.`,
  );
}

/**
 * Refuses one more conversation. The estimate does not know which global ids name messages.
 * @param count of the conversations that the operation has read
 * @throws {SessionGraphError} OPERATION_TOO_COMPLEX
 */
export function assertRoomForConversation(count: number): void {
  if (count < maxConversations) return;
  throw new SessionGraphError(
    'OPERATION_TOO_COMPLEX',
    `One operation can read the messages of at most ${maxConversations} sessions. Read this one in another operation.`,
  );
}

/** The messages of one session, as they were read. */
export class Conversation {
  readonly transcript: Transcript;
  readonly fetchedAt: string;
  readonly stale: boolean;
  readonly #session: NodeKey;
  readonly #sessionId: string;
  readonly #toContents: Messages['toMessage'];

  /** @param fetched null if the vendor does not know the session: nothing was said */
  constructor(session: NodeKey, { toMessage }: Messages, fetched: Fetched<Transcript | null>) {
    this.#session = session;
    this.#sessionId = encodeNodeId(session);
    this.#toContents = toMessage;
    this.transcript = fetched.value ?? new Transcript([]);
    this.fetchedAt = new Date(fetched.fetchedAt).toISOString();
    this.stale = fetched.stale;
  }

  /** Maps a message anew. */
  message(row: MessageRow): Message {
    const { id, createdAt, record } = row.source;
    const { role, text, author = null, attachments = [] } = this.#toContents(row);
    return {
      __typename: 'SessionMessage',
      id: encodeMessageId({ session: this.#session, message: row.key }),
      ofSession: this.#sessionId,
      externalId: id ?? null,
      role,
      author,
      text,
      createdAt: createdAt === null ? null : new Date(createdAt).toISOString(),
      attachments: [...attachments],
      raw: record,
    };
  }

  /** @returns null for a message that is not there */
  messageByKey(key: string): Message | null {
    const row = this.transcript.rows[this.transcript.indexOf(key) ?? -1];
    return row ? this.message(row) : null;
  }
}
