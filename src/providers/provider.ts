import type { Resolvers, ResolversParentTypes, SessionProvider } from '../model/generated.ts';
import type { CallContext, UpstreamClient } from '../upstream/client.ts';
import type { SessionList } from '../paging/session-list.ts';

/** A session of any vendor, as the resolvers answer with it. */
export type Session = ResolversParentTypes['Session'];

export type SessionType = Session['__typename'];

/** The session of one concrete type. */
export type SessionOf<T extends SessionType> = Extract<Session, { __typename: T }>;

/** A session as a vendor's record tells it; how fresh it is, the record does not know. */
export type Mapped<S> = S extends unknown ? Omit<S, 'fetchedAt' | 'stale'> : never;

/** What a vendor is: one constant in each vendor's folder, without state. */
export interface ProviderDefinition {
  readonly provider: SessionProvider;
  /** The vendor's name as it writes it, for messages. */
  readonly name: string;
  /** The GraphQL type of its sessions. */
  readonly sessionType: SessionType;
  /** What the names of its environment variables begin with. */
  readonly environmentPrefix: string;
  /** The environment variable that holds its credential. */
  readonly credentialVariable: string;
  readonly defaultBaseUrl: string;
  /** How many calls a minute the vendor documents; left out where it documents none. */
  readonly callsPerMinute?: number;
  /** The headers that carry the credential. */
  authorize(credential: string): Record<string, string>;
  /**
   * Refuses ids that the vendor cannot have and gives equal ids one spelling. Left out where any string can be an id.
   * @throws {SessionGraphError} BAD_USER_INPUT
   */
  normalizeExternalId?(externalId: string): string;
  /** Objects of the graph besides sessions, made of their id alone: by type name. */
  readonly nodes?: Readonly<Record<string, (externalId: string) => ResolversParentTypes['Node']>>;
  readonly resolvers: Resolvers;
  connect(client: UpstreamClient, bounds: BodyBounds): Provider;
}

/** The largest bodies that are read, in bytes. */
export interface BodyBounds {
  readonly maxSessionBytes: number;
  readonly maxListBytes: number;
}

/** A vendor that can be asked. Everything rejects with a `SessionGraphError`. */
export interface Provider {
  /** @returns null for a session that the vendor does not know */
  getSession(externalId: string, call: CallContext): Promise<Mapped<Session> | null>;
  /** The sessions that belong to something the vendor keeps, a chatbot say; where the vendor has such a call. */
  listSessions?(parentExternalId: string, call: CallContext): Promise<SessionList<Mapped<Session>>>;
}
