import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /**
   * A point in time, as an ISO 8601 string in UTC with milliseconds: `2026-03-01T09:30:00.000Z`.
   * In an answer, a vendor's date without an offset is read as UTC and one that cannot be read is null.
   * As an argument, a date without an offset is read as UTC; one that cannot be read is refused with `BAD_USER_INPUT`.
   */
  DateTime: { input: string; output: string; }
  /** Any JSON value, as the vendor sent it. Its shape is the vendor's and can change without notice. */
  JSON: { input: unknown; output: unknown; }
};

/** A chatbot at Chatwize, known by its uuid alone. */
export type ChatwizeChatbot = Node & {
  __typename: 'ChatwizeChatbot';
  /** The chatbot's uuid at Chatwize. */
  externalId: Scalars['String']['output'];
  /** The global id: opaque, URL-safe and stable across releases. */
  id: Scalars['ID']['output'];
  /**
   * The chatbot's sessions, by default newest `createdAt` first, 50 a page. Chatwize sends the whole list in one call;
   * filter, order and paging happen here. Several selections of one chatbot's sessions in one operation cost one call.
   * Fails with `NOT_FOUND` when Chatwize does not know the chatbot.
   */
  sessions: Maybe<ChatwizeSessionConnection>;
};


/** A chatbot at Chatwize, known by its uuid alone. */
export type ChatwizeChatbotsessionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ChatwizeSessionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<SessionOrder>;
};

/** A visitor's conversation with a Chatwize chatbot. Chatwize does not say which chatbot a session belongs to. */
export type ChatwizeSession = Node & Session & {
  __typename: 'ChatwizeSession';
  /** What identity verification brought (`meta.auth_data`). Null when the visitor was not verified, or it is not saved. */
  authData: Maybe<Scalars['JSON']['output']>;
  /** When the session began (Chatwize's `created_at`). */
  createdAt: Maybe<Scalars['DateTime']['output']>;
  /** Always null: Chatwize does not say when a session ended. */
  endedAt: Maybe<Scalars['DateTime']['output']>;
  /** The session's uuid at Chatwize. */
  externalId: Scalars['String']['output'];
  /** When the vendor gave this answer. It can be a while ago: answers are kept for as long as they count as fresh. */
  fetchedAt: Scalars['DateTime']['output'];
  /** The global id: opaque, URL-safe and stable across releases. */
  id: Scalars['ID']['output'];
  /** Whether identity data is there. */
  identityVerified: Maybe<Scalars['Boolean']['output']>;
  /** What the visitor typed into the lead form (`meta.user`), unverified. Null when no form was submitted. */
  lead: Maybe<Scalars['JSON']['output']>;
  /** What Chatwize's `meta` holds besides the lead and the identity data. Usually empty. */
  metadata: Maybe<Array<SessionMetadataEntry>>;
  /**
   * The visitor, put together from the identity data and the lead form, the identity data first. Null when there is
   * neither. Its `externalId` is always null.
   */
  participant: Maybe<SessionParticipant>;
  /** Always `CHATWIZE`. */
  provider: SessionProvider;
  /** Chatwize's own record, untouched. */
  raw: Maybe<Scalars['JSON']['output']>;
  /** Whether this answer is older than it should be: the vendor cannot be read now, or a newer one is on its way. */
  stale: Scalars['Boolean']['output'];
  /** Always null: Chatwize does not say whether a session goes on. */
  status: Maybe<SessionStatus>;
  /** When the record last changed (Chatwize's `modified_at`). */
  updatedAt: Maybe<Scalars['DateTime']['output']>;
  /** The session's uuid, the same as `externalId`. */
  uuid: Maybe<Scalars['String']['output']>;
};

/** A page of a chatbot's sessions (Relay's connections). */
export type ChatwizeSessionConnection = {
  __typename: 'ChatwizeSessionConnection';
  /** The sessions of this page, each with its cursor. */
  edges: Array<ChatwizeSessionEdge>;
  /** When the vendor gave the whole list. */
  fetchedAt: Scalars['DateTime']['output'];
  /** The sessions of this page, without cursors. */
  nodes: Array<ChatwizeSession>;
  /** Where this page lies in the list. */
  pageInfo: PageInfo;
  /** Whether the list is older than it should be: the vendor cannot be read now, or a newer one is on its way. */
  stale: Scalars['Boolean']['output'];
  /** How many sessions the filter leaves, on all pages together. */
  totalCount: Scalars['Int']['output'];
};

/** A session in a page. */
export type ChatwizeSessionEdge = {
  __typename: 'ChatwizeSessionEdge';
  /** The place of this session in its list: opaque, and valid while sessions are added. */
  cursor: Scalars['String']['output'];
  /** The session. */
  node: ChatwizeSession;
};

