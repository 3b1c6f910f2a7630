import { useQuery } from 'urql';
import { failuresOf } from '../errors.ts';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { WhenNear } from '../ui/WhenNear.tsx';
import { Message } from './Message.tsx';
import { MessagesQuery } from './messages.ts';
import { NewMessages } from './NewMessages.tsx';

interface ConversationProps {
  readonly id: string;
  /** How often the reader asked for new messages. */
  readonly refreshes: number;
}

/** Opens at the end: the browser measures the scroll position of a reversed column from its bottom. */
export function Conversation({ id, refreshes }: ConversationProps) {
  // The page reads it. Here it is taken from the cache.
  const [{ data }] = useQuery({
    query: MessagesQuery,
    variables: { id, last: 50, before: null },
    requestPolicy: 'cache-only',
  });
  const newest = data?.session?.messages;
  return (
    <section className="chat scroller" aria-label="Conversation" tabIndex={0}>
      <ol className="messages">
        <Page id={id} before={null} />
        {newest && <NewMessages id={id} known={newest} refreshes={refreshes} />}
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
    variables: { id, last: 50, before },
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
  const { startCursor, hasPreviousPage } = pageInfo;
  return (
    <>
      {hasPreviousPage && startCursor ? (
        <WhenNear key={startCursor}>
          <Page id={id} before={startCursor} />
        </WhenNear>
      ) : (
        <Start isCut={!isComplete && (hasPreviousPage || edges.length === 0)} />
      )}
      {edges.map(({ node }, index) => (
        <Message key={node.id} message={node} previousDate={edges[index - 1]?.node.createdAt} />
      ))}
    </>
  );
}

function Start({ isCut }: { readonly isCut: boolean }) {
  if (isCut)
    return (
      <li>
        <Notice kind="hint" title="Earlier messages are not shown">
          This conversation is longer than the server reads.
        </Notice>
      </li>
    );
  return <li className="end">Start of the conversation</li>;
}
