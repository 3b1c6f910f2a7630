import { useQuery } from 'urql';
import { failuresOf } from '../errors.ts';
import { graphql } from '../gql/index.ts';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { Stale } from '../ui/Vendor.tsx';
import { WhenNear } from '../ui/WhenNear.tsx';
import { Message } from './Message.tsx';

const MessagesQuery = graphql(`
  query Messages($id: ID!, $before: String) {
    session(id: $id) {
      id
      messages(last: 50, before: $before) {
        totalCount
        isComplete
        stale
        pageInfo {
          hasNextPage
          hasPreviousPage
          startCursor
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

/** Opens at the end: the browser measures the scroll position of a reversed column from its bottom. */
export function Conversation({ id }: { readonly id: string }) {
  return (
    <section className="chat scroller" aria-label="Conversation" tabIndex={0}>
      <ol className="messages">
        <Page id={id} before={null} />
      </ol>
    </section>
  );
}

interface PageProps {
  readonly id: string;
  readonly before: string | null;
}

/** The fifty messages before a cursor, and in front of them the earlier ones. */
function Page({ id, before }: PageProps) {
  const [{ data, error, fetching, stale }, read] = useQuery({
    query: MessagesQuery,
    variables: { id, before },
  });
  const messages = data?.session?.messages;
  if (!messages) {
    if (fetching)
      return (
        <li className="loading" role="status">
          Reading…
        </li>
      );
    return failuresOf(error).map((failure) => (
      <li key={failure.title}>
        <FailureNotice
          failure={failure}
          onRetry={() => read({ requestPolicy: 'network-only' })}
          busy={stale}
        />
      </li>
    ));
  }
  const { edges, pageInfo, isComplete } = messages;
  const { startCursor, hasPreviousPage, hasNextPage } = pageInfo;
  const isCut = !isComplete && edges.length === 0;
  return (
    <>
      {hasPreviousPage && startCursor ? (
        <WhenNear key={startCursor}>
          <Page id={id} before={startCursor} />
        </WhenNear>
      ) : (
        <Start
          isCut={isCut || (hasPreviousPage && !isComplete)}
          isEmpty={before === null && edges.length === 0}
        />
      )}
      {edges.map(({ node }, index) => (
        <Message key={node.id} message={node} previousDate={edges[index - 1]?.node.createdAt} />
      ))}
      {before === null && hasNextPage && !isComplete && (
        <li>
          <Notice kind="hint" title="Newer messages are not shown">
            This conversation is longer than the server reads.
          </Notice>
        </li>
      )}
      {before === null && messages.stale && (
        <li className="quiet">
          <Stale />
        </li>
      )}
    </>
  );
}

function Start({ isCut, isEmpty }: { readonly isCut: boolean; readonly isEmpty: boolean }) {
  if (isCut)
    return (
      <li>
        <Notice kind="hint" title="Earlier messages are not shown">
          This conversation is longer than the server reads.
        </Notice>
      </li>
    );
  return <li className="end">{isEmpty ? 'No messages' : 'Start of the conversation'}</li>;
}
