import type { PageArgs } from '../paging/paginate.ts';
import { paginateMessages } from '../paging/message-page.ts';
import { Transcript } from '../paging/transcript.ts';
import type { Session } from '../providers/provider.ts';
import type { GraphContext } from '../reads/context.ts';
import type { Conversation } from '../reads/conversations.ts';
import { nextTurn } from '../model/turns.ts';
import { inTurns } from './turns.ts';

type Connection = ReturnType<typeof toMessageConnection>;

/** The fields of every session that a read of their own fills. */
export const sessionResolvers = {
  messages: async (session: Session, args: PageArgs, { loaders }: GraphContext) => {
    // Rejects invalid arguments before a whole conversation is read for them.
    paginateMessages(nothing, args, session.id);
    const { __typename: type, externalId } = session;
    const conversation = await loaders.conversation({ type, externalId });
    // Requests that share one call continue at the same time.
    await nextTurn();
    return conversation && toMessageConnection(conversation, args, session.id);
  },
};

/** Untyped, because its parents have functions for fields. */
export const messageResolvers: object = {
  SessionMessageConnection: {
    edges: ({ edges }: Connection, _: unknown, { fields }: GraphContext) => inTurns(edges(), fields),
    nodes: ({ nodes }: Connection, _: unknown, { fields }: GraphContext) => inTurns(nodes(), fields),
  },
};

/**
 * Returns one page of a conversation as a Relay connection.
 * @throws {SessionGraphError} BAD_USER_INPUT
 */
function toMessageConnection(conversation: Conversation, args: PageArgs, session: string) {
  const { transcript, fetchedAt, stale } = conversation;
  const page = paginateMessages(transcript, args, session);
  const { rows, startCursor, endCursor, hasNextPage, hasPreviousPage } = page;
  // graphql-js calls functions when their field is selected: nothing is mapped for fields that nobody reads.
  return {
    __typename: 'SessionMessageConnection',
    edges: () =>
      rows.map((row) => ({
        __typename: 'SessionMessageEdge',
        cursor: () => page.cursorOf(row),
        node: () => conversation.message(row),
      })),
    nodes: () => rows.map((row) => conversation.message(row)),
    pageInfo: { __typename: 'PageInfo', startCursor, endCursor, hasNextPage, hasPreviousPage },
    totalCount: transcript.rows.length,
    isComplete: transcript.isComplete,
    fetchedAt,
    stale,
  };
}

const nothing = new Transcript([]);
