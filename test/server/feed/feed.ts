import { query, type GraphqlAnswer } from '../../helpers/graphql-server.ts';

export interface FeedSource {
  readonly provider: string;
  readonly state: string;
  readonly code: string | null;
  readonly retryAfterSeconds: number | null;
}

export interface FeedNode {
  readonly id: string;
  readonly provider: string;
  readonly externalId: string;
  readonly createdAt: string;
}

export interface FeedAnswer {
  readonly sessions: {
    readonly edges: readonly { readonly cursor: string }[];
    readonly nodes: readonly FeedNode[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly sources: readonly FeedSource[];
  } | null;
}

const document = `query ($first: Int, $after: String, $filter: SessionFeedFilter) {
  sessions(first: $first, after: $after, filter: $filter) {
    edges { cursor }
    nodes { id provider externalId createdAt }
    pageInfo { hasNextPage endCursor }
    sources { provider state code retryAfterSeconds }
  }
}`;

export function askFeed(
  url: string,
  variables: object = {},
  headers: Record<string, string> = {},
): Promise<GraphqlAnswer<FeedAnswer>> {
  return query<FeedAnswer>(url, document, variables, headers);
}

export type FeedPage = NonNullable<FeedAnswer['sessions']>;

/** A page that must be there. */
export async function feedPage(url: string, variables: object = {}): Promise<FeedPage> {
  const { data, errors } = await askFeed(url, variables);
  if (!data?.sessions) throw new Error(`no page: ${JSON.stringify(errors)}`);
  return data.sessions;
}

export function states({ sources }: FeedPage): string {
  return sources.map(({ state }) => state).join(' ');
}

/** Reads page after page to the end of the list. */
export async function walk(url: string, variables: object = {}): Promise<FeedPage[]> {
  const pages: FeedPage[] = [];
  let after: string | null = null;
  for (;;) {
    const page: FeedPage = await feedPage(url, { ...variables, after });
    pages.push(page);
    if (!page.pageInfo.hasNextPage) return pages;
    after = page.pageInfo.endCursor;
  }
}
