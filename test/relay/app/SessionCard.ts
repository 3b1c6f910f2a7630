import { graphql } from 'react-relay';

export const sessionFragment = graphql`
  fragment SessionCard_session on Session @refetchable(queryName: "SessionCardRefetchQuery") {
    id
    provider
    createdAt
    participant {
      name
      email
    }
    ... on ChatwizeSession {
      identityVerified
    }
  }
`;
