import type {
  ResolversParentTypes,
  SessionMessageAttachment,
  SessionMessageRole,
  SessionProvider,
} from '../model/generated.ts';
import type { Flags } from '../paging/filter.ts';
import type { SessionList } from '../paging/session-list.ts';
import type { MessageRow, Transcript } from '../paging/transcript.ts';
import type { StandIn } from '../stand-in/stand-in.ts';
import type { SessionModel } from './session-model.ts';
import type { Operation, UpstreamRequest } from '../upstream/operation.ts';

/** A session of any provider, as resolvers return it. */
export type Session = ResolversParentTypes['Session'];

export type SessionType = Session['__typename'];

/** The session of one concrete type. */
export type SessionOf<T extends SessionType> = Extract<Session, { __typename: T }>;

/** A session of any provider, before the read that returns it sets its freshness. */
export type MappedSession = Session & SessionModel;

/** Everything that sets one vendor apart. Each provider's folder exports one such value, without state. */
export interface Provider {
  /** Its value in the schema's enums, and the prefix of its environment variables. */
  readonly id: SessionProvider;
  /** The vendor's own spelling of its name, for messages. */
  readonly name: string;
  /** The environment variable that contains its credential. */
  readonly credentialVariable: string;
  readonly defaultBaseUrl: string;
  /** The vendor's documented limit on calls per minute; omitted if it documents none. */
  readonly callsPerMinute?: number;
  /**
   * Whether this is the body that the vendor documents for answers with status 500. Such an answer is about the session that
   * was asked for, and does not say that the vendor is down. Omitted if it documents none.
   */
  isDocumentedError?(body: unknown): boolean;
  /** @returns the headers that carry the credential */
  authorize(credential: string): Record<string, string>;
  /** A harmless documented read, with which `session-graph doctor` checks the credential. */
  readonly credentialCheck: CredentialCheck;
  /** The GraphQL type of its sessions. */
  readonly sessionType: SessionType;
  /** The field of `Query` that reads a session by the vendor's id. */
  readonly sessionField: string;
  /**
   * Rejects ids that the vendor cannot have, and gives equal ids one spelling. Omitted if any string can be an id.
   * @throws {SessionGraphError} BAD_USER_INPUT
   */
  normalizeExternalId?(externalId: string): string;
  /** All its reads. */
  readonly operations: Operations;
  /** The vendor's objects that own a list of sessions. */
  readonly collections?: readonly Collection[];
  /** How it reads the messages of a session. Omitted if the vendor has none. */
  readonly messages?: Messages;
  /** Loads the fake of the vendor. Called only by the sandbox. */
  standIn(): Promise<{ readonly standIn: StandIn }>;
}

export interface CredentialCheck {
  readonly request: UpstreamRequest;
  /**
   * The status that proves that the credential is accepted: 200 for a list, 404 for an unknown id. Omitted if no status proves it;
   * 401 and 403 always mean that it is refused.
   */
  readonly acceptedStatus?: 200 | 404;
}

export interface Operations {
  readonly getSession: Operation<MappedSession | null>;
  readonly [name: string]: Operation<unknown>;
}

export interface Messages {
  readonly operation: Operation<Transcript | null>;
  /** How many requests read one session's messages at most, unless the settings say otherwise. Default: 20 */
  readonly maxCalls?: number;
  /** Maps one message. Its other fields need no knowledge of the vendor. */
  toMessage(row: MessageRow): MessageContents;
}

/** What a message's record says in a vendor's own way. */
export interface MessageContents {
  readonly role: SessionMessageRole;
  /** Default: null */
  readonly author?: string | null;
  readonly text: string | null;
  /** Default: none */
  readonly attachments?: readonly SessionMessageAttachment[];
}

/** A kind of object that owns a list of sessions, a chatbot for example. No call reads the object itself. */
export interface Collection {
  /** Its GraphQL type, whose field `sessions` is the list. */
  readonly type: string;
  /** The fields of `Query` that return one such object by its id, and several. */
  readonly field: string;
  readonly listField: string;
  /** How many ids `listField` accepts. */
  readonly maxIds: number;
  /** Reads the list by the object's id. */
  readonly operation: Operation<SessionList<MappedSession>>;
  /** The boolean arguments of the list's filter. */
  readonly flags: Flags;
}
