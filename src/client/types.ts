export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /**
   * A point in time: an ISO 8601 string in UTC with milliseconds, such as `2026-03-01T09:30:00.000Z`.
   * In answers, a vendor's date without an offset is read as UTC, and a date that cannot be parsed is null.
   * In arguments, a date without an offset is read as UTC, and an invalid date fails with `BAD_USER_INPUT`.
   */
  DateTime: { input: string; output: string; }
  /**
   * Any JSON value, as the vendor sent it. The vendor defines its shape and can change it without notice. A value with more
   * than 200 levels fails with `UPSTREAM_INVALID_RESPONSE`.
   *
   * A number has the vendor's value to the last digit, even where it does not fit a 64-bit float: `12345678901234567890`,
   * `1e999`. `JSON.parse` rounds such a number, so a client that needs its digits must use a parser that keeps them.
   */
  JSON: { input: unknown; output: unknown; }
};

/** A Chatwize chatbot. Only its UUID is known. */
export type ChatwizeChatbot = Node & {
  __typename: 'ChatwizeChatbot';
  /** The UUID of the chatbot at Chatwize. */
  externalId: Scalars['String']['output'];
  /** The global id: opaque, URL-safe and stable across releases. */
  id: Scalars['ID']['output'];
  /**
   * The chatbot's sessions. By default the newest `createdAt` comes first and a page has 50 sessions. Chatwize returns the
   * whole list in one call; this server filters, sorts and pages it. Selecting the sessions of one chatbot several times
   * in one operation costs one call. Fails with `NOT_FOUND` if Chatwize does not have the chatbot.
   */
  sessions: Maybe<ChatwizeSessionConnection>;
};


/** A Chatwize chatbot. Only its UUID is known. */
export type ChatwizeChatbotsessionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ChatwizeSessionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<SessionOrder>;
};

/** A visitor's conversation with a Chatwize chatbot. Chatwize does not report which chatbot a session belongs to. */
export type ChatwizeSession = Node & Session & {
  __typename: 'ChatwizeSession';
  /** The identity verification data (`meta.auth_data`). Null if the visitor was not verified or the data was not saved. */
  authData: Maybe<Scalars['JSON']['output']>;
  /** When the session started (Chatwize's `created_at`). Null if Chatwize does not report it. */
  createdAt: Maybe<Scalars['DateTime']['output']>;
  /** Always null: Chatwize does not report when a session ended. */
  endedAt: Maybe<Scalars['DateTime']['output']>;
  /** The UUID of the session at Chatwize. */
  externalId: Scalars['String']['output'];
  /** When Chatwize returned this data. Data is cached, so this can be some time ago. */
  fetchedAt: Scalars['DateTime']['output'];
  /** The global id: opaque, URL-safe and stable across releases. */
  id: Scalars['ID']['output'];
  /** True if the session has identity verification data. */
  identityVerified: Maybe<Scalars['Boolean']['output']>;
  /** What the visitor entered in the lead form (`meta.user`). Unverified. Null if no form was submitted. */
  lead: Maybe<Scalars['JSON']['output']>;
  /**
   * The messages of the session, oldest first. By default a page has the oldest 50; `last: 50` returns the newest.
   * Chatwize stores each question with its answer: they are two messages with the same `externalId` and `createdAt`.
   * Empty if Chatwize has none. Needs the scope `messages`. Null only with an error.
   */
  messages: Maybe<SessionMessageConnection>;
  /** Everything in Chatwize's `meta` except the lead and the identity data. Usually empty. */
  metadata: Maybe<Array<SessionMetadataEntry>>;
  /**
   * The visitor. Each value comes from the identity data if it is there, otherwise from the lead form. Its `externalId`
   * is your own user id from the identity data, never from the lead form. Null if the session has neither identity data nor
   * a lead.
   */
  participant: Maybe<SessionParticipant>;
  /** Always `CHATWIZE`. */
  provider: SessionProvider;
  /** Chatwize's own record, unchanged. */
  raw: Maybe<Scalars['JSON']['output']>;
  /** True if this data is no longer fresh: Chatwize cannot be read at the moment, or a refresh is in progress. */
  stale: Scalars['Boolean']['output'];
  /** Always null: Chatwize does not report whether a session is in progress. */
  status: Maybe<SessionStatus>;
  /** When the record last changed (Chatwize's `modified_at`). Null if Chatwize does not report it. */
  updatedAt: Maybe<Scalars['DateTime']['output']>;
  /** The UUID of the session. Same value as `externalId`. */
  uuid: Maybe<Scalars['String']['output']>;
};


/** A visitor's conversation with a Chatwize chatbot. Chatwize does not report which chatbot a session belongs to. */
export type ChatwizeSessionmessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of a chatbot's sessions (Relay connections). */
export type ChatwizeSessionConnection = {
  __typename: 'ChatwizeSessionConnection';
  /** The sessions on this page with their cursors. */
  edges: Array<ChatwizeSessionEdge>;
  /** When Chatwize returned the list. The list is cached, so this can be some time ago. */
  fetchedAt: Scalars['DateTime']['output'];
  /** The sessions on this page without cursors. */
  nodes: Array<ChatwizeSession>;
  /** The position of this page in the list. */
  pageInfo: PageInfo;
  /** True if the list is no longer fresh: Chatwize cannot be read at the moment, or a refresh is in progress. */
  stale: Scalars['Boolean']['output'];
  /** The number of sessions that match the filter, on all pages. */
  totalCount: Scalars['Int']['output'];
};