/** Conditions on a chatbot's sessions. A session without the date that a condition names does not meet it. */
export type ChatwizeSessionFilter = {
  /** Only sessions that began later than this. */
  createdAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only sessions that began earlier than this. */
  createdBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only sessions with (true) or without (false) a submitted lead form. */
  hasLead?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only sessions with (true) or without (false) identity data. */
  identityVerified?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only sessions whose record changed later than this. */
  updatedAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only sessions whose record changed earlier than this. */
  updatedBefore?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A session kept in duohub's memory. */
export type DuohubSession = Node & Session & {
  __typename: 'DuohubSession';
  /** When the session began. */
  createdAt: Maybe<Scalars['DateTime']['output']>;
  /** The id that your own systems gave the end user. */
  customerUserId: Maybe<Scalars['String']['output']>;
  /** When the session was deleted. duohub answers most deleted sessions as not found, so this is rarely set. */
  deletedAt: Maybe<Scalars['DateTime']['output']>;
  /** When the session ended. Null while it goes on. */
  endedAt: Maybe<Scalars['DateTime']['output']>;
  /** The session's id at duohub. */
  externalId: Scalars['String']['output'];
  /** When the vendor gave this answer. It can be a while ago: answers are kept for as long as they count as fresh. */
  fetchedAt: Scalars['DateTime']['output'];
  /** The global id: opaque, URL-safe and stable across releases. */
  id: Scalars['ID']['output'];
  /** The session's metadata in duohub's order. duohub allows a key more than once, and each pair is kept. */
  metadata: Maybe<Array<SessionMetadataEntry>>;
  /** The customer's user: `externalId` is `customerUserId`, nothing else is known. Null when duohub has none. */
  participant: Maybe<SessionParticipant>;
  /** Always `DUOHUB`. */
  provider: SessionProvider;
  /** duohub's own record, untouched. */
  raw: Maybe<Scalars['JSON']['output']>;
  /** Whether this answer is older than it should be: the vendor cannot be read now, or a newer one is on its way. */
  stale: Scalars['Boolean']['output'];
  /** `DELETED` if there is a `deletedAt`, else `ENDED` if there is an `endedAt`, else `OPEN`. */
  status: Maybe<SessionStatus>;
  /** When the record last changed. */
  updatedAt: Maybe<Scalars['DateTime']['output']>;
  /** The duohub API account that the session belongs to, not the end user. */
  userId: Maybe<Scalars['String']['output']>;
};

/** An object that can be fetched again by its global id (Relay's global object identification). */
export type Node = {
  /** The global id: opaque, URL-safe and stable across releases. */
  id: Scalars['ID']['output'];
};

/** How the AI closed a session. */
export type OpenCXAiClosureType =
  /** The customer said nothing more, so it counts as resolved. */
  | 'ASSUMED_RESOLVED'
  /** Handed to humans. */
  | 'HANDED_OFF'
  /** A value that OpenCX added later; `raw` has the original. */
  | 'OTHER'
  /** Resolved by the AI. */
  | 'RESOLVED';

/** The channel of an OpenCX session. */
export type OpenCXChannel = {
  __typename: 'OpenCXChannel';
  /** The kind of channel. */
  type: Maybe<OpenCXChannelType>;
};

/** A kind of channel. */
export type OpenCXChannelType =
  /** A system of your own, through the API. */
  | 'API'
  /** Email. */
  | 'EMAIL'
  /** Instagram. */
  | 'INSTAGRAM'
  /** Messenger. */
  | 'MESSENGER'
  /** A value that OpenCX added later; `raw` has the original. */
  | 'OTHER'
  /** A phone call. */
  | 'PHONE_VOICE'
  /** Slack. */
  | 'SLACK'
  /** Text messages. */
  | 'SMS'
  /** A chat on a website. */
  | 'WEB'
  /** A voice call in the browser. */
  | 'WEB_VOICE'
  /** WhatsApp. */
  | 'WHATSAPP';

/** A customer as OpenCX keeps it. */
export type OpenCXContact = {
  __typename: 'OpenCXContact';
  /** When OpenCX first knew the contact. */
  createdAt: Maybe<Scalars['DateTime']['output']>;
  /** The contact's verified custom data, in OpenCX's order. Empty when there is none. */
  customData: Maybe<Array<SessionMetadataEntry>>;
  /** The verified email address. */
  email: Maybe<Scalars['String']['output']>;
  /** The contact's id at OpenCX: a UUID. */
  externalId: Maybe<Scalars['String']['output']>;
  /** The verified name. */
  name: Maybe<Scalars['String']['output']>;
  /** Custom data that was not verified, in OpenCX's order. Empty when there is none. */
  nonVerifiedCustomData: Maybe<Array<SessionMetadataEntry>>;
  /** The email address that the customer stated. */
  nonVerifiedEmail: Maybe<Scalars['String']['output']>;
  /** The name that the customer stated. */
  nonVerifiedName: Maybe<Scalars['String']['output']>;
  /** The phone number. */
  phoneNumber: Maybe<Scalars['String']['output']>;
  /** When the contact last changed. */
  updatedAt: Maybe<Scalars['DateTime']['output']>;
};

/** A handover from the AI to humans. */
export type OpenCXHandoff = {
  __typename: 'OpenCXHandoff';
  /** The customer's mood at the handover. */
  sentiment: Maybe<OpenCXSentiment>;
  /** What the AI told the humans of the session so far. */
  summary: Maybe<Scalars['String']['output']>;
};

/** A customer's mood. */
export type OpenCXSentiment =
  /** Angry. */
  | 'ANGRY'
  /** Happy. */
  | 'HAPPY'
  /** Neither. */
  | 'NEUTRAL'
  /** A value that OpenCX added later; `raw` has the original. */
  | 'OTHER';

/** A customer's conversation with an OpenCX agent. */
export type OpenCXSession = Node & Session & {
  __typename: 'OpenCXSession';
  /** How the AI closed the session. Null while it did not. */
  aiClosureType: Maybe<OpenCXAiClosureType>;
  /** The id of the human agent who has the session. Null when nobody has it. */
  assigneeId: Maybe<Scalars['String']['output']>;
  /** Whether the AI only assists a human in this session. */
  assistMode: Maybe<Scalars['Boolean']['output']>;
  /** The channel that the session runs on. */
  channel: Maybe<OpenCXChannel>;
  /** The customer, with all that OpenCX keeps of it. Null when the session has no contact. */
  contact: Maybe<OpenCXContact>;
  /** When the session began. */
  createdAt: Maybe<Scalars['DateTime']['output']>;
  /** Always null: OpenCX does not say when a session ended. */
  endedAt: Maybe<Scalars['DateTime']['output']>;
  /** The session's id at OpenCX: a UUID in lower case. */
  externalId: Scalars['String']['output'];
  /** When the vendor gave this answer. It can be a while ago: answers are kept for as long as they count as fresh. */
  fetchedAt: Scalars['DateTime']['output'];
  /** What OpenCX told the humans when it handed the session to them. Null when it did not. */
  handoff: Maybe<OpenCXHandoff>;
  /** The global id: opaque, URL-safe and stable across releases. */
  id: Scalars['ID']['output'];
  /** The language of the session, as OpenCX writes it. */
  language: Maybe<Scalars['String']['output']>;
  /** The session's custom data, in OpenCX's order. */
  metadata: Maybe<Array<SessionMetadataEntry>>;
  /** The contact: its verified name and email, else the ones it merely stated. Null when there is no contact. */
  participant: Maybe<SessionParticipant>;
  /** Always `OPENCX`. */
  provider: SessionProvider;
  /** OpenCX's own record, untouched. */
  raw: Maybe<Scalars['JSON']['output']>;
  /** The customer's mood, as OpenCX reads it. Null when it was not read. */
  sentiment: Maybe<OpenCXSentiment>;
  /** Whether this answer is older than it should be: the vendor cannot be read now, or a newer one is on its way. */
  stale: Scalars['Boolean']['output'];
  /** `OPEN` or `ENDED`, from `vendorStatus`; null when that is `OTHER`. */
  status: Maybe<SessionStatus>;
  /** The team that has the session. Null when none has it. */
  team: Maybe<OpenCXTeam>;
  /** OpenCX's own number of the session; a whole number. */
  ticketNumber: Maybe<Scalars['Float']['output']>;
  /** The ticket in another system that belongs to the session. Null when there is none. */
  ticketingSystem: Maybe<OpenCXTicketingSystem>;
  /** When the record last changed. */
  updatedAt: Maybe<Scalars['DateTime']['output']>;
  /** OpenCX's own status of the session. */
  vendorStatus: Maybe<OpenCXSessionStatus>;
};

/** The status of a session at OpenCX. */
export type OpenCXSessionStatus =
  /** Closed, with the matter resolved. */
  | 'CLOSED_RESOLVED'
  /** Closed, with the matter not resolved. */
  | 'CLOSED_UNRESOLVED'
  /** The session goes on. */
  | 'OPEN'
  /** A value that OpenCX added later; `raw` has the original. */
  | 'OTHER';

/** A team of human agents at OpenCX. */
export type OpenCXTeam = {
  __typename: 'OpenCXTeam';
  /** What the team is for. */
  description: Maybe<Scalars['String']['output']>;
  /** The team's id at OpenCX: a UUID. */
  externalId: Maybe<Scalars['String']['output']>;
  /** The team's name. */
  name: Maybe<Scalars['String']['output']>;
};

/** A kind of ticket id. */
export type OpenCXTicketIdType =
  /** The id of a case. */
  | 'CASE_ID'
  /** The id of a conversation. */
  | 'CONVERSATION_ID'
  /** The SID of a conversation. */
  | 'CONVERSATION_SID'
  /** A value that OpenCX added later; `raw` has the original. */
  | 'OTHER'
  /** The id of a ticket. */
  | 'TICKET_ID';

/** A ticket in another system. */
export type OpenCXTicketingSystem = {
  __typename: 'OpenCXTicketingSystem';
  /** The ticket's id in that system. */
  externalId: Maybe<Scalars['String']['output']>;
  /** What kind of id that is. */
  idType: Maybe<OpenCXTicketIdType>;
  /** The system that holds the ticket. */
  name: Maybe<OpenCXTicketingSystemName>;
};

/** A system that holds tickets. */
export type OpenCXTicketingSystemName =
  /** Microsoft Dynamics 365. */
  | 'DYNAMICS365'
  /** Freshchat. */
  | 'FRESHCHAT'
  /** Freshdesk. */
  | 'FRESHDESK'
  /** Freshdesk, its ticketing. */
  | 'FRESHDESK_TICKETING'
  /** Front. */
  | 'FRONT'
  /** Gorgias. */
  | 'GORGIAS'
  /** HubSpot. */
  | 'HUBSPOT'
  /** Infobip. */
  | 'INFOBIP'
  /** Intercom. */
  | 'INTERCOM'
  /** OpenCX itself. */
  | 'OPEN'
  /** A value that OpenCX added later; `raw` has the original. */
  | 'OTHER'
  /** Salesforce. */
  | 'SALESFORCE'
  /** Salesforce, the second integration. */
  | 'SALESFORCE_V2'
  /** Twilio Flex. */
  | 'TWILIO_FLEX'
  /** Zendesk. */
  | 'ZENDESK'
  /** Zendesk, the second integration. */
  | 'ZENDESK_V2';

/** Which way a list runs. */
export type OrderDirection =
  /** Oldest first. */
  | 'ASC'
  /** Newest first. */
  | 'DESC';

/** Where a page lies in its list (Relay's connections). */
export type PageInfo = {
  __typename: 'PageInfo';
  /** The cursor of the last edge of this page; null when the page is empty. */
  endCursor: Maybe<Scalars['String']['output']>;
  /** Whether the list goes on after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether the list has anything before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first edge of this page; null when the page is empty. */
  startCursor: Maybe<Scalars['String']['output']>;
};

/** Every field is nullable: when one vendor fails, that field is null with an error beside it and the others answer. */
export type Query = {
  __typename: 'Query';
  /**
   * A Chatwize chatbot by its uuid. Chatwize has no call for a chatbot alone: whether it exists shows only when its
   * `sessions` are read.
   */
  chatwizeChatbot: Maybe<ChatwizeChatbot>;
  /** Chatwize chatbots by their uuids, in the order of `externalIds`, repeats included. At most 20. */
  chatwizeChatbots: Maybe<Array<Maybe<ChatwizeChatbot>>>;
  /** A Chatwize session by its uuid. Null when Chatwize does not know it. */
  chatwizeSession: Maybe<ChatwizeSession>;
  /** A duohub session by its id. Null when duohub does not know it, or has deleted it. */
  duohubSession: Maybe<DuohubSession>;
  /** Any object of this graph by its global id. Null when it does not exist. */
  node: Maybe<Node>;
  /**
   * Objects by their global ids, in the order of `ids`, repeats included; null for one that does not exist, null and an
   * error in its place for one that failed. At most 200 ids.
   */
  nodes: Maybe<Array<Maybe<Node>>>;
  /** An OpenCX session by its id. Null when OpenCX does not know it. */
  opencxSession: Maybe<OpenCXSession>;
  /** A session of any vendor by its global id. Null when the vendor does not know it. */
  session: Maybe<Session>;
  /** A session by its vendor and the vendor's own id. Null when the vendor does not know it. */
  sessionByExternalId: Maybe<Session>;
  /** All vendors this graph speaks to, enabled here or not. */
  sessionProviders: Maybe<Array<SessionProviderInfo>>;
  /**
   * Sessions of any vendors by their global ids, in the order of `ids`, repeats included; null for one that the vendor
   * does not know, null and an error in its place for one that failed. At most 200 ids.
   */
  sessionsByIds: Maybe<Array<Maybe<Session>>>;
  /** A Zep session by its session id. Null when Zep does not know it. */
  zepSession: Maybe<ZepSession>;
};


/** Every field is nullable: when one vendor fails, that field is null with an error beside it and the others answer. */
export type QuerychatwizeChatbotArgs = {
  externalId: Scalars['String']['input'];
};


/** Every field is nullable: when one vendor fails, that field is null with an error beside it and the others answer. */
export type QuerychatwizeChatbotsArgs = {
  externalIds: Array<Scalars['String']['input']>;
};


/** Every field is nullable: when one vendor fails, that field is null with an error beside it and the others answer. */
export type QuerychatwizeSessionArgs = {
  externalId: Scalars['String']['input'];
};


/** Every field is nullable: when one vendor fails, that field is null with an error beside it and the others answer. */
export type QueryduohubSessionArgs = {
  externalId: Scalars['String']['input'];
};


/** Every field is nullable: when one vendor fails, that field is null with an error beside it and the others answer. */
export type QuerynodeArgs = {
  id: Scalars['ID']['input'];
};


/** Every field is nullable: when one vendor fails, that field is null with an error beside it and the others answer. */
export type QuerynodesArgs = {
  ids: Array<Scalars['ID']['input']>;
};


/** Every field is nullable: when one vendor fails, that field is null with an error beside it and the others answer. */
export type QueryopencxSessionArgs = {
  externalId: Scalars['String']['input'];
};


/** Every field is nullable: when one vendor fails, that field is null with an error beside it and the others answer. */
export type QuerysessionArgs = {
  id: Scalars['ID']['input'];
};


/** Every field is nullable: when one vendor fails, that field is null with an error beside it and the others answer. */
export type QuerysessionByExternalIdArgs = {
  externalId: Scalars['String']['input'];
  provider: SessionProviderInput;
};


/** Every field is nullable: when one vendor fails, that field is null with an error beside it and the others answer. */
export type QuerysessionsByIdsArgs = {
  ids: Array<Scalars['ID']['input']>;
};


/** Every field is nullable: when one vendor fails, that field is null with an error beside it and the others answer. */
export type QueryzepSessionArgs = {
  externalId: Scalars['String']['input'];
};

/**
 * A conversation or a memory session kept with one vendor. Select the vendor's own fields with an inline fragment on the
 * concrete type. Every field but the ids and `provider` can be null: a vendor may not know it, or not say it.
 */
export type Session = {
  /** When the session began. Null where the vendor does not say. */
  createdAt: Maybe<Scalars['DateTime']['output']>;
  /** When the session ended. Null while it goes on, and where the vendor does not say. */
  endedAt: Maybe<Scalars['DateTime']['output']>;
  /** The vendor's own id of the session: what the vendor's API takes. */
  externalId: Scalars['String']['output'];
  /** When the vendor gave this answer. It can be a while ago: answers are kept for as long as they count as fresh. */
  fetchedAt: Scalars['DateTime']['output'];
  /** The global id: opaque, URL-safe and stable across releases. */
  id: Scalars['ID']['output'];
  /**
   * What your own systems attached to the session, in the vendor's order, but for keys that are whole numbers: those come
   * first. Empty when there is nothing.
   */
  metadata: Maybe<Array<SessionMetadataEntry>>;
  /** The end user, as far as the vendor knows. Null where it knows nothing. */
  participant: Maybe<SessionParticipant>;
  /** The vendor that keeps this session. */
  provider: SessionProvider;
  /** The vendor's own record, untouched. Its shape is the vendor's and not part of this graph's contract. */
  raw: Maybe<Scalars['JSON']['output']>;
  /** Whether this answer is older than it should be: the vendor cannot be read now, or a newer one is on its way. */
  stale: Scalars['Boolean']['output'];
  /** Where the session is in its life. Null where the vendor does not say. */
  status: Maybe<SessionStatus>;
  /** When the vendor last changed the record. Null where the vendor does not say. */
  updatedAt: Maybe<Scalars['DateTime']['output']>;
};

/** One pair of a session's metadata. */
export type SessionMetadataEntry = {
  __typename: 'SessionMetadataEntry';
  /** The key. With some vendors one key can occur more than once. */
  key: Scalars['String']['output'];
  /** The value, as the vendor sent it. */
  value: Maybe<Scalars['JSON']['output']>;
};

/**
 * The order of a list of sessions. Sessions without that date come last in both directions; sessions with the same date
 * are ordered by `externalId`.
 */
export type SessionOrder = {
  /** The direction. */
  direction: OrderDirection;
  /** The date to order by. */
  field: SessionOrderField;
};

/** What a list of sessions is ordered by. */
export type SessionOrderField =
  /** `createdAt` */
  | 'CREATED_AT'
  /** `updatedAt` */
  | 'UPDATED_AT';

/** The end user of a session. Each field is null where the vendor does not know it. */
export type SessionParticipant = {
  __typename: 'SessionParticipant';
  /** The person's email address. */
  email: Maybe<Scalars['String']['output']>;
  /** The id of the person that the vendor keeps, usually one that your own systems gave. */
  externalId: Maybe<Scalars['String']['output']>;
  /** The person's name. */
  name: Maybe<Scalars['String']['output']>;
  /** The person's phone number, as the vendor wrote it. */
  phone: Maybe<Scalars['String']['output']>;
  /**
   * True only when every name, email and phone shown here comes from the vendor's verified source; false when any of them
   * was merely typed in by the visitor. Null where the vendor draws no such line, and when none of the three is known.
   */
  verified: Maybe<Scalars['Boolean']['output']>;
};

/** A vendor that keeps sessions, in answers. */
export type SessionProvider =
  /** Chatwize: website chatbots. */
  | 'CHATWIZE'
  /** duohub: memory for voice and chat agents. */
  | 'DUOHUB'
  /** OpenCX: AI customer support. */
  | 'OPENCX'
  /** Zep: memory for assistants (API version 2). */
  | 'ZEP';

/** Whether a vendor answers. */
export type SessionProviderAvailability =
  /** Calls are made. */
  | 'AVAILABLE'
  /** Some calls have to wait: the vendor asked for a pause, or it was down and is being tried again. */
  | 'DEGRADED'
  /** No calls are made for a while: too many have failed. */
  | 'UNAVAILABLE';

/** A vendor as this server is set up. */
export type SessionProviderInfo = {
  __typename: 'SessionProviderInfo';
  /** Whether it answers now, as far as this server and its replicas know. Null where it is not enabled. */
  availability: Maybe<SessionProviderAvailability>;
  /** Whether this server has a credential for it. Without one, each of its fields fails with `PROVIDER_NOT_CONFIGURED`. */
  enabled: Scalars['Boolean']['output'];
  /** The vendor. */
  provider: SessionProvider;
  /** What is left of the calls that the vendor allows. Null where no limit is known. */
  quota: Maybe<SessionProviderQuota>;
  /** When calls are tried again, while none are made. Null while calls are made. */
  retryAt: Maybe<Scalars['DateTime']['output']>;
};

/** A vendor that keeps sessions, in arguments. It has the values of `SessionProvider`. */
export type SessionProviderInput =
  /** Chatwize: website chatbots. */
  | 'CHATWIZE'
  /** duohub: memory for voice and chat agents. */
  | 'DUOHUB'
  /** OpenCX: AI customer support. */
  | 'OPENCX'
  /** Zep: memory for assistants (API version 2). */
  | 'ZEP';

/** How many calls a vendor allows. */
export type SessionProviderQuota = {
  __typename: 'SessionProviderQuota';
  /** How many calls are allowed in a window, usually of a minute. */
  limit: Scalars['Int']['output'];
  /** How many calls are left now. */
  remaining: Scalars['Int']['output'];
  /** When all calls are allowed again. */
  resetsAt: Scalars['DateTime']['output'];
};

/** Where a session is in its life. */
export type SessionStatus =
  /** The vendor keeps the record and marks it as deleted. */
  | 'DELETED'
  /** The session has ended or was closed. */
  | 'ENDED'
  /** The session goes on. */
  | 'OPEN';

/** An example fact for each rating. */
export type ZepFactRatingExamples = {
  __typename: 'ZepFactRatingExamples';
  /** A fact of high relevance. */
  high: Maybe<Scalars['String']['output']>;
  /** A fact of low relevance. */
  low: Maybe<Scalars['String']['output']>;
  /** A fact of medium relevance. */
  medium: Maybe<Scalars['String']['output']>;
};

/** How Zep is told to rate facts. */
export type ZepFactRatingInstruction = {
  __typename: 'ZepFactRatingInstruction';
  /** An example for each rating. */
  examples: Maybe<ZepFactRatingExamples>;
  /** The instruction, in words. */
  instruction: Maybe<Scalars['String']['output']>;
};

/** A session kept in Zep's memory. */
export type ZepSession = Node & Session & {
  __typename: 'ZepSession';
  /** The dialog classifications that Zep made, by name. Null when there are none. */
  classifications: Maybe<Array<SessionMetadataEntry>>;
  /** When the session began. */
  createdAt: Maybe<Scalars['DateTime']['output']>;
  /** When the session was deleted. */
  deletedAt: Maybe<Scalars['DateTime']['output']>;
  /** When the session ended. Null while it goes on. */
  endedAt: Maybe<Scalars['DateTime']['output']>;
  /** The `session_id` that your own systems gave the session. */
  externalId: Scalars['String']['output'];
  /** How Zep is told to rate facts. Null when it is not told. */
  factRatingInstruction: Maybe<ZepFactRatingInstruction>;
  /** Facts that Zep drew from the dialog. Null when Zep sends none. */
  facts: Maybe<Array<Scalars['String']['output']>>;
  /** When the vendor gave this answer. It can be a while ago: answers are kept for as long as they count as fresh. */
  fetchedAt: Scalars['DateTime']['output'];
  /** The global id: opaque, URL-safe and stable across releases. */
  id: Scalars['ID']['output'];
  /** The session's metadata in Zep's order; a value can be any JSON. */
  metadata: Maybe<Array<SessionMetadataEntry>>;
  /** Zep's user: `externalId` is `userId`, nothing else is known. Null when the session has no user. */
  participant: Maybe<SessionParticipant>;
  /** The Zep project that holds the session. */
  projectUuid: Maybe<Scalars['String']['output']>;
  /** Always `ZEP`. */
  provider: SessionProvider;
  /** Zep's own record, untouched. */
  raw: Maybe<Scalars['JSON']['output']>;
  /** Zep's row number of the session; a whole number. */
  rowId: Maybe<Scalars['Float']['output']>;
  /** The `session_id` that your own systems gave the session, the same as `externalId`. */
  sessionId: Maybe<Scalars['String']['output']>;
  /** Whether this answer is older than it should be: the vendor cannot be read now, or a newer one is on its way. */
  stale: Scalars['Boolean']['output'];
  /** `DELETED` if there is a `deletedAt`, else `ENDED` if there is an `endedAt`, else `OPEN`. */
  status: Maybe<SessionStatus>;
  /** When the record last changed. */
  updatedAt: Maybe<Scalars['DateTime']['output']>;
  /** The id of the session's user, given by your own systems. */
  userId: Maybe<Scalars['String']['output']>;
  /** Zep's own identifier of the session. */
  uuid: Maybe<Scalars['String']['output']>;
};



export type ResolverTypeWrapper<T> = Promise<T | null> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;




/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( Omit<ChatwizeChatbot, 'sessions'> )
    | ( ChatwizeSession )
    | ( DuohubSession )
    | ( OpenCXSession )
    | ( ZepSession )
  ;
  Session:
    | ( ChatwizeSession )
    | ( DuohubSession )
    | ( OpenCXSession )
    | ( ZepSession )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ChatwizeChatbot: ResolverTypeWrapper<Omit<ChatwizeChatbot, 'sessions'>>;
  ChatwizeSession: ResolverTypeWrapper<ChatwizeSession>;
  ChatwizeSessionConnection: ResolverTypeWrapper<ChatwizeSessionConnection>;
  ChatwizeSessionEdge: ResolverTypeWrapper<ChatwizeSessionEdge>;
  ChatwizeSessionFilter: ChatwizeSessionFilter;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DuohubSession: ResolverTypeWrapper<DuohubSession>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  OpenCXAiClosureType: OpenCXAiClosureType;
  OpenCXChannel: ResolverTypeWrapper<OpenCXChannel>;
  OpenCXChannelType: OpenCXChannelType;
  OpenCXContact: ResolverTypeWrapper<OpenCXContact>;
  OpenCXHandoff: ResolverTypeWrapper<OpenCXHandoff>;
  OpenCXSentiment: OpenCXSentiment;
  OpenCXSession: ResolverTypeWrapper<OpenCXSession>;
  OpenCXSessionStatus: OpenCXSessionStatus;
  OpenCXTeam: ResolverTypeWrapper<OpenCXTeam>;
  OpenCXTicketIdType: OpenCXTicketIdType;
  OpenCXTicketingSystem: ResolverTypeWrapper<OpenCXTicketingSystem>;
  OpenCXTicketingSystemName: OpenCXTicketingSystemName;
  OrderDirection: OrderDirection;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Session: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Session']>;
  SessionMetadataEntry: ResolverTypeWrapper<SessionMetadataEntry>;
  SessionOrder: SessionOrder;
  SessionOrderField: SessionOrderField;
  SessionParticipant: ResolverTypeWrapper<SessionParticipant>;
  SessionProvider: SessionProvider;
  SessionProviderAvailability: SessionProviderAvailability;
  SessionProviderInfo: ResolverTypeWrapper<SessionProviderInfo>;
  SessionProviderInput: SessionProviderInput;
  SessionProviderQuota: ResolverTypeWrapper<SessionProviderQuota>;
  SessionStatus: SessionStatus;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ZepFactRatingExamples: ResolverTypeWrapper<ZepFactRatingExamples>;
  ZepFactRatingInstruction: ResolverTypeWrapper<ZepFactRatingInstruction>;
  ZepSession: ResolverTypeWrapper<ZepSession>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Boolean: Scalars['Boolean']['output'];
  ChatwizeChatbot: Omit<ChatwizeChatbot, 'sessions'>;
  ChatwizeSession: ChatwizeSession;
  ChatwizeSessionConnection: ChatwizeSessionConnection;
  ChatwizeSessionEdge: ChatwizeSessionEdge;
  ChatwizeSessionFilter: ChatwizeSessionFilter;
  DateTime: Scalars['DateTime']['output'];
  DuohubSession: DuohubSession;
  Float: Scalars['Float']['output'];
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  JSON: Scalars['JSON']['output'];
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  OpenCXChannel: OpenCXChannel;
  OpenCXContact: OpenCXContact;
  OpenCXHandoff: OpenCXHandoff;
  OpenCXSession: OpenCXSession;
  OpenCXTeam: OpenCXTeam;
  OpenCXTicketingSystem: OpenCXTicketingSystem;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  Session: ResolversInterfaceTypes<ResolversParentTypes>['Session'];
  SessionMetadataEntry: SessionMetadataEntry;
  SessionOrder: SessionOrder;
  SessionParticipant: SessionParticipant;
  SessionProviderInfo: SessionProviderInfo;
  SessionProviderQuota: SessionProviderQuota;
  String: Scalars['String']['output'];
  ZepFactRatingExamples: ZepFactRatingExamples;
  ZepFactRatingInstruction: ZepFactRatingInstruction;
  ZepSession: ZepSession;
};

