import { useEffect, useEffectEvent } from 'react';
import { useQuery } from 'urql';
import { failuresOf } from '../errors.ts';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { usePolling } from '../ui/polling.ts';
import { Stale } from '../ui/Vendor.tsx';
import { Message } from './Message.tsx';
import { MessagesQuery, type Messages } from './messages.ts';

/** Between 5 and 10 seconds after a read, the server returns the earlier answer while it reads a new one. */
const pollMs = 15_000;

interface NewMessagesProps {
  readonly id: string;
  /** The messages before the new ones. */
  readonly known: Messages;
  readonly refreshes: number;
}

/**
 * What was said after the messages that are known, and then what was said after that. Pages that have messages are not
 * read again, so nothing moves under the reader.
 */
export function NewMessages({ id, known, refreshes }: NewMessagesProps) {
  const [{ data, error, fetching }, read] = useQuery({
    query: MessagesQuery,
    variables: { id, first: 50, after: known.pageInfo.endCursor },
    requestPolicy: 'cache-only',
  });
  const messages = data?.session?.messages;
  const readAgain = () => read({ requestPolicy: 'network-only' });
  if (!messages?.edges.length)
    return (
      <>
        <End messages={messages ?? known} isEmpty={known.edges.length === 0} />
        {failuresOf(error).map((failure) => (
          <li key={failure.title}>
            <FailureNotice failure={failure} onRetry={readAgain} busy={fetching} />
          </li>
        ))}
        <Watch onRead={readAgain} refreshes={refreshes} />
      </>
    );
  return (
    <>
      {messages.edges.map(({ node }, index) => (
        <Message
          key={node.id}
          message={node}
          previousDate={(messages.edges[index - 1] ?? known.edges.at(-1))?.node.createdAt}
        />
      ))}
      <NewMessages id={id} known={messages} refreshes={refreshes} />
    </>
  );
}

interface WatchProps {
  readonly onRead: () => void;
  readonly refreshes: number;
}

function Watch({ onRead, refreshes }: WatchProps) {
  const read = useEffectEvent(onRead);
  usePolling(onRead, pollMs);
  useEffect(() => {
    if (refreshes > 0) read();
  }, [refreshes]);
  return null;
}

interface EndProps {
  readonly messages: Messages;
  readonly isEmpty: boolean;
}

function End({ messages, isEmpty }: EndProps) {
  const { pageInfo, isComplete, stale } = messages;
  return (
    <>
      {isComplete && isEmpty && <li className="end">No messages</li>}
      {!isComplete && pageInfo.hasNextPage && (
        <li>
          <Notice kind="hint" title="Newer messages are not shown">
            This conversation is longer than the server reads.
          </Notice>
        </li>
      )}
      {stale && (
        <li className="quiet">
          <Stale />
        </li>
      )}
    </>
  );
}