/** A session on a page. */
export type ChatwizeSessionEdge = {
  __typename: 'ChatwizeSessionEdge';
  /** The session's position in the list. Opaque. It stays valid when sessions are added. */
  cursor: Scalars['String']['output'];
  /** The session. */
  node: ChatwizeSession;
};

/** Conditions on a chatbot's sessions. A session without a date never matches a condition on that date. */
export type ChatwizeSessionFilter = {
  /** Only sessions that started after this time. */
  createdAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only sessions that started before this time. */
  createdBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** True: only sessions with a submitted lead form. False: only sessions without one. */
  hasLead?: InputMaybe<Scalars['Boolean']['input']>;
  /** True: only sessions with identity verification data. False: only sessions without it. */
  identityVerified?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only sessions whose record changed after this time. */
  updatedAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only sessions whose record changed before this time. */
  updatedBefore?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A memory session stored by duohub. */
export type DuohubSession = Node & Session & {
  __typename: 'DuohubSession';
  /** When the session started. Null if duohub does not report it. */
  createdAt: Maybe<Scalars['DateTime']['output']>;
  /** The id that your own systems assigned to the end user. Null if duohub does not report it. */
  customerUserId: Maybe<Scalars['String']['output']>;
  /** When the session was deleted. Rarely set, because duohub answers most deleted sessions with 404. Null otherwise. */
  deletedAt: Maybe<Scalars['DateTime']['output']>;
  /** When the session ended. Null if duohub reports no end date, for example while the session is in progress. */
  endedAt: Maybe<Scalars['DateTime']['output']>;
  /** The id of the session at duohub. */
  externalId: Scalars['String']['output'];
  /** When duohub returned this data. Data is cached, so this can be some time ago. */
  fetchedAt: Scalars['DateTime']['output'];
  /** The global id: opaque, URL-safe and stable across releases. */
  id: Scalars['ID']['output'];
  /**
   * The messages of the session, oldest first. By default a page has the oldest 50; `last: 50` returns the newest. Empty
   * if duohub has none. Needs the scope `messages`. Null only with an error.
   */
  messages: Maybe<SessionMessageConnection>;
  /** The session's metadata in duohub's order. duohub allows the same key more than once; every pair is returned. */
  metadata: Maybe<Array<SessionMetadataEntry>>;
  /** The customer's user. Only `externalId` is known: it is `customerUserId`. Null if duohub reports no user. */
  participant: Maybe<SessionParticipant>;
  /** Always `DUOHUB`. */
  provider: SessionProvider;
  /** duohub's own record, unchanged. */
  raw: Maybe<Scalars['JSON']['output']>;
  /** True if this data is no longer fresh: duohub cannot be read at the moment, or a refresh is in progress. */
  stale: Scalars['Boolean']['output'];
  /** `DELETED` if duohub reports a deletion date, otherwise `ENDED` if it reports an end date, otherwise `OPEN`. */
  status: Maybe<SessionStatus>;
  /** When the record last changed. Null if duohub does not report it. */
  updatedAt: Maybe<Scalars['DateTime']['output']>;
  /** The duohub API account that owns the session. This is not the end user. Null if duohub does not report it. */
  userId: Maybe<Scalars['String']['output']>;
};


/** A memory session stored by duohub. */
export type DuohubSessionmessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** An object that can be fetched again by its global id (Relay Global Object Identification). */
export type Node = {
  /** The global id: opaque, URL-safe and stable across releases. */
  id: Scalars['ID']['output'];
};

/** How the AI closed a session. */
export type OpenCXAiClosureType =
  /** The customer did not reply, so the session counts as resolved. */
  | 'ASSUMED_RESOLVED'
  /** Handed off to human agents. */
  | 'HANDED_OFF'
  /** A value that this graph does not know yet. The session's `raw` has the original. */
  | 'OTHER'
  /** Resolved by the AI. */
  | 'RESOLVED';

/** The channel of an OpenCX session. */
export type OpenCXChannel = {
  __typename: 'OpenCXChannel';
  /** The type of channel. Null if OpenCX does not report it. */
  type: Maybe<OpenCXChannelType>;
};

/** A type of channel. */
export type OpenCXChannelType =
  /** Your own system, through the OpenCX API. */
  | 'API'
  /** Email. */
  | 'EMAIL'
  /** Instagram. */
  | 'INSTAGRAM'
  /** Messenger. */
  | 'MESSENGER'
  /** A value that this graph does not know yet. The session's `raw` has the original. */
  | 'OTHER'
  /** Phone call. */
  | 'PHONE_VOICE'
  /** Slack. */
  | 'SLACK'
  /** Text message (SMS). */
  | 'SMS'
  /** Website chat. */
  | 'WEB'
  /** Voice call in the browser. */
  | 'WEB_VOICE'
  /** WhatsApp. */
  | 'WHATSAPP';

/** A customer as stored by OpenCX. Each field is null if OpenCX does not report it, except the custom data. */
export type OpenCXContact = {
  __typename: 'OpenCXContact';
  /** When OpenCX created the contact. */
  createdAt: Maybe<Scalars['DateTime']['output']>;
  /**
   * The contact's verified custom data, in OpenCX's order. Keys that are whole numbers come first. An empty list if
   * OpenCX reports no data.
   */
  customData: Maybe<Array<SessionMetadataEntry>>;
  /** The verified email address. */
  email: Maybe<Scalars['String']['output']>;
  /** The id of the contact at OpenCX: a UUID. */
  externalId: Maybe<Scalars['String']['output']>;
  /** The verified name. */
  name: Maybe<Scalars['String']['output']>;
  /**
   * The contact's unverified custom data, in OpenCX's order. Keys that are whole numbers come first. An empty list if
   * OpenCX reports no data.
   */
  nonVerifiedCustomData: Maybe<Array<SessionMetadataEntry>>;
  /** The email address that the customer entered. Unverified. */
  nonVerifiedEmail: Maybe<Scalars['String']['output']>;
  /** The name that the customer entered. Unverified. */
  nonVerifiedName: Maybe<Scalars['String']['output']>;
  /** The phone number. */
  phoneNumber: Maybe<Scalars['String']['output']>;
  /** When the contact last changed. */
  updatedAt: Maybe<Scalars['DateTime']['output']>;
};

/** A handoff from the AI to human agents. */
export type OpenCXHandoff = {
  __typename: 'OpenCXHandoff';
  /** The customer's mood at the handoff. Null if OpenCX does not report it. */
  sentiment: Maybe<OpenCXSentiment>;
  /** The AI's summary of the session for the human agents. Null if OpenCX does not report it. */
  summary: Maybe<Scalars['String']['output']>;
};

/** A customer's mood. */
export type OpenCXSentiment =
  /** Angry. */
  | 'ANGRY'
  /** Happy. */
  | 'HAPPY'
  /** Neither angry nor happy. */
  | 'NEUTRAL'
  /** A value that this graph does not know yet. The session's `raw` has the original. */
  | 'OTHER';

/** A customer's conversation with an OpenCX agent. */
export type OpenCXSession = Node & Session & {
  __typename: 'OpenCXSession';
  /** How the AI closed the session. Null if the AI has not closed it. */
  aiClosureType: Maybe<OpenCXAiClosureType>;
  /** The id of the human agent that the session is assigned to. Null if it is not assigned to an agent. */
  assigneeId: Maybe<Scalars['String']['output']>;
  /** Whether the AI only assists a human agent in this session. Null if OpenCX does not report it. */
  assistMode: Maybe<Scalars['Boolean']['output']>;
  /** The channel of the session. Null if OpenCX does not report it. */
  channel: Maybe<OpenCXChannel>;
  /** The customer, with everything that OpenCX stores about them. Null if the session has no contact. */
  contact: Maybe<OpenCXContact>;
  /** When the session started. Null if OpenCX does not report it. */
  createdAt: Maybe<Scalars['DateTime']['output']>;
  /** Always null: OpenCX does not report when a session ended. */
  endedAt: Maybe<Scalars['DateTime']['output']>;
  /** The id of the session at OpenCX: a UUID in lower case. */
  externalId: Scalars['String']['output'];
  /** When OpenCX returned this data. Data is cached, so this can be some time ago. */
  fetchedAt: Scalars['DateTime']['output'];
  /** The handoff from the AI to human agents. Null if the session was not handed off. */
  handoff: Maybe<OpenCXHandoff>;
  /** The global id: opaque, URL-safe and stable across releases. */
  id: Scalars['ID']['output'];
  /** The language of the session, in OpenCX's notation. Null if OpenCX does not report it. */
  language: Maybe<Scalars['String']['output']>;
  /**
   * The messages of the session, oldest first. By default a page has the oldest 50; `last: 50` returns the newest. They
   * come from OpenCX's log of events: an event that nobody said, such as a handoff, has the role `SYSTEM`. Empty if OpenCX
   * has none. Needs the scope `messages`. Null only with an error.
   */
  messages: Maybe<SessionMessageConnection>;
  /** The session's custom data, in OpenCX's order. Keys that are whole numbers come first. */
  metadata: Maybe<Array<SessionMetadataEntry>>;
  /**
   * The contact. Name and email are the verified ones if OpenCX has them, otherwise the ones that the customer entered.
   * Null if the session has no contact.
   */
  participant: Maybe<SessionParticipant>;
  /** Always `OPENCX`. */
  provider: SessionProvider;
  /** OpenCX's own record, unchanged. */
  raw: Maybe<Scalars['JSON']['output']>;
  /** The customer's mood, as detected by OpenCX. Null if OpenCX does not report it. */
  sentiment: Maybe<OpenCXSentiment>;
  /** True if this data is no longer fresh: OpenCX cannot be read at the moment, or a refresh is in progress. */
  stale: Scalars['Boolean']['output'];
  /** `OPEN` or `ENDED`, derived from `vendorStatus`. Null if `vendorStatus` is null or `OTHER`. */
  status: Maybe<SessionStatus>;
  /** The team that the session is assigned to. Null if it is not assigned to a team. */
  team: Maybe<OpenCXTeam>;
  /** OpenCX's own number of the session, a whole number. Null if OpenCX does not report it. */
  ticketNumber: Maybe<Scalars['Float']['output']>;
  /** The session's ticket in another system. Null if the session has no ticket. */
  ticketingSystem: Maybe<OpenCXTicketingSystem>;
  /** When the record last changed. Null if OpenCX does not report it. */
  updatedAt: Maybe<Scalars['DateTime']['output']>;
  /** OpenCX's own status of the session. Null if OpenCX does not report it. */
  vendorStatus: Maybe<OpenCXSessionStatus>;
};


/** A customer's conversation with an OpenCX agent. */
export type OpenCXSessionmessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** The status of a session at OpenCX. */
export type OpenCXSessionStatus =
  /** Closed. The issue is resolved. */
  | 'CLOSED_RESOLVED'
  /** Closed. The issue is not resolved. */
  | 'CLOSED_UNRESOLVED'
  /** The session is in progress. */
  | 'OPEN'
  /** A value that this graph does not know yet. The session's `raw` has the original. */
  | 'OTHER';

/** A team of human agents at OpenCX. Each field is null if OpenCX does not report it. */
export type OpenCXTeam = {
  __typename: 'OpenCXTeam';
  /** The description of the team. */
  description: Maybe<Scalars['String']['output']>;
  /** The id of the team at OpenCX: a UUID. */
  externalId: Maybe<Scalars['String']['output']>;
  /** The team's name. */
  name: Maybe<Scalars['String']['output']>;
};

/** A type of ticket id. */
export type OpenCXTicketIdType =
  /** The id of a case. */
  | 'CASE_ID'
  /** The id of a conversation. */
  | 'CONVERSATION_ID'
  /** The SID of a conversation. */
  | 'CONVERSATION_SID'
  /** A value that this graph does not know yet. The session's `raw` has the original. */
  | 'OTHER'
  /** The id of a ticket. */
  | 'TICKET_ID';

/** A ticket in another system. Each field is null if OpenCX does not report it. */
export type OpenCXTicketingSystem = {
  __typename: 'OpenCXTicketingSystem';
  /** The id of the ticket in that system. */
  externalId: Maybe<Scalars['String']['output']>;
  /** The type of `externalId`. */
  idType: Maybe<OpenCXTicketIdType>;
  /** The system that stores the ticket. */
  name: Maybe<OpenCXTicketingSystemName>;
};

/** A ticketing system. */
export type OpenCXTicketingSystemName =
  /** Microsoft Dynamics 365. */
  | 'DYNAMICS365'
  /** Freshchat. */
  | 'FRESHCHAT'
  /** Freshdesk. */
  | 'FRESHDESK'
  /** Freshdesk (OpenCX's `freshdesk_ticketing` integration). */
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
  /** A value that this graph does not know yet. The session's `raw` has the original. */
  | 'OTHER'
  /** Salesforce. */
  | 'SALESFORCE'
  /** Salesforce (version 2 of the integration). */
  | 'SALESFORCE_V2'
  /** Twilio Flex. */
  | 'TWILIO_FLEX'
  /** Zendesk. */
  | 'ZENDESK'
  /** Zendesk (version 2 of the integration). */
  | 'ZENDESK_V2';

/** The sort direction of a list. */
export type OrderDirection =
  /** Oldest first. */
  | 'ASC'
  /** Newest first. */
  | 'DESC';

/** The position of a page in its list (Relay connections). */
export type PageInfo = {
  __typename: 'PageInfo';
  /**
   * The cursor to continue from: that of the last edge on this page. Null if the page is empty. In the list of all sessions
   * it can be later than the last edge, and is set on an empty page if there are more.
   */
  endCursor: Maybe<Scalars['String']['output']>;
  /** Whether there are more items after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether there are items before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first edge on this page. Null if the page is empty. */
  startCursor: Maybe<Scalars['String']['output']>;
};

/** Every field is nullable: if one vendor fails, its fields are null with an error, and the others still return data. */
export type Query = {
  __typename: 'Query';
  /**
   * A Chatwize chatbot by its UUID. Chatwize has no call for a single chatbot, so whether it exists is known only when
   * its `sessions` are read.
   */
  chatwizeChatbot: Maybe<ChatwizeChatbot>;
  /** Chatwize chatbots by their UUIDs, in the order of `externalIds`, duplicates included. At most 20. */
  chatwizeChatbots: Maybe<Array<Maybe<ChatwizeChatbot>>>;
  /** A Chatwize session by its UUID. Null if Chatwize does not have it. */
  chatwizeSession: Maybe<ChatwizeSession>;
  /** A duohub session by its id. Null if duohub does not have it or has deleted it. */
  duohubSession: Maybe<DuohubSession>;
  /** Any object of this graph by its global id. Null if the object does not exist. */
  node: Maybe<ChatwizeChatbot | ChatwizeSession | DuohubSession | OpenCXSession | SessionMessage | ZepSession>;
  /**
   * Objects by their global ids, in the order of `ids`, duplicates included. An object that does not exist is null. An
   * object that cannot be read is null with an error at its position. At most 200 ids.
   */
  nodes: Maybe<Array<Maybe<ChatwizeChatbot | ChatwizeSession | DuohubSession | OpenCXSession | SessionMessage | ZepSession>>>;
  /** An OpenCX session by its id. Null if OpenCX does not have it. */
  opencxSession: Maybe<OpenCXSession>;
  /** A session of any vendor by its global id. Null if the vendor does not have it. */
  session: Maybe<ChatwizeSession | DuohubSession | OpenCXSession | ZepSession>;
  /** A session by its vendor and the vendor's own id. Null if the vendor does not have it. */
  sessionByExternalId: Maybe<ChatwizeSession | DuohubSession | OpenCXSession | ZepSession>;
  /** All vendors that this graph supports, whether they are enabled on this server or not. */
  sessionProviders: Maybe<Array<SessionProviderInfo>>;
  /**
   * The newest sessions of all vendors in one list: `createdAt` descending, then the vendor, then `externalId`. Sessions
   * without `createdAt` are not in it. Read it page by page, as long as `pageInfo.hasNextPage` is true. Look at `sources`
   * to learn whether every vendor contributed. The field itself fails only if a vendor failed and none answered.
   */
  sessions: Maybe<SessionConnection>;
  /**
   * Sessions of any vendor by their global ids, in the order of `ids`, duplicates included. A session that the vendor
   * does not have is null. A session that cannot be read is null with an error at its position. At most 200 ids.
   */
  sessionsByIds: Maybe<Array<Maybe<ChatwizeSession | DuohubSession | OpenCXSession | ZepSession>>>;
  /** A Zep session by its `session_id`. Null if Zep does not have it. */
  zepSession: Maybe<ZepSession>;
};


/** Every field is nullable: if one vendor fails, its fields are null with an error, and the others still return data. */
export type QuerychatwizeChatbotArgs = {
  externalId: Scalars['String']['input'];
};


/** Every field is nullable: if one vendor fails, its fields are null with an error, and the others still return data. */
export type QuerychatwizeChatbotsArgs = {
  externalIds: Array<Scalars['String']['input']>;
};


/** Every field is nullable: if one vendor fails, its fields are null with an error, and the others still return data. */
export type QuerychatwizeSessionArgs = {
  externalId: Scalars['String']['input'];
};


/** Every field is nullable: if one vendor fails, its fields are null with an error, and the others still return data. */
export type QueryduohubSessionArgs = {
  externalId: Scalars['String']['input'];
};


/** Every field is nullable: if one vendor fails, its fields are null with an error, and the others still return data. */
export type QuerynodeArgs = {
  id: Scalars['ID']['input'];
};


/** Every field is nullable: if one vendor fails, its fields are null with an error, and the others still return data. */
export type QuerynodesArgs = {
  ids: Array<Scalars['ID']['input']>;
};


/** Every field is nullable: if one vendor fails, its fields are null with an error, and the others still return data. */
export type QueryopencxSessionArgs = {
  externalId: Scalars['String']['input'];
};


/** Every field is nullable: if one vendor fails, its fields are null with an error, and the others still return data. */
export type QuerysessionArgs = {
  id: Scalars['ID']['input'];
};


/** Every field is nullable: if one vendor fails, its fields are null with an error, and the others still return data. */
export type QuerysessionByExternalIdArgs = {
  externalId: Scalars['String']['input'];
  provider: SessionProviderInput;
};


/** Every field is nullable: if one vendor fails, its fields are null with an error, and the others still return data. */
export type QuerysessionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SessionFeedFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Every field is nullable: if one vendor fails, its fields are null with an error, and the others still return data. */
export type QuerysessionsByIdsArgs = {
  ids: Array<Scalars['ID']['input']>;
};


/** Every field is nullable: if one vendor fails, its fields are null with an error, and the others still return data. */
export type QueryzepSessionArgs = {
  externalId: Scalars['String']['input'];
};

/**
 * A conversation or memory session stored by one vendor. Use an inline fragment on the concrete type to select fields
 * that only one vendor has. Apart from `id`, `provider`, `externalId`, `fetchedAt` and `stale`, every field can be null
 * because a vendor may not know or report the value.
 */
export type Session = {
  /** When the session started. Null if the vendor does not report it. */
  createdAt: Maybe<Scalars['DateTime']['output']>;
  /** When the session ended. Null while the session is in progress, or if the vendor does not report it. */
  endedAt: Maybe<Scalars['DateTime']['output']>;
  /** The vendor's own id of the session, as used in the vendor's API. */
  externalId: Scalars['String']['output'];
  /** When the vendor returned this data. Data is cached, so this can be some time ago. */
  fetchedAt: Scalars['DateTime']['output'];
  /** The global id: opaque, URL-safe and stable across releases. */
  id: Scalars['ID']['output'];
  /**
   * The messages of the session, oldest first. By default a page has the oldest 50; `last: 50` returns the newest. Empty
   * if the session has none. Selecting the messages of one session several times in one operation costs one read. Needs
   * the scope `messages`: without it the field is null, with a `FORBIDDEN` error. One operation can read the messages of
   * at most 50 sessions, otherwise it fails with `OPERATION_TOO_COMPLEX`. Null only with an error.
   */
  messages: Maybe<SessionMessageConnection>;
  /**
   * Data that your own systems attached to the session, in the vendor's order. Keys that are whole numbers can come
   * first. An empty list if the session has no metadata.
   */
  metadata: Maybe<Array<SessionMetadataEntry>>;
  /** The end user, with the details that the vendor knows. Null if the vendor reports no end user. */
  participant: Maybe<SessionParticipant>;
  /** The vendor that stores this session. */
  provider: SessionProvider;
  /** The vendor's own record, unchanged. The vendor defines its shape, which is not part of this graph's contract. */
  raw: Maybe<Scalars['JSON']['output']>;
  /** True if this data is no longer fresh: the vendor cannot be read at the moment, or a refresh is in progress. */
  stale: Scalars['Boolean']['output'];
  /** The state of the session. Null if the vendor does not report it. */
  status: Maybe<SessionStatus>;
  /** When the vendor last changed the record. Null if the vendor does not report it. */
  updatedAt: Maybe<Scalars['DateTime']['output']>;
};


/**
 * A conversation or memory session stored by one vendor. Use an inline fragment on the concrete type to select fields
 * that only one vendor has. Apart from `id`, `provider`, `externalId`, `fetchedAt` and `stale`, every field can be null
 * because a vendor may not know or report the value.
 */
export type SessionmessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * A page of the sessions of all vendors (Relay connections). It can have fewer sessions than `first`, or none, although
 * `pageInfo.hasNextPage` is true: a vendor has to be read further before the next session is certain. `pageInfo.endCursor`
 * then continues after everything that was read. There is no total count, because most vendors do not report one.
 */
export type SessionConnection = {
  __typename: 'SessionConnection';
  /** The sessions on this page with their cursors. */
  edges: Array<SessionEdge>;
  /** The sessions on this page without cursors. */
  nodes: Array<ChatwizeSession | DuohubSession | OpenCXSession | ZepSession>;
  /**
   * The position of this page. `hasPreviousPage` is always false, because the list can only be read forward. A vendor whose
   * state is `FAILED` does not count for `hasNextPage`.
   */
  pageInfo: PageInfo;
  /** What each vendor contributed to this page: one entry for every vendor that was asked for. */
  sources: Array<SessionFeedSource>;
};

/** A session on a page of the sessions of all vendors. */
export type SessionEdge = {
  __typename: 'SessionEdge';
  /** The session's position in the list. Opaque. It stays valid when sessions are added. */
  cursor: Scalars['String']['output'];
  /**
   * The session. OpenCX's list does not report when a contact was created and updated, so `contact.createdAt` and
   * `contact.updatedAt` can be null here. Read the session by its id to get them.
   */
  node: ChatwizeSession | DuohubSession | OpenCXSession | ZepSession;
};

/** Conditions on the list of all sessions. */
export type SessionFeedFilter = {
  /** Only sessions that started after this time. */
  createdAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only sessions that started before this time. */
  createdBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only sessions of this person. Needs the scope `personal-data`. */
  participant?: InputMaybe<SessionFeedParticipantFilter>;
  /** Only sessions of these vendors. Default: all vendors. */
  providers?: InputMaybe<Array<SessionProviderInput>>;
  /** Only sessions in one of these states. Chatwize does not report states, so it is `UNSUPPORTED` with this condition. */
  statuses?: InputMaybe<Array<SessionStatusInput>>;
};

/** A person. At least one of the two must be given. If both are given, a session must match both. */
export type SessionFeedParticipantFilter = {
  /**
   * The person's email address, verified or not, compared without case and surrounding spaces. duohub and Zep do not store
   * email addresses, so they are `UNSUPPORTED` with this condition.
   */
  email?: InputMaybe<Scalars['String']['input']>;
  /**
   * The person's id at the vendor: `participant.externalId` of the session. It is usually an id that your own systems
   * assigned, and the same at several vendors. At OpenCX it is the id of the contact.
   */
  externalId?: InputMaybe<Scalars['String']['input']>;
};

/** What one vendor contributed to a page. */
export type SessionFeedSource = {
  __typename: 'SessionFeedSource';
  /** The error code of the failure. Null unless `state` is `FAILED`. */
  code: Maybe<Scalars['String']['output']>;
  /** The vendor. */
  provider: SessionProvider;
  /** How many seconds to wait before asking again. Null unless `state` is `FAILED` and the time is known. */
  retryAfterSeconds: Maybe<Scalars['Float']['output']>;
  /** Whether the vendor's sessions are on this page. */
  state: SessionFeedSourceState;
};

/** Whether a vendor's sessions are on a page. */
export type SessionFeedSourceState =
  /** All of the vendor's sessions in the range of this page are on it. */
  | 'COMPLETE'
  /** The vendor could not be read. Its sessions in the range of this page are missing. To get them, use the same `after` again. */
  | 'FAILED'
  /** This server has no credential for the vendor, or for Chatwize no chatbots to list. It contributes no sessions. */
  | 'NOT_CONFIGURED'
  /**
   * A limit of this server (`FEED_MAX_CALLS`) was reached before the order of the vendor's sessions was certain. What was
   * read is on the page. Sessions that were not read are missing from this list, also from later pages.
   */
  | 'PARTIAL'
  /** The vendor cannot answer this filter. It contributes no sessions. */
  | 'UNSUPPORTED';

/**
 * Something that was said or that happened in a session. Apart from `id` and `role`, every field can be null because a
 * vendor may not know or report the value.
 */
export type SessionMessage = Node & {
  __typename: 'SessionMessage';
  /** Files attached to the message. Empty if there are none. Only OpenCX reports attachments. */
  attachments: Maybe<Array<SessionMessageAttachment>>;
  /** The name of who said it. Null if the vendor reports none; Chatwize and duohub never do. */
  author: Maybe<Scalars['String']['output']>;
  /** When it was said. Null if the vendor does not report it. The message still has its place in the conversation. */
  createdAt: Maybe<Scalars['DateTime']['output']>;
  /** The vendor's id of the record. A Chatwize record is two messages. Null if the record has no id. */
  externalId: Maybe<Scalars['String']['output']>;
  /** The global id: opaque, URL-safe and stable across releases. `node` reads the message again by reading its session's. */
  id: Scalars['ID']['output'];
  /** The vendor's own record, unchanged. The vendor defines its shape, which is not part of this graph's contract. */
  raw: Maybe<Scalars['JSON']['output']>;
  /** Who said it. */
  role: SessionMessageRole;
  /** What was said, as the vendor sent it. It can contain markup. Null if there is no text, for example with a file. */
  text: Maybe<Scalars['String']['output']>;
};

/** A file that was sent with a message. This server never fetches it. Each field is null if the vendor does not report it. */
export type SessionMessageAttachment = {
  __typename: 'SessionMessageAttachment';
  /** The media type of the file, for example `image/png`. */
  contentType: Maybe<Scalars['String']['output']>;
  /** The name of the file. */
  name: Maybe<Scalars['String']['output']>;
  /** The address of the file, only if it begins with `https:` or `http:`. The end user can have chosen it. */
  url: Maybe<Scalars['String']['output']>;
};

/** A page of a session's messages (Relay connections). */
export type SessionMessageConnection = {
  __typename: 'SessionMessageConnection';
  /** The messages on this page with their cursors. */
  edges: Array<SessionMessageEdge>;
  /** When the vendor returned the messages. They are cached, so this can be some time ago. */
  fetchedAt: Scalars['DateTime']['output'];
  /**
   * False if messages are missing: the conversation is longer than this server reads, the vendor's quota or the time was
   * used up after the first part, or the vendor's pages contradicted each other.
   */
  isComplete: Scalars['Boolean']['output'];
  /** The messages on this page without cursors. */
  nodes: Array<SessionMessage>;
  /**
   * The position of this page in the conversation. If `isComplete` is false, `hasNextPage` or `hasPreviousPage` stays true
   * at the end that was not read: there are more messages at the vendor.
   */
  pageInfo: PageInfo;
  /** True if the messages are no longer fresh: the vendor cannot be read at the moment, or a refresh is in progress. */
  stale: Scalars['Boolean']['output'];
  /** The number of messages that were read, on all pages. */
  totalCount: Scalars['Int']['output'];
};

/** A message on a page. */
export type SessionMessageEdge = {
  __typename: 'SessionMessageEdge';
  /** The message's position in the conversation. Opaque. It stays valid when messages are added. */
  cursor: Scalars['String']['output'];
  /** The message. */
  node: SessionMessage;
};

/** Who said a message. */
export type SessionMessageRole =
  /** A person of your own team. */
  | 'AGENT'
  /** The chatbot or assistant. */
  | 'ASSISTANT'
  /** Somebody else. `raw` has the vendor's word. */
  | 'OTHER'
  /** Nobody: an instruction to the assistant, or something that happened, such as a handoff. `raw` says what. */
  | 'SYSTEM'
  /** A tool or function that the assistant called. */
  | 'TOOL'
  /** The end user. */
  | 'USER';

/** A key and its value in a session's metadata. */
export type SessionMetadataEntry = {
  __typename: 'SessionMetadataEntry';
  /** The key. duohub allows the same key more than once. */
  key: Scalars['String']['output'];
  /** The value, as the vendor sent it. */
  value: Maybe<Scalars['JSON']['output']>;
};

/**
 * The order of a list of sessions. Sessions without the chosen date come last in both directions. Sessions with the same
 * date are sorted by `externalId`.
 */
export type SessionOrder = {
  /** The sort direction. */
  direction: OrderDirection;
  /** The date to sort by. */
  field: SessionOrderField;
};

/** The field that a list of sessions is sorted by. */
export type SessionOrderField =
  /** Sort by `createdAt`. */
  | 'CREATED_AT'
  /** Sort by `updatedAt`. */
  | 'UPDATED_AT';

/** The end user of a session. Each field is null if the vendor does not know the value. */
export type SessionParticipant = {
  __typename: 'SessionParticipant';
  /** The person's email address. */
  email: Maybe<Scalars['String']['output']>;
  /** The id of the person at the vendor. It is usually an id that your own systems assigned. */
  externalId: Maybe<Scalars['String']['output']>;
  /** The person's name. */
  name: Maybe<Scalars['String']['output']>;
  /** The person's phone number, in the vendor's format. */
  phone: Maybe<Scalars['String']['output']>;
  /**
   * True only if every name, email and phone shown here comes from the vendor's verified source. False if the end user
   * typed in at least one of them. Null if the vendor does not distinguish the two, or if all three are unknown.
   */
  verified: Maybe<Scalars['Boolean']['output']>;
};

/** A vendor that stores sessions. Used in answers. */
export type SessionProvider =
  /** Chatwize: website chatbots. */
  | 'CHATWIZE'
  /** duohub: memory for voice and chat agents. */
  | 'DUOHUB'
  /** OpenCX: AI customer support. */
  | 'OPENCX'
  /** Zep: memory for assistants (API version 2). */
  | 'ZEP';

/** Whether a vendor can be called now. */
export type SessionProviderAvailability =
  /** Calls are made as usual. */
  | 'AVAILABLE'
  /** Some calls have to wait: the vendor asked for a pause, or this server or one of its replicas saw it fail. */
  | 'DEGRADED'
  /** Calls are paused because too many have failed. */
  | 'UNAVAILABLE';

/** A vendor and its state on this server. */
export type SessionProviderInfo = {
  __typename: 'SessionProviderInfo';
  /** Whether the vendor can be called now, as known to this server and its replicas. Null if `enabled` is false. */
  availability: Maybe<SessionProviderAvailability>;
  /**
   * True if the vendor has refused this server's credential, with HTTP status 401, or with 403 for a list of all sessions. Calls
   * to it fail with `UPSTREAM_UNAUTHORIZED` or `UPSTREAM_FORBIDDEN` until the operator replaces the credential. False if the
   * vendor has accepted it. Null if `enabled` is false, or if no answer has shown it yet: a 403 for one session can be about this
   * session. Each replica knows only its own calls.
   */
  credentialRefused: Maybe<Scalars['Boolean']['output']>;
  /** True if this server has a credential for the vendor. If false, its fields fail with `PROVIDER_NOT_CONFIGURED`. */
  enabled: Scalars['Boolean']['output'];
  /** The vendor. */
  provider: SessionProvider;
  /** The number of calls that the vendor still allows. Null if no limit is known. */
  quota: Maybe<SessionProviderQuota>;
  /** While calls to the vendor are paused: when they resume. Null while calls are made as usual. */
  retryAt: Maybe<Scalars['DateTime']['output']>;
};

/** A vendor that stores sessions. Used in arguments. It has the same values as `SessionProvider`. */
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
  /** The number of calls allowed in a window, usually one minute. */
  limit: Scalars['Int']['output'];
  /** The number of calls left in the current window. */
  remaining: Scalars['Int']['output'];
  /** When the full limit is available again. */
  resetsAt: Scalars['DateTime']['output'];
};

