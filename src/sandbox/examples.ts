import { UNLUCKY } from '../stand-in/customers.ts';
import { AYLIN } from '../stand-in/people.ts';
import type { SandboxSamples } from './samples.ts';

/** A query that runs in the sandbox as it is. */
export interface ExampleQuery {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The tabs that GraphiQL opens with in the sandbox. */
export function graphiqlExamples(
  samples: SandboxSamples,
  ids: Readonly<Record<string, string>>,
): readonly ExampleQuery[] {
  return [
    { query: welcome, variables: { ids: Object.values(ids) } },
    { query: lastMessages, variables: {} },
    { query: oneSession, variables: { id: ids['CHATWIZE'] } },
    { query: conversation, variables: { id: ids['OPENCX'], last: 5, before: null } },
    { query: chatbotSessions, variables: { chatbot: samples.chatbot, first: 5, after: null } },
    { query: newestSessions, variables: { first: 10, after: null } },
    { query: onePerson, variables: { person: { externalId: AYLIN.id }, after: null } },
    { query: personWithFailure, variables: { person: { externalId: UNLUCKY.id }, after: null } },
    {
      query: failingVendor,
      variables: {
        chatwize: samples.sessions.CHATWIZE,
        duohub: samples.faultSessions.DUOHUB['server-error'],
        opencx: samples.faultSessions.OPENCX['rate-limit'],
        zep: samples.unknownSessions.ZEP,
      },
    },
  ];
}

const welcome = `# One graph over the sessions kept with
# Chatwize, duohub, OpenCX and Zep. The sandbox
# simulates these vendors.
#
# This query reads a session of each. Its answer
# is on the right. Ctrl-Enter runs a query.
#
# On the left: the documentation, the examples,
# and the explorer, which builds a query from
# clicks.

query Welcome($ids: [ID!]!) {
  sessionsByIds(ids: $ids) {
    provider
    createdAt
    status
    participant { name email }
    ... on OpenCXSession { sentiment }
    ... on ZepSession { facts }
  }
}
`;

const lastMessages = `# The query of the README: the ends of three
# conversations. The third vendor fails.

query LastMessages {
  sessionsByIds(
    ids: [
      "T3BlbkNYU2Vzc2lvbjo1ODNhMmQ0OC01ZjkxLTRjMDUtYTE4YS1kODNmOGE4NDFiZmQ"
      "WmVwU2Vzc2lvbjpkZW1vK3ByaXlhQGV4YW1wbGUub3Jn"
      "RHVvaHViU2Vzc2lvbjpmYXVsdC1zZXJ2ZXItZXJyb3I"
    ]
  ) {
    provider
    messages(last: 2) {
      totalCount
      edges {
        node {
          role
          text
        }
      }
    }
    ... on OpenCXSession {
      sentiment
    }
  }
}
`;

const oneSession = `# One session of any vendor, with what only that
# vendor has. The first tab's variables have
# more ids.

query OneSession($id: ID!) {
  session(id: $id) {
    __typename
    id
    provider
    externalId
    createdAt
    status
    participant { name email verified }
    metadata { key value }
    ... on ChatwizeSession { identityVerified lead }
    ... on DuohubSession { customerUserId }
    ... on OpenCXSession {
      channel { type }
      sentiment
      team { name }
      handoff { summary }
    }
    ... on ZepSession { facts classifications { key value } }
  }
}
`;

const conversation = `# A conversation that opens at its end. Copy
# startCursor into the variable "before" for the
# messages before these.

query Conversation($id: ID!, $last: Int, $before: String) {
  session(id: $id) {
    provider
    participant { name }
    messages(last: $last, before: $before) {
      totalCount
      isComplete
      pageInfo { hasPreviousPage startCursor }
      edges {
        node {
          role
          author
          text
          createdAt
          attachments { name url contentType }
        }
      }
    }
  }
}
`;

const chatbotSessions = `# A chatbot's sessions, page by page. Copy
# endCursor into the variable "after" for the
# next page.

query ChatbotSessions(
  $chatbot: String!
  $first: Int
  $after: String
) {
  chatwizeChatbot(externalId: $chatbot) {
    sessions(
      first: $first
      after: $after
      orderBy: { field: CREATED_AT, direction: DESC }
      filter: { hasLead: true }
    ) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          externalId
          createdAt
          participant { name email verified }
        }
      }
    }
  }
}
`;

const newestSessions = `# The newest sessions of all vendors. Copy
# endCursor into "after" for the next page.

query NewestSessions($first: Int, $after: String) {
  sessions(first: $first, after: $after) {
    edges {
      node {
        provider
        createdAt
        status
        participant { externalId name }
      }
    }
    pageInfo { hasNextPage endCursor }
    sources { provider state code }
  }
}
`;

const onePerson = `# Everything about one person, by your own id.
# Or: { "email": "aylin.sahin@example.com" }

query OnePerson(
  $person: SessionFeedParticipantFilter!
  $after: String
) {
  sessions(
    first: 10
    after: $after
    filter: { participant: $person }
  ) {
    edges {
      node { provider externalId createdAt status }
    }
    pageInfo { hasNextPage endCursor }
    sources { provider state code }
  }
}
`;

const personWithFailure = `# Zep fails for this person; the others are
# complete. Asking again with the same "after"
# can succeed.

query PersonWithFailure(
  $person: SessionFeedParticipantFilter!
  $after: String
) {
  sessions(
    first: 10
    after: $after
    filter: { participant: $person }
  ) {
    edges {
      node { provider externalId createdAt status }
    }
    pageInfo { hasNextPage endCursor }
    sources { provider state code retryAfterSeconds }
  }
}
`;

const failingVendor = `# Vendors fail in many ways. The other fields
# stay complete, and each error says if a retry
# can help.

query FailingVendor(
  $chatwize: String!
  $duohub: String!
  $opencx: String!
  $zep: String!
) {
  chatwizeSession(externalId: $chatwize) { id createdAt }
  brokenDown: duohubSession(externalId: $duohub) { id }
  rateLimited: opencxSession(externalId: $opencx) { id }
  unknown: zepSession(externalId: $zep) { id }
}
`;
