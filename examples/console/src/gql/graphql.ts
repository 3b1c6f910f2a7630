/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** How the AI closed a session. */
export type OpenCxAiClosureType =
  /** The customer did not reply, so the session counts as resolved. */
  | 'ASSUMED_RESOLVED'
  /** Handed off to human agents. */
  | 'HANDED_OFF'
  /** A value that this graph does not know yet. The session's `raw` has the original. */
  | 'OTHER'
  /** Resolved by the AI. */
  | 'RESOLVED';

/** A type of channel. */
export type OpenCxChannelType =
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

/** A customer's mood. */
export type OpenCxSentiment =
  /** Angry. */
  | 'ANGRY'
  /** Happy. */
  | 'HAPPY'
  /** Neither angry nor happy. */
  | 'NEUTRAL'
  /** A value that this graph does not know yet. The session's `raw` has the original. */
  | 'OTHER';

/** The status of a session at OpenCX. */
export type OpenCxSessionStatus =
  /** Closed. The issue is resolved. */
  | 'CLOSED_RESOLVED'
  /** Closed. The issue is not resolved. */
  | 'CLOSED_UNRESOLVED'
  /** The session is in progress. */
  | 'OPEN'
  /** A value that this graph does not know yet. The session's `raw` has the original. */
  | 'OTHER';

/** A ticketing system. */
export type OpenCxTicketingSystemName =
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

/** Conditions on the list of all sessions. */
export type SessionFeedFilter = {
  /** Only sessions that started after this time. */
  createdAfter?: string | null | undefined;
  /** Only sessions that started before this time. */
  createdBefore?: string | null | undefined;
  /** Only sessions of this person. Needs the scope `personal-data`. */
  participant?: SessionFeedParticipantFilter | null | undefined;
  /** Only sessions of these vendors. Default: all vendors. */
  providers?: Array<SessionProviderInput> | null | undefined;
  /** Only sessions in one of these states. Chatwize does not report states, so it is `UNSUPPORTED` with this condition. */
  statuses?: Array<SessionStatusInput> | null | undefined;
};

