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
import type { Fetched } from '../upstream/cache/freshness.ts';
import type { Operation, UpstreamRequest } from '../upstream/operation.ts';
import type { SessionModel } from './session-model.ts';

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
  /** How it lists all its sessions. Omitted if it cannot. */
  readonly source?: SessionSource;
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

/** A page of a vendor's list. */
export type FetchedPage = Fetched<SessionList<MappedSession>>;

/** How a vendor lists its sessions for `Query.sessions`. The list is read in parts, each older than the one before. */
export interface SessionSource {
  /** Whether the vendor reports the state of a session. */
  readonly hasStatus: boolean;
  /** The reads of lists whose records have every field of a session's record: such a session is not read again. */
  readonly wholeLists: readonly Operation<unknown>[];
  /** Every email address of a session's end user. Omitted if the vendor stores none. */
  emailsOf?(session: Session): readonly (string | null | undefined)[];
  /** @returns the one spelling of a person's id; undefined if the vendor can have no such person. Default: as it is */
  normalizePersonId?(externalId: string): string | undefined;
  /** Whether sessions are listed by the objects that own them, which the settings must name. */
  readonly isByOwner?: boolean;
  /** @param place where to start: `next` of the part before. Undefined for the first part */
  readPart(query: SourceQuery, place: Place | undefined, reader: SourceReader): Promise<Part>;
}

/** What is asked for. A source can ignore all of it: the rows are filtered again. Times are in milliseconds since 1970. */
export interface SourceQuery {
  /** The id of the person whose sessions are asked for. */
  readonly personId: string | undefined;
  /** Only sessions that started after this time. */
  readonly createdAfter: number | undefined;
  /** Only sessions that started before this time. It gets earlier from page to page. */
  readonly createdBefore: number | undefined;
}

/** A place in a vendor's list. It is part of cursors, so it must be short, and mean the same in another process. */
export type Place = readonly (number | null)[];

export interface SourceReader {
  /** The owners whose sessions are listed, for a source that lists by owner. */
  readonly ownerIds: readonly string[];
  /** How many calls a source may make for one page. */
  readonly maxCalls: number;
  /** How many of them are left. Fresh answers from the cache are no calls. */
  callsLeft(): number;
  read<Value>(operation: Operation<Value>, key: string): Promise<Fetched<Value>>;
}

/** A part of a vendor's list. */
export interface Part {
  readonly pages: readonly FetchedPage[];
  /** The pages' rows outside of it are in other parts: from this time on, and before this time. */
  readonly range?: TimeRange;
  /**
   * All sessions that started later than this time are in the parts so far. Null if these are all sessions. Undefined if the part
   * says nothing about that.
   */
  readonly readTo: number | null | undefined;
  /** Where to go on; null at the end of the list. */
  readonly next: Place | null;
  /** Whether a limit ended the reading of the part, so that sessions can be missing. */
  readonly isCut?: boolean;
}

/** A range of `createdAt`, in milliseconds since 1970. Null is unbounded. */
export interface TimeRange {
  readonly from: number | null;
  readonly before: number | null;
}
