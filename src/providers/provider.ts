import type { ResolversParentTypes, SessionProvider } from '../model/generated.ts';
import type { Flags } from '../paging/filter.ts';
import type { SessionList } from '../paging/session-list.ts';
import type { StandIn } from '../stand-in/stand-in.ts';
import type { Operation } from '../upstream/operation.ts';
import type { SessionSource } from './source.ts';

/** A session of any provider, as resolvers return it. */
export type Session = ResolversParentTypes['Session'];

export type SessionType = Session['__typename'];

/** The session of one concrete type. */
export type SessionOf<T extends SessionType> = Extract<Session, { __typename: T }>;

/** A session as mapped from a vendor's record, without the fields about its freshness. */
export type Mapped<S> = S extends unknown ? Omit<S, 'fetchedAt' | 'stale'> : never;

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
  /** How it lists all its sessions. Omitted if it cannot. */
  readonly source?: SessionSource;
  /** Loads the fake of the vendor. Called only by the sandbox. */
  standIn(): Promise<{ readonly standIn: StandIn }>;
}

export interface Operations {
  readonly getSession: Operation<Mapped<Session> | null>;
  readonly [name: string]: Operation<unknown>;
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
  readonly operation: Operation<SessionList<Mapped<Session>>>;
  /** The boolean arguments of the list's filter. */
  readonly flags: Flags;
}
