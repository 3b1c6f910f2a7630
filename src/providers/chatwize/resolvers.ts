import { filterRows } from '../../paging/filter.ts';
import { newestFirst, sortRows } from '../../paging/order.ts';
import { paginate, type PageArgs } from '../../paging/paginate.ts';
import type {
  ChatwizeSession,
  ChatwizeSessionConnection,
  ChatwizeSessionFilter,
  Resolvers,
  SessionOrder,
} from '../../model/generated.ts';
import type { FetchedList } from '../../reads/loaders.ts';
import type { ChatbotModel } from './chatbot.ts';

interface SessionsArgs extends PageArgs {
  readonly orderBy?: SessionOrder | null | undefined;
  readonly filter?: ChatwizeSessionFilter | null | undefined;
}

export const chatwizeResolvers: Resolvers = {
  Query: {
    chatwizeSession: (_, { externalId }, { loaders }) => loaders.session('ChatwizeSession', externalId),
    chatwizeChatbot: (_, { externalId }, { loaders }) => loaders.node('ChatwizeChatbot', externalId),
    chatwizeChatbots: (_, { externalIds }, { loaders }) =>
      loaders.many({ ids: externalIds, argument: 'externalIds', most: 20 }, (externalId) =>
        loaders.node('ChatwizeChatbot', externalId),
      ),
  },
  ChatwizeChatbot: {
    sessions: async (chatbot, args, { loaders }) => {
      // Refuses arguments that cannot be before a whole list is read for them.
      toConnection(chatbot, emptyList, args);
      const list = await loaders.sessionList('ChatwizeSession', chatbot.externalId);
      return toConnection(chatbot, list, args);
    },
  },
};

const emptyList: FetchedList<ChatwizeSession> = {
  rows: [],
  session: () => undefined,
  fetchedAt: '',
  stale: false,
};

function toConnection(
  chatbot: ChatbotModel,
  list: FetchedList<ChatwizeSession>,
  { orderBy, filter, ...pageArgs }: SessionsArgs,
): ChatwizeSessionConnection {
  const order = orderBy ?? newestFirst;
  const rows = filterRows(sortRows(list.rows, order), filter);
  const page = paginate(rows, pageArgs, { listOf: chatbot.id, order });
  const { startCursor, endCursor, hasNextPage, hasPreviousPage } = page;
  const edges = page.rows.map((row) => ({
    __typename: 'ChatwizeSessionEdge' as const,
    cursor: page.cursorOf(row),
    node: list.session(row.externalId) as ChatwizeSession,
  }));
  return {
    __typename: 'ChatwizeSessionConnection',
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: { __typename: 'PageInfo', startCursor, endCursor, hasNextPage, hasPreviousPage },
    totalCount: rows.length,
    fetchedAt: list.fetchedAt,
    stale: list.stale,
  };
}
