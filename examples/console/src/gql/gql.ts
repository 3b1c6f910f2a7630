/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query Vendors {\n    sessionProviders {\n      provider\n      enabled\n      availability\n      credentialRefused\n      retryAt\n      quota {\n        limit\n        remaining\n      }\n    }\n  }\n": typeof types.VendorsDocument,
    "\n  query Sources($filter: SessionFeedFilter) {\n    sessions(first: 1, filter: $filter) {\n      sources {\n        provider\n        state\n        code\n      }\n    }\n  }\n": typeof types.SourcesDocument,
    "\n  query SessionPage($after: String, $filter: SessionFeedFilter) {\n    sessions(first: 50, after: $after, filter: $filter) {\n      edges {\n        node {\n          id\n          ...SessionRow\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      sources {\n        provider\n        state\n        code\n        retryAfterSeconds\n      }\n    }\n  }\n": typeof types.SessionPageDocument,
    "\n  fragment SessionRow on Session {\n    id\n    provider\n    createdAt\n    status\n    stale\n    participant {\n      name\n      email\n      externalId\n    }\n  }\n": typeof types.SessionRowFragmentDoc,
    "\n  query Person($person: SessionFeedParticipantFilter!) {\n    sessions(first: 20, filter: { providers: [CHATWIZE], participant: $person }) {\n      edges {\n        node {\n          id\n          participant {\n            externalId\n            name\n            email\n            phone\n            verified\n          }\n        }\n      }\n    }\n  }\n": typeof types.PersonDocument,
    "\n  fragment ChatwizeFields on ChatwizeSession {\n    identityVerified\n    lead\n    authData\n  }\n": typeof types.ChatwizeFieldsFragmentDoc,
    "\n  fragment DuohubFields on DuohubSession {\n    userId\n    customerUserId\n    deletedAt\n  }\n": typeof types.DuohubFieldsFragmentDoc,
    "\n  fragment Message on SessionMessage {\n    id\n    role\n    author\n    text\n    createdAt\n    attachments {\n      name\n      url\n      contentType\n    }\n  }\n": typeof types.MessageFragmentDoc,
    "\n  fragment Metadata on Session {\n    metadata {\n      key\n      value\n    }\n  }\n": typeof types.MetadataFragmentDoc,
    "\n  fragment OpenCXFields on OpenCXSession {\n    vendorStatus\n    aiClosureType\n    sentiment\n    language\n    ticketNumber\n    assistMode\n    assigneeId\n    channel {\n      type\n    }\n    team {\n      name\n    }\n    handoff {\n      sentiment\n      summary\n    }\n    ticketingSystem {\n      name\n      externalId\n    }\n    contact {\n      name\n      email\n      phoneNumber\n      nonVerifiedName\n      nonVerifiedEmail\n      customData {\n        key\n        value\n      }\n    }\n  }\n": typeof types.OpenCxFieldsFragmentDoc,
    "\n  query RawRecord($id: ID!) {\n    session(id: $id) {\n      id\n      raw\n    }\n  }\n": typeof types.RawRecordDocument,
    "\n  query Session($id: ID!) {\n    session(id: $id) {\n      id\n      ...SessionHeader\n      ...VendorFields\n      ...Metadata\n    }\n  }\n": typeof types.SessionDocument,
    "\n  fragment SessionHeader on Session {\n    provider\n    externalId\n    createdAt\n    endedAt\n    status\n    fetchedAt\n    stale\n    participant {\n      externalId\n      name\n      email\n      phone\n      verified\n    }\n  }\n": typeof types.SessionHeaderFragmentDoc,
    "\n  fragment VendorFields on Session {\n    __typename\n    ...ChatwizeFields\n    ...DuohubFields\n    ...OpenCXFields\n    ...ZepFields\n  }\n": typeof types.VendorFieldsFragmentDoc,
    "\n  fragment ZepFields on ZepSession {\n    userId\n    projectUuid\n    rowId\n    deletedAt\n    facts\n    classifications {\n      key\n      value\n    }\n    factRatingInstruction {\n      instruction\n    }\n  }\n": typeof types.ZepFieldsFragmentDoc,
    "\n  query Messages($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {\n    session(id: $id) {\n      id\n      messages(first: $first, after: $after, last: $last, before: $before) {\n        totalCount\n        isComplete\n        stale\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n        edges {\n          node {\n            id\n            createdAt\n            ...Message\n          }\n        }\n      }\n    }\n  }\n": typeof types.MessagesDocument,
};
const documents: Documents = {
    "\n  query Vendors {\n    sessionProviders {\n      provider\n      enabled\n      availability\n      credentialRefused\n      retryAt\n      quota {\n        limit\n        remaining\n      }\n    }\n  }\n": types.VendorsDocument,
    "\n  query Sources($filter: SessionFeedFilter) {\n    sessions(first: 1, filter: $filter) {\n      sources {\n        provider\n        state\n        code\n      }\n    }\n  }\n": types.SourcesDocument,
    "\n  query SessionPage($after: String, $filter: SessionFeedFilter) {\n    sessions(first: 50, after: $after, filter: $filter) {\n      edges {\n        node {\n          id\n          ...SessionRow\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      sources {\n        provider\n        state\n        code\n        retryAfterSeconds\n      }\n    }\n  }\n": types.SessionPageDocument,
    "\n  fragment SessionRow on Session {\n    id\n    provider\n    createdAt\n    status\n    stale\n    participant {\n      name\n      email\n      externalId\n    }\n  }\n": types.SessionRowFragmentDoc,
    "\n  query Person($person: SessionFeedParticipantFilter!) {\n    sessions(first: 20, filter: { providers: [CHATWIZE], participant: $person }) {\n      edges {\n        node {\n          id\n          participant {\n            externalId\n            name\n            email\n            phone\n            verified\n          }\n        }\n      }\n    }\n  }\n": types.PersonDocument,
    "\n  fragment ChatwizeFields on ChatwizeSession {\n    identityVerified\n    lead\n    authData\n  }\n": types.ChatwizeFieldsFragmentDoc,
    "\n  fragment DuohubFields on DuohubSession {\n    userId\n    customerUserId\n    deletedAt\n  }\n": types.DuohubFieldsFragmentDoc,
    "\n  fragment Message on SessionMessage {\n    id\n    role\n    author\n    text\n    createdAt\n    attachments {\n      name\n      url\n      contentType\n    }\n  }\n": types.MessageFragmentDoc,
    "\n  fragment Metadata on Session {\n    metadata {\n      key\n      value\n    }\n  }\n": types.MetadataFragmentDoc,
    "\n  fragment OpenCXFields on OpenCXSession {\n    vendorStatus\n    aiClosureType\n    sentiment\n    language\n    ticketNumber\n    assistMode\n    assigneeId\n    channel {\n      type\n    }\n    team {\n      name\n    }\n    handoff {\n      sentiment\n      summary\n    }\n    ticketingSystem {\n      name\n      externalId\n    }\n    contact {\n      name\n      email\n      phoneNumber\n      nonVerifiedName\n      nonVerifiedEmail\n      customData {\n        key\n        value\n      }\n    }\n  }\n": types.OpenCxFieldsFragmentDoc,
    "\n  query RawRecord($id: ID!) {\n    session(id: $id) {\n      id\n      raw\n    }\n  }\n": types.RawRecordDocument,
    "\n  query Session($id: ID!) {\n    session(id: $id) {\n      id\n      ...SessionHeader\n      ...VendorFields\n      ...Metadata\n    }\n  }\n": types.SessionDocument,
    "\n  fragment SessionHeader on Session {\n    provider\n    externalId\n    createdAt\n    endedAt\n    status\n    fetchedAt\n    stale\n    participant {\n      externalId\n      name\n      email\n      phone\n      verified\n    }\n  }\n": types.SessionHeaderFragmentDoc,
    "\n  fragment VendorFields on Session {\n    __typename\n    ...ChatwizeFields\n    ...DuohubFields\n    ...OpenCXFields\n    ...ZepFields\n  }\n": types.VendorFieldsFragmentDoc,
    "\n  fragment ZepFields on ZepSession {\n    userId\n    projectUuid\n    rowId\n    deletedAt\n    facts\n    classifications {\n      key\n      value\n    }\n    factRatingInstruction {\n      instruction\n    }\n  }\n": types.ZepFieldsFragmentDoc,
    "\n  query Messages($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {\n    session(id: $id) {\n      id\n      messages(first: $first, after: $after, last: $last, before: $before) {\n        totalCount\n        isComplete\n        stale\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n        edges {\n          node {\n            id\n            createdAt\n            ...Message\n          }\n        }\n      }\n    }\n  }\n": types.MessagesDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Vendors {\n    sessionProviders {\n      provider\n      enabled\n      availability\n      credentialRefused\n      retryAt\n      quota {\n        limit\n        remaining\n      }\n    }\n  }\n"): (typeof documents)["\n  query Vendors {\n    sessionProviders {\n      provider\n      enabled\n      availability\n      credentialRefused\n      retryAt\n      quota {\n        limit\n        remaining\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Sources($filter: SessionFeedFilter) {\n    sessions(first: 1, filter: $filter) {\n      sources {\n        provider\n        state\n        code\n      }\n    }\n  }\n"): (typeof documents)["\n  query Sources($filter: SessionFeedFilter) {\n    sessions(first: 1, filter: $filter) {\n      sources {\n        provider\n        state\n        code\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SessionPage($after: String, $filter: SessionFeedFilter) {\n    sessions(first: 50, after: $after, filter: $filter) {\n      edges {\n        node {\n          id\n          ...SessionRow\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      sources {\n        provider\n        state\n        code\n        retryAfterSeconds\n      }\n    }\n  }\n"): (typeof documents)["\n  query SessionPage($after: String, $filter: SessionFeedFilter) {\n    sessions(first: 50, after: $after, filter: $filter) {\n      edges {\n        node {\n          id\n          ...SessionRow\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      sources {\n        provider\n        state\n        code\n        retryAfterSeconds\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SessionRow on Session {\n    id\n    provider\n    createdAt\n    status\n    stale\n    participant {\n      name\n      email\n      externalId\n    }\n  }\n"): (typeof documents)["\n  fragment SessionRow on Session {\n    id\n    provider\n    createdAt\n    status\n    stale\n    participant {\n      name\n      email\n      externalId\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Person($person: SessionFeedParticipantFilter!) {\n    sessions(first: 20, filter: { providers: [CHATWIZE], participant: $person }) {\n      edges {\n        node {\n          id\n          participant {\n            externalId\n            name\n            email\n            phone\n            verified\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Person($person: SessionFeedParticipantFilter!) {\n    sessions(first: 20, filter: { providers: [CHATWIZE], participant: $person }) {\n      edges {\n        node {\n          id\n          participant {\n            externalId\n            name\n            email\n            phone\n            verified\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ChatwizeFields on ChatwizeSession {\n    identityVerified\n    lead\n    authData\n  }\n"): (typeof documents)["\n  fragment ChatwizeFields on ChatwizeSession {\n    identityVerified\n    lead\n    authData\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment DuohubFields on DuohubSession {\n    userId\n    customerUserId\n    deletedAt\n  }\n"): (typeof documents)["\n  fragment DuohubFields on DuohubSession {\n    userId\n    customerUserId\n    deletedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Message on SessionMessage {\n    id\n    role\n    author\n    text\n    createdAt\n    attachments {\n      name\n      url\n      contentType\n    }\n  }\n"): (typeof documents)["\n  fragment Message on SessionMessage {\n    id\n    role\n    author\n    text\n    createdAt\n    attachments {\n      name\n      url\n      contentType\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Metadata on Session {\n    metadata {\n      key\n      value\n    }\n  }\n"): (typeof documents)["\n  fragment Metadata on Session {\n    metadata {\n      key\n      value\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OpenCXFields on OpenCXSession {\n    vendorStatus\n    aiClosureType\n    sentiment\n    language\n    ticketNumber\n    assistMode\n    assigneeId\n    channel {\n      type\n    }\n    team {\n      name\n    }\n    handoff {\n      sentiment\n      summary\n    }\n    ticketingSystem {\n      name\n      externalId\n    }\n    contact {\n      name\n      email\n      phoneNumber\n      nonVerifiedName\n      nonVerifiedEmail\n      customData {\n        key\n        value\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment OpenCXFields on OpenCXSession {\n    vendorStatus\n    aiClosureType\n    sentiment\n    language\n    ticketNumber\n    assistMode\n    assigneeId\n    channel {\n      type\n    }\n    team {\n      name\n    }\n    handoff {\n      sentiment\n      summary\n    }\n    ticketingSystem {\n      name\n      externalId\n    }\n    contact {\n      name\n      email\n      phoneNumber\n      nonVerifiedName\n      nonVerifiedEmail\n      customData {\n        key\n        value\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RawRecord($id: ID!) {\n    session(id: $id) {\n      id\n      raw\n    }\n  }\n"): (typeof documents)["\n  query RawRecord($id: ID!) {\n    session(id: $id) {\n      id\n      raw\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Session($id: ID!) {\n    session(id: $id) {\n      id\n      ...SessionHeader\n      ...VendorFields\n      ...Metadata\n    }\n  }\n"): (typeof documents)["\n  query Session($id: ID!) {\n    session(id: $id) {\n      id\n      ...SessionHeader\n      ...VendorFields\n      ...Metadata\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SessionHeader on Session {\n    provider\n    externalId\n    createdAt\n    endedAt\n    status\n    fetchedAt\n    stale\n    participant {\n      externalId\n      name\n      email\n      phone\n      verified\n    }\n  }\n"): (typeof documents)["\n  fragment SessionHeader on Session {\n    provider\n    externalId\n    createdAt\n    endedAt\n    status\n    fetchedAt\n    stale\n    participant {\n      externalId\n      name\n      email\n      phone\n      verified\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment VendorFields on Session {\n    __typename\n    ...ChatwizeFields\n    ...DuohubFields\n    ...OpenCXFields\n    ...ZepFields\n  }\n"): (typeof documents)["\n  fragment VendorFields on Session {\n    __typename\n    ...ChatwizeFields\n    ...DuohubFields\n    ...OpenCXFields\n    ...ZepFields\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ZepFields on ZepSession {\n    userId\n    projectUuid\n    rowId\n    deletedAt\n    facts\n    classifications {\n      key\n      value\n    }\n    factRatingInstruction {\n      instruction\n    }\n  }\n"): (typeof documents)["\n  fragment ZepFields on ZepSession {\n    userId\n    projectUuid\n    rowId\n    deletedAt\n    facts\n    classifications {\n      key\n      value\n    }\n    factRatingInstruction {\n      instruction\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Messages($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {\n    session(id: $id) {\n      id\n      messages(first: $first, after: $after, last: $last, before: $before) {\n        totalCount\n        isComplete\n        stale\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n        edges {\n          node {\n            id\n            createdAt\n            ...Message\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Messages($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {\n    session(id: $id) {\n      id\n      messages(first: $first, after: $after, last: $last, before: $before) {\n        totalCount\n        isComplete\n        stale\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n        edges {\n          node {\n            id\n            createdAt\n            ...Message\n          }\n        }\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;