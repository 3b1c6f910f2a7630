import type { GraphiqlExample } from '../server/http/graphiql.ts';
import type { SandboxSamples } from './samples.ts';

/** The tabs that GraphiQL opens with; each runs as it stands. */
export function graphiqlExamples(
  samples: SandboxSamples,
  ids: Readonly<Record<string, string>>,
): readonly GraphiqlExample[] {
  return [
    { query: oneSession, variables: { id: ids['CHATWIZE'] } },
    { query: manySessions, variables: { ids: Object.values(ids) } },
    { query: chatbotSessions, variables: { chatbot: samples.chatbot, first: 5, after: null } },
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

const oneSession = `# One session of any vendor. Take another id of the variables of the next tab.
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
    ... on OpenCXSession { channel { type } sentiment team { name } handoff { summary } }
    ... on ZepSession { facts classifications { key value } }
  }
}
`;

const manySessions = `# Many sessions of several vendors at once: each answers, or fails, in its own place.
query ManySessions($ids: [ID!]!) {
  sessionsByIds(ids: $ids) {
    __typename
    id
    createdAt
    updatedAt
    participant { name email }
  }
}
`;

const chatbotSessions = `# A chatbot's sessions, page by page: copy endCursor into the variable "after" for the next page.
query ChatbotSessions($chatbot: String!, $first: Int, $after: String) {
  chatwizeChatbot(externalId: $chatbot) {
    sessions(
      first: $first
      after: $after
      orderBy: { field: CREATED_AT, direction: DESC }
      filter: { hasLead: true }
    ) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { externalId createdAt participant { name email verified } }
    }
  }
}
`;

const failingVendor = `# Vendors fail in many ways. The others' answers stay whole, and each error says what to do about it.
query FailingVendor($chatwize: String!, $duohub: String!, $opencx: String!, $zep: String!) {
  chatwizeSession(externalId: $chatwize) { id createdAt }
  brokenDown: duohubSession(externalId: $duohub) { id }
  rateLimited: opencxSession(externalId: $opencx) { id }
  unknown: zepSession(externalId: $zep) { id }
}
`;