/** A person. At least one of the two must be given. If both are given, a session must match both. */
export type SessionFeedParticipantFilter = {
  /**
   * The person's email address, verified or not, compared without case and surrounding spaces. duohub and Zep do not store
   * email addresses, so they are `UNSUPPORTED` with this condition.
   */
  email?: string | null | undefined;
  /**
   * The person's id at the vendor: `participant.externalId` of the session. It is usually an id that your own systems
   * assigned, and the same at several vendors. At OpenCX it is the id of the contact.
   */
  externalId?: string | null | undefined;
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

export type VendorsQueryVariables = Exact<{ [key: string]: never; }>;


export type VendorsQuery = { sessionProviders: Array<{ provider: SessionProvider, enabled: boolean, availability: SessionProviderAvailability | null, credentialRefused: boolean | null, retryAt: string | null, quota: { limit: number, remaining: number } | null }> | null };

export type SourcesQueryVariables = Exact<{
  filter?: SessionFeedFilter | null | undefined;
}>;


export type SourcesQuery = { sessions: { sources: Array<{ provider: SessionProvider, state: SessionFeedSourceState, code: string | null }> } | null };

export type SessionPageQueryVariables = Exact<{
  after?: string | null | undefined;
  filter?: SessionFeedFilter | null | undefined;
}>;


export type SessionPageQuery = { sessions: { edges: Array<{ node:
        | (
          { id: string }
          & { ' $fragmentRefs'?: { 'SessionRow_ChatwizeSession_Fragment': SessionRow_ChatwizeSession_Fragment } }
        )
        | (
          { id: string }
          & { ' $fragmentRefs'?: { 'SessionRow_DuohubSession_Fragment': SessionRow_DuohubSession_Fragment } }
        )
        | (
          { id: string }
          & { ' $fragmentRefs'?: { 'SessionRow_OpenCxSession_Fragment': SessionRow_OpenCxSession_Fragment } }
        )
        | (
          { id: string }
          & { ' $fragmentRefs'?: { 'SessionRow_ZepSession_Fragment': SessionRow_ZepSession_Fragment } }
        )
       }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, sources: Array<{ provider: SessionProvider, state: SessionFeedSourceState, code: string | null, retryAfterSeconds: number | null }> } | null };

type SessionRow_ChatwizeSession_Fragment = { id: string, provider: SessionProvider, createdAt: string | null, status: SessionStatus | null, stale: boolean, participant: { name: string | null, email: string | null, externalId: string | null } | null } & { ' $fragmentName'?: 'SessionRow_ChatwizeSession_Fragment' };

type SessionRow_DuohubSession_Fragment = { id: string, provider: SessionProvider, createdAt: string | null, status: SessionStatus | null, stale: boolean, participant: { name: string | null, email: string | null, externalId: string | null } | null } & { ' $fragmentName'?: 'SessionRow_DuohubSession_Fragment' };

type SessionRow_OpenCxSession_Fragment = { id: string, provider: SessionProvider, createdAt: string | null, status: SessionStatus | null, stale: boolean, participant: { name: string | null, email: string | null, externalId: string | null } | null } & { ' $fragmentName'?: 'SessionRow_OpenCxSession_Fragment' };

type SessionRow_ZepSession_Fragment = { id: string, provider: SessionProvider, createdAt: string | null, status: SessionStatus | null, stale: boolean, participant: { name: string | null, email: string | null, externalId: string | null } | null } & { ' $fragmentName'?: 'SessionRow_ZepSession_Fragment' };

export type SessionRowFragment =
  | SessionRow_ChatwizeSession_Fragment
  | SessionRow_DuohubSession_Fragment
  | SessionRow_OpenCxSession_Fragment
  | SessionRow_ZepSession_Fragment
;

export type PersonQueryVariables = Exact<{
  person: SessionFeedParticipantFilter;
}>;


export type PersonQuery = { sessions: { edges: Array<{ node:
        | { id: string, participant: { externalId: string | null, name: string | null, email: string | null, phone: string | null, verified: boolean | null } | null }
        | { id: string, participant: { externalId: string | null, name: string | null, email: string | null, phone: string | null, verified: boolean | null } | null }
        | { id: string, participant: { externalId: string | null, name: string | null, email: string | null, phone: string | null, verified: boolean | null } | null }
        | { id: string, participant: { externalId: string | null, name: string | null, email: string | null, phone: string | null, verified: boolean | null } | null }
       }> } | null };

export type ChatwizeFieldsFragment = { identityVerified: boolean | null, lead: unknown, authData: unknown } & { ' $fragmentName'?: 'ChatwizeFieldsFragment' };

export type DuohubFieldsFragment = { userId: string | null, customerUserId: string | null, deletedAt: string | null } & { ' $fragmentName'?: 'DuohubFieldsFragment' };

export type MessageFragment = { id: string, role: SessionMessageRole, author: string | null, text: string | null, createdAt: string | null, attachments: Array<{ name: string | null, url: string | null, contentType: string | null }> | null } & { ' $fragmentName'?: 'MessageFragment' };

type Metadata_ChatwizeSession_Fragment = { metadata: Array<{ key: string, value: unknown }> | null } & { ' $fragmentName'?: 'Metadata_ChatwizeSession_Fragment' };

type Metadata_DuohubSession_Fragment = { metadata: Array<{ key: string, value: unknown }> | null } & { ' $fragmentName'?: 'Metadata_DuohubSession_Fragment' };

type Metadata_OpenCxSession_Fragment = { metadata: Array<{ key: string, value: unknown }> | null } & { ' $fragmentName'?: 'Metadata_OpenCxSession_Fragment' };

type Metadata_ZepSession_Fragment = { metadata: Array<{ key: string, value: unknown }> | null } & { ' $fragmentName'?: 'Metadata_ZepSession_Fragment' };

export type MetadataFragment =
  | Metadata_ChatwizeSession_Fragment
  | Metadata_DuohubSession_Fragment
  | Metadata_OpenCxSession_Fragment
  | Metadata_ZepSession_Fragment
;

export type OpenCxFieldsFragment = { vendorStatus: OpenCxSessionStatus | null, aiClosureType: OpenCxAiClosureType | null, sentiment: OpenCxSentiment | null, language: string | null, ticketNumber: number | null, assistMode: boolean | null, assigneeId: string | null, channel: { type: OpenCxChannelType | null } | null, team: { name: string | null } | null, handoff: { sentiment: OpenCxSentiment | null, summary: string | null } | null, ticketingSystem: { name: OpenCxTicketingSystemName | null, externalId: string | null } | null, contact: { name: string | null, email: string | null, phoneNumber: string | null, nonVerifiedName: string | null, nonVerifiedEmail: string | null, customData: Array<{ key: string, value: unknown }> | null } | null } & { ' $fragmentName'?: 'OpenCxFieldsFragment' };

export type RawRecordQueryVariables = Exact<{
  id: string;
}>;


export type RawRecordQuery = { session:
    | { id: string, raw: unknown }
    | { id: string, raw: unknown }
    | { id: string, raw: unknown }
    | { id: string, raw: unknown }
   | null };

export type SessionQueryVariables = Exact<{
  id: string;
}>;


export type SessionQuery = { session:
    | (
      { id: string }
      & { ' $fragmentRefs'?: { 'SessionHeader_ChatwizeSession_Fragment': SessionHeader_ChatwizeSession_Fragment;'VendorFields_ChatwizeSession_Fragment': VendorFields_ChatwizeSession_Fragment;'Metadata_ChatwizeSession_Fragment': Metadata_ChatwizeSession_Fragment } }
    )
    | (
      { id: string }
      & { ' $fragmentRefs'?: { 'SessionHeader_DuohubSession_Fragment': SessionHeader_DuohubSession_Fragment;'VendorFields_DuohubSession_Fragment': VendorFields_DuohubSession_Fragment;'Metadata_DuohubSession_Fragment': Metadata_DuohubSession_Fragment } }
    )
    | (
      { id: string }
      & { ' $fragmentRefs'?: { 'SessionHeader_OpenCxSession_Fragment': SessionHeader_OpenCxSession_Fragment;'VendorFields_OpenCxSession_Fragment': VendorFields_OpenCxSession_Fragment;'Metadata_OpenCxSession_Fragment': Metadata_OpenCxSession_Fragment } }
    )
    | (
      { id: string }
      & { ' $fragmentRefs'?: { 'SessionHeader_ZepSession_Fragment': SessionHeader_ZepSession_Fragment;'VendorFields_ZepSession_Fragment': VendorFields_ZepSession_Fragment;'Metadata_ZepSession_Fragment': Metadata_ZepSession_Fragment } }
    )
   | null };

type SessionHeader_ChatwizeSession_Fragment = { provider: SessionProvider, externalId: string, createdAt: string | null, endedAt: string | null, status: SessionStatus | null, fetchedAt: string, stale: boolean, participant: { externalId: string | null, name: string | null, email: string | null, phone: string | null, verified: boolean | null } | null } & { ' $fragmentName'?: 'SessionHeader_ChatwizeSession_Fragment' };

type SessionHeader_DuohubSession_Fragment = { provider: SessionProvider, externalId: string, createdAt: string | null, endedAt: string | null, status: SessionStatus | null, fetchedAt: string, stale: boolean, participant: { externalId: string | null, name: string | null, email: string | null, phone: string | null, verified: boolean | null } | null } & { ' $fragmentName'?: 'SessionHeader_DuohubSession_Fragment' };

type SessionHeader_OpenCxSession_Fragment = { provider: SessionProvider, externalId: string, createdAt: string | null, endedAt: string | null, status: SessionStatus | null, fetchedAt: string, stale: boolean, participant: { externalId: string | null, name: string | null, email: string | null, phone: string | null, verified: boolean | null } | null } & { ' $fragmentName'?: 'SessionHeader_OpenCxSession_Fragment' };

type SessionHeader_ZepSession_Fragment = { provider: SessionProvider, externalId: string, createdAt: string | null, endedAt: string | null, status: SessionStatus | null, fetchedAt: string, stale: boolean, participant: { externalId: string | null, name: string | null, email: string | null, phone: string | null, verified: boolean | null } | null } & { ' $fragmentName'?: 'SessionHeader_ZepSession_Fragment' };

export type SessionHeaderFragment =
  | SessionHeader_ChatwizeSession_Fragment
  | SessionHeader_DuohubSession_Fragment
  | SessionHeader_OpenCxSession_Fragment
  | SessionHeader_ZepSession_Fragment
;

type VendorFields_ChatwizeSession_Fragment = (
  { __typename: 'ChatwizeSession' }
  & { ' $fragmentRefs'?: { 'ChatwizeFieldsFragment': ChatwizeFieldsFragment } }
) & { ' $fragmentName'?: 'VendorFields_ChatwizeSession_Fragment' };

type VendorFields_DuohubSession_Fragment = (
  { __typename: 'DuohubSession' }
  & { ' $fragmentRefs'?: { 'DuohubFieldsFragment': DuohubFieldsFragment } }
) & { ' $fragmentName'?: 'VendorFields_DuohubSession_Fragment' };

type VendorFields_OpenCxSession_Fragment = (
  { __typename: 'OpenCXSession' }
  & { ' $fragmentRefs'?: { 'OpenCxFieldsFragment': OpenCxFieldsFragment } }
) & { ' $fragmentName'?: 'VendorFields_OpenCxSession_Fragment' };

type VendorFields_ZepSession_Fragment = (
  { __typename: 'ZepSession' }
  & { ' $fragmentRefs'?: { 'ZepFieldsFragment': ZepFieldsFragment } }
) & { ' $fragmentName'?: 'VendorFields_ZepSession_Fragment' };

export type VendorFieldsFragment =
  | VendorFields_ChatwizeSession_Fragment
  | VendorFields_DuohubSession_Fragment
  | VendorFields_OpenCxSession_Fragment
  | VendorFields_ZepSession_Fragment
;

export type ZepFieldsFragment = { userId: string | null, projectUuid: string | null, rowId: number | null, deletedAt: string | null, facts: Array<string> | null, classifications: Array<{ key: string, value: unknown }> | null, factRatingInstruction: { instruction: string | null } | null } & { ' $fragmentName'?: 'ZepFieldsFragment' };

export type MessagesQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type MessagesQuery = { session:
    | { id: string, messages: { totalCount: number, isComplete: boolean, stale: boolean, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: (
            { id: string, createdAt: string | null }
            & { ' $fragmentRefs'?: { 'MessageFragment': MessageFragment } }
          ) }> } | null }
    | { id: string, messages: { totalCount: number, isComplete: boolean, stale: boolean, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: (
            { id: string, createdAt: string | null }
            & { ' $fragmentRefs'?: { 'MessageFragment': MessageFragment } }
          ) }> } | null }
    | { id: string, messages: { totalCount: number, isComplete: boolean, stale: boolean, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: (
            { id: string, createdAt: string | null }
            & { ' $fragmentRefs'?: { 'MessageFragment': MessageFragment } }
          ) }> } | null }
    | { id: string, messages: { totalCount: number, isComplete: boolean, stale: boolean, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: (
            { id: string, createdAt: string | null }
            & { ' $fragmentRefs'?: { 'MessageFragment': MessageFragment } }
          ) }> } | null }
   | null };

