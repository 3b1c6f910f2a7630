import { graphql } from 'react-relay';

export const chatbotQuery = graphql`
  query ChatbotSessionsQuery($chatbot: String!) {
    chatwizeChatbot(externalId: $chatbot) {
      ...ChatbotSessions_chatbot
    }
  }
`;

export const chatbotFragment = graphql`
  fragment ChatbotSessions_chatbot on ChatwizeChatbot
  @refetchable(queryName: "ChatbotSessionsPaginationQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 2 }, after: { type: "String" }) {
    sessions(first: $first, after: $after) @connection(key: "ChatbotSessions_sessions") {
      totalCount
      edges {
        node {
          ...SessionCard_session
        }
      }
    }
  }
`;
