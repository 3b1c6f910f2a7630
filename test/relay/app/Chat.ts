import { graphql } from 'react-relay';

export const chatQuery = graphql`
  query ChatQuery($id: ID!) {
    session(id: $id) {
      ...Chat_session
    }
  }
`;

export const chatFragment = graphql`
  fragment Chat_session on Session
  @refetchable(queryName: "ChatPaginationQuery")
  @argumentDefinitions(last: { type: "Int", defaultValue: 3 }, before: { type: "String" }) {
    messages(last: $last, before: $before) @connection(key: "Chat_messages") {
      isComplete
      edges {
        node {
          id
          role
          ...ChatMessage_message
        }
      }
    }
  }
`;

export const messageFragment = graphql`
  fragment ChatMessage_message on SessionMessage @refetchable(queryName: "ChatMessageRefetchQuery") {
    text
    createdAt
  }
`;