export const SessionRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"stale"}},{"kind":"Field","name":{"kind":"Name","value":"participant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}}]}}]}}]} as unknown as DocumentNode<SessionRowFragment, unknown>;
export const MessageFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Message"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionMessage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"author"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"attachments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}}]}}]}}]} as unknown as DocumentNode<MessageFragment, unknown>;
export const MetadataFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Metadata"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"metadata"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<MetadataFragment, unknown>;
export const SessionHeaderFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionHeader"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}},{"kind":"Field","name":{"kind":"Name","value":"stale"}},{"kind":"Field","name":{"kind":"Name","value":"participant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"verified"}}]}}]}}]} as unknown as DocumentNode<SessionHeaderFragment, unknown>;
export const ChatwizeFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChatwizeFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ChatwizeSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"identityVerified"}},{"kind":"Field","name":{"kind":"Name","value":"lead"}},{"kind":"Field","name":{"kind":"Name","value":"authData"}}]}}]} as unknown as DocumentNode<ChatwizeFieldsFragment, unknown>;
export const DuohubFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DuohubFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuohubSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"customerUserId"}},{"kind":"Field","name":{"kind":"Name","value":"deletedAt"}}]}}]} as unknown as DocumentNode<DuohubFieldsFragment, unknown>;
export const OpenCxFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OpenCXFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OpenCXSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}},{"kind":"Field","name":{"kind":"Name","value":"aiClosureType"}},{"kind":"Field","name":{"kind":"Name","value":"sentiment"}},{"kind":"Field","name":{"kind":"Name","value":"language"}},{"kind":"Field","name":{"kind":"Name","value":"ticketNumber"}},{"kind":"Field","name":{"kind":"Name","value":"assistMode"}},{"kind":"Field","name":{"kind":"Name","value":"assigneeId"}},{"kind":"Field","name":{"kind":"Name","value":"channel"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}}]}},{"kind":"Field","name":{"kind":"Name","value":"team"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"handoff"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sentiment"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ticketingSystem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"phoneNumber"}},{"kind":"Field","name":{"kind":"Name","value":"nonVerifiedName"}},{"kind":"Field","name":{"kind":"Name","value":"nonVerifiedEmail"}},{"kind":"Field","name":{"kind":"Name","value":"customData"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]} as unknown as DocumentNode<OpenCxFieldsFragment, unknown>;
export const ZepFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ZepFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ZepSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"projectUuid"}},{"kind":"Field","name":{"kind":"Name","value":"rowId"}},{"kind":"Field","name":{"kind":"Name","value":"deletedAt"}},{"kind":"Field","name":{"kind":"Name","value":"facts"}},{"kind":"Field","name":{"kind":"Name","value":"classifications"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"factRatingInstruction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"instruction"}}]}}]}}]} as unknown as DocumentNode<ZepFieldsFragment, unknown>;
export const VendorFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VendorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChatwizeFields"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DuohubFields"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OpenCXFields"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ZepFields"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChatwizeFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ChatwizeSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"identityVerified"}},{"kind":"Field","name":{"kind":"Name","value":"lead"}},{"kind":"Field","name":{"kind":"Name","value":"authData"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DuohubFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuohubSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"customerUserId"}},{"kind":"Field","name":{"kind":"Name","value":"deletedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OpenCXFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OpenCXSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}},{"kind":"Field","name":{"kind":"Name","value":"aiClosureType"}},{"kind":"Field","name":{"kind":"Name","value":"sentiment"}},{"kind":"Field","name":{"kind":"Name","value":"language"}},{"kind":"Field","name":{"kind":"Name","value":"ticketNumber"}},{"kind":"Field","name":{"kind":"Name","value":"assistMode"}},{"kind":"Field","name":{"kind":"Name","value":"assigneeId"}},{"kind":"Field","name":{"kind":"Name","value":"channel"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}}]}},{"kind":"Field","name":{"kind":"Name","value":"team"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"handoff"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sentiment"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ticketingSystem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"phoneNumber"}},{"kind":"Field","name":{"kind":"Name","value":"nonVerifiedName"}},{"kind":"Field","name":{"kind":"Name","value":"nonVerifiedEmail"}},{"kind":"Field","name":{"kind":"Name","value":"customData"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ZepFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ZepSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"projectUuid"}},{"kind":"Field","name":{"kind":"Name","value":"rowId"}},{"kind":"Field","name":{"kind":"Name","value":"deletedAt"}},{"kind":"Field","name":{"kind":"Name","value":"facts"}},{"kind":"Field","name":{"kind":"Name","value":"classifications"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"factRatingInstruction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"instruction"}}]}}]}}]} as unknown as DocumentNode<VendorFieldsFragment, unknown>;
export const VendorsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Vendors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sessionProviders"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"availability"}},{"kind":"Field","name":{"kind":"Name","value":"credentialRefused"}},{"kind":"Field","name":{"kind":"Name","value":"retryAt"}},{"kind":"Field","name":{"kind":"Name","value":"quota"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}}]}}]}}]}}]} as unknown as DocumentNode<VendorsQuery, VendorsQueryVariables>;
export const SourcesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Sources"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"SessionFeedFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sessions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}}]} as unknown as DocumentNode<SourcesQuery, SourcesQueryVariables>;
export const SessionPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SessionPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"SessionFeedFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sessions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionRow"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"stale"}},{"kind":"Field","name":{"kind":"Name","value":"participant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}}]}}]}}]} as unknown as DocumentNode<SessionPageQuery, SessionPageQueryVariables>;
export const PersonDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Person"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"person"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SessionFeedParticipantFilter"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sessions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"providers"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"CHATWIZE"}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"participant"},"value":{"kind":"Variable","name":{"kind":"Name","value":"person"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"participant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"verified"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<PersonQuery, PersonQueryVariables>;
export const RawRecordDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RawRecord"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}}]}}]} as unknown as DocumentNode<RawRecordQuery, RawRecordQueryVariables>;
export const SessionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Session"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionHeader"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"VendorFields"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Metadata"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChatwizeFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ChatwizeSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"identityVerified"}},{"kind":"Field","name":{"kind":"Name","value":"lead"}},{"kind":"Field","name":{"kind":"Name","value":"authData"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DuohubFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuohubSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"customerUserId"}},{"kind":"Field","name":{"kind":"Name","value":"deletedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OpenCXFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OpenCXSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}},{"kind":"Field","name":{"kind":"Name","value":"aiClosureType"}},{"kind":"Field","name":{"kind":"Name","value":"sentiment"}},{"kind":"Field","name":{"kind":"Name","value":"language"}},{"kind":"Field","name":{"kind":"Name","value":"ticketNumber"}},{"kind":"Field","name":{"kind":"Name","value":"assistMode"}},{"kind":"Field","name":{"kind":"Name","value":"assigneeId"}},{"kind":"Field","name":{"kind":"Name","value":"channel"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}}]}},{"kind":"Field","name":{"kind":"Name","value":"team"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"handoff"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sentiment"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ticketingSystem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"phoneNumber"}},{"kind":"Field","name":{"kind":"Name","value":"nonVerifiedName"}},{"kind":"Field","name":{"kind":"Name","value":"nonVerifiedEmail"}},{"kind":"Field","name":{"kind":"Name","value":"customData"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ZepFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ZepSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"projectUuid"}},{"kind":"Field","name":{"kind":"Name","value":"rowId"}},{"kind":"Field","name":{"kind":"Name","value":"deletedAt"}},{"kind":"Field","name":{"kind":"Name","value":"facts"}},{"kind":"Field","name":{"kind":"Name","value":"classifications"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"factRatingInstruction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"instruction"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionHeader"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}},{"kind":"Field","name":{"kind":"Name","value":"stale"}},{"kind":"Field","name":{"kind":"Name","value":"participant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"verified"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VendorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChatwizeFields"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DuohubFields"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OpenCXFields"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ZepFields"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Metadata"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"metadata"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<SessionQuery, SessionQueryVariables>;
export const MessagesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Messages"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}},{"kind":"Field","name":{"kind":"Name","value":"stale"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Message"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Message"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionMessage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"author"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"attachments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}}]}}]}}]} as unknown as DocumentNode<MessagesQuery, MessagesQueryVariables>;