/** The state of a session. */
export type SessionStatus =
  /** The vendor still has the record and marks it as deleted. */
  | 'DELETED'
  /** The session has ended or was closed. */
  | 'ENDED'
  /** The session is in progress. */
  | 'OPEN';

/** The state of a session. Used in arguments. It has the same values as `SessionStatus`. */
export type SessionStatusInput =
  /** The vendor still has the record and marks it as deleted. */
  | 'DELETED'
  /** The session has ended or was closed. */
  | 'ENDED'
  /** The session is in progress. */
  | 'OPEN';

/** One example fact for each rating. */
export type ZepFactRatingExamples = {
  __typename: 'ZepFactRatingExamples';
  /** A fact of high relevance. Null if Zep does not report it. */
  high: Maybe<Scalars['String']['output']>;
  /** A fact of low relevance. Null if Zep does not report it. */
  low: Maybe<Scalars['String']['output']>;
  /** A fact of medium relevance. Null if Zep does not report it. */
  medium: Maybe<Scalars['String']['output']>;
};

/** The instruction that Zep uses to rate facts. */
export type ZepFactRatingInstruction = {
  __typename: 'ZepFactRatingInstruction';
  /** One example fact for each rating. Null if Zep reports none. */
  examples: Maybe<ZepFactRatingExamples>;
  /** The text of the instruction. Null if Zep does not report it. */
  instruction: Maybe<Scalars['String']['output']>;
};

