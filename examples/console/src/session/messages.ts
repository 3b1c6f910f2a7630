import { graphql, type DocumentType } from '../gql/index.ts';

export const MessagesQuery = graphql(`
  query Messages($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
    session(id: $id) {
      id
      messages(first: $first, after: $after, last: $last, before: $before) {
        totalCount
        isComplete
        stale
        pageInfo {
          hasNextPage
          hasPreviousPage
          startCursor
          endCursor
        }
        edges {
          node {
            id
            createdAt
            ...Message
          }
        }
      }
    }
  }
`);

export type Messages = NonNullable<NonNullable<DocumentType<typeof MessagesQuery>['session']>['messages']>;
