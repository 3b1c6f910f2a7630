import { graphql } from 'react-relay';

export const feedQuery = graphql`
  query SessionFeedQuery($email: String!) {
    ...SessionFeed_query @arguments(email: $email)
  }
`;

export const feedFragment = graphql`
  fragment SessionFeed_query on Query
  @refetchable(queryName: "SessionFeedPaginationQuery")
  @argumentDefinitions(
    first: { type: "Int", defaultValue: 2 }
    after: { type: "String" }
    email: { type: "String!" }
  ) {
    sessions(first: $first, after: $after, filter: { participant: { email: $email } })
      @connection(key: "SessionFeed_sessions") {
      edges {
        node {
          ...SessionCard_session
        }
      }
      sources {
        provider
        state
      }
    }
  }
`;
