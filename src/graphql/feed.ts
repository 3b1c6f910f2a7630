import type { GraphContext } from '../reads/context.ts';
import type { FeedArgs } from '../reads/feed/filter.ts';

/** Returns a page of all sessions as a Relay connection. */
export async function toFeedConnection(args: FeedArgs, { feed, onPersonalData }: GraphContext) {
  const page = await feed.page(args);
  if (!page) return null;
  const { rows, sources, hasNextPage, endCursor, cursorOf } = page;
  const [first] = rows;
  // That a session is on the page says whose it is.
  if (args.filter?.participant && onPersonalData) for (const row of rows) onPersonalData(row.session().id);
  // Getters, so that nothing is mapped or authenticated for fields that nobody selects.
  return {
    __typename: 'SessionConnection' as const,
    get edges() {
      return rows.map((row) => ({
        __typename: 'SessionEdge' as const,
        get cursor() {
          return cursorOf(row);
        },
        get node() {
          return row.session();
        },
      }));
    },
    get nodes() {
      return rows.map((row) => row.session());
    },
    pageInfo: {
      __typename: 'PageInfo' as const,
      get startCursor() {
        return first ? cursorOf(first) : null;
      },
      endCursor,
      hasNextPage,
      hasPreviousPage: false,
    },
    sources: [...sources],
  };
}
