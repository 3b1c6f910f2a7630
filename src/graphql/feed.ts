import type { Session } from '../providers/provider.ts';
import type { GraphContext } from '../reads/context.ts';
import type { FeedArgs } from '../reads/feed/filter.ts';

/** Returns a page of all sessions as a Relay connection. */
export async function toFeedConnection(args: FeedArgs, { feed, onPersonalData }: GraphContext) {
  const page = await feed.page(args);
  if (!page) return null;
  const { rows, sources, hasNextPage, endCursor, cursorOf } = page;
  const [first] = rows;
  const nodes = rows.map((row) => row.session());
  // That a session is on the page says whose it is.
  if (args.filter?.participant && onPersonalData) for (const { id } of nodes) onPersonalData(id);
  return {
    __typename: 'SessionConnection' as const,
    edges: rows.map((row, index) => ({
      __typename: 'SessionEdge' as const,
      cursor: cursorOf(row),
      node: nodes[index] as Session,
    })),
    nodes,
    pageInfo: {
      __typename: 'PageInfo' as const,
      startCursor: first ? cursorOf(first) : null,
      endCursor,
      hasNextPage,
      hasPreviousPage: false,
    },
    sources: [...sources],
  };
}
