import { gql, type TypedDocumentNode } from '@apollo/client';
import { encodeNodeId } from '../../src/model/node-id.ts';

/** Typed with the types that the package exports, as a client without code generation would. */
import type { PageInfo, Session, SessionFeedFilter, SessionMessage } from '../../src/client/index.ts';

export interface FeedPage {
  readonly sessions: {
    readonly edges: readonly { readonly node: Pick<Session, 'id' | 'createdAt'> }[];
    readonly pageInfo: Pick<PageInfo, 'hasNextPage' | 'endCursor'>;
  };
}

export const feed: TypedDocumentNode<FeedPage, { after?: string | null; filter?: SessionFeedFilter }> = gql`
  query Feed($after: String, $filter: SessionFeedFilter) {
    sessions(first: 20, after: $after, filter: $filter) {
      edges {
        node {
          id
          createdAt
          participant {
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      sources {
        provider
        state
      }
    }
  }
`;

export interface MessagePage {
  readonly session: {
    readonly messages: {
      readonly edges: readonly { readonly node: Pick<SessionMessage, 'id' | 'text'> }[];
      readonly pageInfo: Pick<PageInfo, 'hasPreviousPage' | 'startCursor' | 'endCursor'>;
    };
  };
}

export const messages: TypedDocumentNode<MessagePage, { id: string; before?: string | null }> = gql`
  query Messages($id: ID!, $before: String) {
    session(id: $id) {
      id
      messages(last: 20, before: $before) {
        edges {
          node {
            id
            text
          }
        }
        pageInfo {
          hasPreviousPage
          startCursor
        }
      }
    }
  }
`;

/** The conversation of 3,000 messages. Its last one is "Order 1500 is confirmed." */
export const longSession = encodeNodeId({ type: 'ZepSession', externalId: 'b2b-nikos-q1' });

export const idsOf = ({ sessions }: FeedPage): string[] => sessions.edges.map(({ node }) => node.id);

export const textsOf = ({ session }: MessagePage): (string | null)[] =>
  session.messages.edges.map(({ node }) => node.text);