/** A memory session stored by Zep. */
export type ZepSession = Node & Session & {
  __typename: 'ZepSession';
  /** Zep's classifications of the dialog, by name. Null if Zep reports none. */
  classifications: Maybe<Array<SessionMetadataEntry>>;
  /** When the session started. Null if Zep does not report it. */
  createdAt: Maybe<Scalars['DateTime']['output']>;
  /** When the session was deleted. Null if it is not deleted. */
  deletedAt: Maybe<Scalars['DateTime']['output']>;
  /** When the session ended. Null if Zep reports no end date, for example while the session is in progress. */
  endedAt: Maybe<Scalars['DateTime']['output']>;
  /** The `session_id` that your own systems assigned to the session. */
  externalId: Scalars['String']['output'];
  /** The instruction that Zep uses to rate facts. Null if none is configured. */
  factRatingInstruction: Maybe<ZepFactRatingInstruction>;
  /** Facts that Zep extracted from the dialog. Null if Zep reports none. */
  facts: Maybe<Array<Scalars['String']['output']>>;
  /** When Zep returned this data. Data is cached, so this can be some time ago. */
  fetchedAt: Scalars['DateTime']['output'];
  /** The global id: opaque, URL-safe and stable across releases. */
  id: Scalars['ID']['output'];
  /**
   * The messages of the session, oldest first. By default a page has the oldest 50; `last: 50` returns the newest. Empty
   * if Zep has none. Needs the scope `messages`. Null only with an error.
   */
  messages: Maybe<SessionMessageConnection>;
  /** The session's metadata in Zep's order. Keys that are whole numbers come first. A value can be any JSON. */
  metadata: Maybe<Array<SessionMetadataEntry>>;
  /** Zep's user. Only `externalId` is known: it is `userId`. Null if the session has no user. */
  participant: Maybe<SessionParticipant>;
  /** The Zep project that contains the session. Null if Zep does not report it. */
  projectUuid: Maybe<Scalars['String']['output']>;
  /** Always `ZEP`. */
  provider: SessionProvider;
  /** Zep's own record, unchanged. */
  raw: Maybe<Scalars['JSON']['output']>;
  /** Zep's row number of the session, a whole number. Null if Zep does not report it. */
  rowId: Maybe<Scalars['Float']['output']>;
  /** The `session_id` that your own systems assigned to the session. Same value as `externalId`. */
  sessionId: Maybe<Scalars['String']['output']>;
  /** True if this data is no longer fresh: Zep cannot be read at the moment, or a refresh is in progress. */
  stale: Scalars['Boolean']['output'];
  /** `DELETED` if Zep reports a deletion date, otherwise `ENDED` if it reports an end date, otherwise `OPEN`. */
  status: Maybe<SessionStatus>;
  /** When the record last changed. Null if Zep does not report it. */
  updatedAt: Maybe<Scalars['DateTime']['output']>;
  /** The id that your own systems assigned to the session's user. Null if the session has no user. */
  userId: Maybe<Scalars['String']['output']>;
  /** Zep's own id of the session. Null if Zep does not report it. */
  uuid: Maybe<Scalars['String']['output']>;
};


/** A memory session stored by Zep. */
export type ZepSessionmessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};