export type ChatwizeChatbotResolvers<ContextType = any, ParentType extends ResolversParentTypes['ChatwizeChatbot'] = ResolversParentTypes['ChatwizeChatbot']> = {
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sessions?: Resolver<Maybe<ResolversTypes['ChatwizeSessionConnection']>, ParentType, ContextType, Partial<ChatwizeChatbotsessionsArgs>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChatwizeSessionResolvers<ContextType = any, ParentType extends ResolversParentTypes['ChatwizeSession'] = ResolversParentTypes['ChatwizeSession']> = {
  authData?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fetchedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  identityVerified?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  lead?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  metadata?: Resolver<Maybe<Array<ResolversTypes['SessionMetadataEntry']>>, ParentType, ContextType>;
  participant?: Resolver<Maybe<ResolversTypes['SessionParticipant']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['SessionProvider'], ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  stale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['SessionStatus']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  uuid?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChatwizeSessionConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['ChatwizeSessionConnection'] = ResolversParentTypes['ChatwizeSessionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ChatwizeSessionEdge']>, ParentType, ContextType>;
  fetchedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ChatwizeSession']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  stale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ChatwizeSessionEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['ChatwizeSessionEdge'] = ResolversParentTypes['ChatwizeSessionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ChatwizeSession'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DuohubSessionResolvers<ContextType = any, ParentType extends ResolversParentTypes['DuohubSession'] = ResolversParentTypes['DuohubSession']> = {
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  customerUserId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fetchedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  metadata?: Resolver<Maybe<Array<ResolversTypes['SessionMetadataEntry']>>, ParentType, ContextType>;
  participant?: Resolver<Maybe<ResolversTypes['SessionParticipant']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['SessionProvider'], ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  stale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['SessionStatus']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface JSONScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type NodeResolvers<ContextType = any, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'ChatwizeChatbot' | 'ChatwizeSession' | 'DuohubSession' | 'OpenCXSession' | 'ZepSession', ParentType, ContextType>;
};

export type OpenCXChannelResolvers<ContextType = any, ParentType extends ResolversParentTypes['OpenCXChannel'] = ResolversParentTypes['OpenCXChannel']> = {
  type?: Resolver<Maybe<ResolversTypes['OpenCXChannelType']>, ParentType, ContextType>;
};

export type OpenCXContactResolvers<ContextType = any, ParentType extends ResolversParentTypes['OpenCXContact'] = ResolversParentTypes['OpenCXContact']> = {
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  customData?: Resolver<Maybe<Array<ResolversTypes['SessionMetadataEntry']>>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nonVerifiedCustomData?: Resolver<Maybe<Array<ResolversTypes['SessionMetadataEntry']>>, ParentType, ContextType>;
  nonVerifiedEmail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nonVerifiedName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phoneNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type OpenCXHandoffResolvers<ContextType = any, ParentType extends ResolversParentTypes['OpenCXHandoff'] = ResolversParentTypes['OpenCXHandoff']> = {
  sentiment?: Resolver<Maybe<ResolversTypes['OpenCXSentiment']>, ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type OpenCXSessionResolvers<ContextType = any, ParentType extends ResolversParentTypes['OpenCXSession'] = ResolversParentTypes['OpenCXSession']> = {
  aiClosureType?: Resolver<Maybe<ResolversTypes['OpenCXAiClosureType']>, ParentType, ContextType>;
  assigneeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  assistMode?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  channel?: Resolver<Maybe<ResolversTypes['OpenCXChannel']>, ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['OpenCXContact']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fetchedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  handoff?: Resolver<Maybe<ResolversTypes['OpenCXHandoff']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  language?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  metadata?: Resolver<Maybe<Array<ResolversTypes['SessionMetadataEntry']>>, ParentType, ContextType>;
  participant?: Resolver<Maybe<ResolversTypes['SessionParticipant']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['SessionProvider'], ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  sentiment?: Resolver<Maybe<ResolversTypes['OpenCXSentiment']>, ParentType, ContextType>;
  stale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['SessionStatus']>, ParentType, ContextType>;
  team?: Resolver<Maybe<ResolversTypes['OpenCXTeam']>, ParentType, ContextType>;
  ticketNumber?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  ticketingSystem?: Resolver<Maybe<ResolversTypes['OpenCXTicketingSystem']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  vendorStatus?: Resolver<Maybe<ResolversTypes['OpenCXSessionStatus']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OpenCXTeamResolvers<ContextType = any, ParentType extends ResolversParentTypes['OpenCXTeam'] = ResolversParentTypes['OpenCXTeam']> = {
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type OpenCXTicketingSystemResolvers<ContextType = any, ParentType extends ResolversParentTypes['OpenCXTicketingSystem'] = ResolversParentTypes['OpenCXTicketingSystem']> = {
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  idType?: Resolver<Maybe<ResolversTypes['OpenCXTicketIdType']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['OpenCXTicketingSystemName']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = any, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = any, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  chatwizeChatbot?: Resolver<Maybe<ResolversTypes['ChatwizeChatbot']>, ParentType, ContextType, RequireFields<QuerychatwizeChatbotArgs, 'externalId'>>;
  chatwizeChatbots?: Resolver<Maybe<Array<Maybe<ResolversTypes['ChatwizeChatbot']>>>, ParentType, ContextType, RequireFields<QuerychatwizeChatbotsArgs, 'externalIds'>>;
  chatwizeSession?: Resolver<Maybe<ResolversTypes['ChatwizeSession']>, ParentType, ContextType, RequireFields<QuerychatwizeSessionArgs, 'externalId'>>;
  duohubSession?: Resolver<Maybe<ResolversTypes['DuohubSession']>, ParentType, ContextType, RequireFields<QueryduohubSessionArgs, 'externalId'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QuerynodeArgs, 'id'>>;
  nodes?: Resolver<Maybe<Array<Maybe<ResolversTypes['Node']>>>, ParentType, ContextType, RequireFields<QuerynodesArgs, 'ids'>>;
  opencxSession?: Resolver<Maybe<ResolversTypes['OpenCXSession']>, ParentType, ContextType, RequireFields<QueryopencxSessionArgs, 'externalId'>>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType, RequireFields<QuerysessionArgs, 'id'>>;
  sessionByExternalId?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType, RequireFields<QuerysessionByExternalIdArgs, 'externalId' | 'provider'>>;
  sessionProviders?: Resolver<Maybe<Array<ResolversTypes['SessionProviderInfo']>>, ParentType, ContextType>;
  sessionsByIds?: Resolver<Maybe<Array<Maybe<ResolversTypes['Session']>>>, ParentType, ContextType, RequireFields<QuerysessionsByIdsArgs, 'ids'>>;
  zepSession?: Resolver<Maybe<ResolversTypes['ZepSession']>, ParentType, ContextType, RequireFields<QueryzepSessionArgs, 'externalId'>>;
};

export type SessionResolvers<ContextType = any, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  __resolveType: TypeResolveFn<'ChatwizeSession' | 'DuohubSession' | 'OpenCXSession' | 'ZepSession', ParentType, ContextType>;
};

export type SessionMetadataEntryResolvers<ContextType = any, ParentType extends ResolversParentTypes['SessionMetadataEntry'] = ResolversParentTypes['SessionMetadataEntry']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type SessionParticipantResolvers<ContextType = any, ParentType extends ResolversParentTypes['SessionParticipant'] = ResolversParentTypes['SessionParticipant']> = {
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  verified?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type SessionProviderInfoResolvers<ContextType = any, ParentType extends ResolversParentTypes['SessionProviderInfo'] = ResolversParentTypes['SessionProviderInfo']> = {
  availability?: Resolver<Maybe<ResolversTypes['SessionProviderAvailability']>, ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['SessionProvider'], ParentType, ContextType>;
  quota?: Resolver<Maybe<ResolversTypes['SessionProviderQuota']>, ParentType, ContextType>;
  retryAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type SessionProviderQuotaResolvers<ContextType = any, ParentType extends ResolversParentTypes['SessionProviderQuota'] = ResolversParentTypes['SessionProviderQuota']> = {
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  remaining?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  resetsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ZepFactRatingExamplesResolvers<ContextType = any, ParentType extends ResolversParentTypes['ZepFactRatingExamples'] = ResolversParentTypes['ZepFactRatingExamples']> = {
  high?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  low?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  medium?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ZepFactRatingInstructionResolvers<ContextType = any, ParentType extends ResolversParentTypes['ZepFactRatingInstruction'] = ResolversParentTypes['ZepFactRatingInstruction']> = {
  examples?: Resolver<Maybe<ResolversTypes['ZepFactRatingExamples']>, ParentType, ContextType>;
  instruction?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ZepSessionResolvers<ContextType = any, ParentType extends ResolversParentTypes['ZepSession'] = ResolversParentTypes['ZepSession']> = {
  classifications?: Resolver<Maybe<Array<ResolversTypes['SessionMetadataEntry']>>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  factRatingInstruction?: Resolver<Maybe<ResolversTypes['ZepFactRatingInstruction']>, ParentType, ContextType>;
  facts?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  fetchedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  metadata?: Resolver<Maybe<Array<ResolversTypes['SessionMetadataEntry']>>, ParentType, ContextType>;
  participant?: Resolver<Maybe<ResolversTypes['SessionParticipant']>, ParentType, ContextType>;
  projectUuid?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['SessionProvider'], ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  rowId?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  sessionId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['SessionStatus']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  uuid?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = any> = {
  ChatwizeChatbot?: ChatwizeChatbotResolvers<ContextType>;
  ChatwizeSession?: ChatwizeSessionResolvers<ContextType>;
  ChatwizeSessionConnection?: ChatwizeSessionConnectionResolvers<ContextType>;
  ChatwizeSessionEdge?: ChatwizeSessionEdgeResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DuohubSession?: DuohubSessionResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Node?: NodeResolvers<ContextType>;
  OpenCXChannel?: OpenCXChannelResolvers<ContextType>;
  OpenCXContact?: OpenCXContactResolvers<ContextType>;
  OpenCXHandoff?: OpenCXHandoffResolvers<ContextType>;
  OpenCXSession?: OpenCXSessionResolvers<ContextType>;
  OpenCXTeam?: OpenCXTeamResolvers<ContextType>;
  OpenCXTicketingSystem?: OpenCXTicketingSystemResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SessionMetadataEntry?: SessionMetadataEntryResolvers<ContextType>;
  SessionParticipant?: SessionParticipantResolvers<ContextType>;
  SessionProviderInfo?: SessionProviderInfoResolvers<ContextType>;
  SessionProviderQuota?: SessionProviderQuotaResolvers<ContextType>;
  ZepFactRatingExamples?: ZepFactRatingExamplesResolvers<ContextType>;
  ZepFactRatingInstruction?: ZepFactRatingInstructionResolvers<ContextType>;
  ZepSession?: ZepSessionResolvers<ContextType>;
};

