import type { SessionOrder } from '../model/generated.ts';
import { filterRows, type Flags, type RowFilter } from '../paging/filter.ts';
import { newestFirst, sortRows } from '../paging/order.ts';
import { paginate, type PageArgs } from '../paging/paginate.ts';
import type { Session, SessionType } from '../providers/provider.ts';
import type { FetchedList } from '../reads/loaders.ts';

export interface SessionsArgs extends PageArgs {
  readonly orderBy?: SessionOrder | null | undefined;
  readonly filter?: RowFilter | null | undefined;
}

/** The list that a connection pages through. */
export interface ListOf {
  /** The global id of the list's owner. */
  readonly owner: string;
  readonly sessionType: SessionType;
  readonly flags: Flags;
}

/**
 * Returns one page of a list as a Relay connection.
 * @throws {SessionGraphError} BAD_USER_INPUT
 */
export function toConnection(
  list: FetchedList<Session>,
  { orderBy, filter, ...pageArgs }: SessionsArgs,
  { owner, sessionType, flags }: ListOf,
) {
  const order = orderBy ?? newestFirst;
  const rows = filterRows(sortRows(list.rows, order), filter, flags);
  const page = paginate(rows, pageArgs, { listOf: owner, order });
  const { startCursor, endCursor, hasNextPage, hasPreviousPage } = page;
  // graphql-js calls functions when their field is selected: nothing is mapped for fields that nobody reads.
  return {
    __typename: `${sessionType}Connection`,
    edges: () =>
      page.rows.map((row) => ({
        __typename: `${sessionType}Edge`,
        cursor: () => page.cursorOf(row),
        node: () => list.session(row.externalId),
      })),
    nodes: () => page.rows.map((row) => list.session(row.externalId)),
    pageInfo: { __typename: 'PageInfo', startCursor, endCursor, hasNextPage, hasPreviousPage },
    totalCount: rows.length,
    fetchedAt: list.fetchedAt,
    stale: list.stale,
  };
}
