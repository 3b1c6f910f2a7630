import { createSessionGraph } from '../../src/library/session-graph.ts';
import type { ProviderOptions } from '../../src/library/options.ts';
import type { SessionProvider } from '../../src/model/generated.ts';
import type { FeedArgs } from '../../src/reads/feed/filter.ts';
import type { GraphContext } from '../../src/reads/context.ts';
import { recordingLogger, type RecordingLogger } from './logger.ts';
import { startServer, type Answer } from './server.ts';

export interface FeedOver extends AsyncDisposable {
  /** The paths of the calls so far. */
  readonly paths: readonly string[];
  readonly log: RecordingLogger;
  context(): GraphContext;
  page(args?: FeedArgs): Promise<Page>;
  /** Reads page after page to the end. */
  walk(args?: FeedArgs): Promise<Page[]>;
}

export interface Page {
  readonly ids: readonly string[];
  readonly state: string;
  readonly code: string | null;
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
}

const maxPages = 200;

/** The list of all sessions of a graph with one vendor, which answers so. */
export async function feedOver(
  provider: SessionProvider,
  answer: Answer,
  { feedMaxCalls = 5, ...options }: Partial<ProviderOptions> & { readonly feedMaxCalls?: number } = {},
): Promise<FeedOver> {
  const server = await startServer(answer);
  const log = recordingLogger();
  const graph = createSessionGraph({
    cache: false,
    feedMaxCalls,
    logger: log,
    providers: { [provider]: { credential: 'test-credential', ...options, baseUrl: server.url } },
  });

  async function page(args: FeedArgs = {}): Promise<Page> {
    const filter = { ...args.filter, providers: [provider] };
    const found = await graph.createContext().feed.page({ ...args, filter });
    const [source] = found?.sources ?? [];
    return {
      ids: found?.rows.map(({ key }) => key.externalId) ?? [],
      state: String(source?.state),
      code: source?.code ?? null,
      endCursor: found?.endCursor ?? null,
      hasNextPage: found?.hasNextPage ?? false,
    };
  }

  return {
    paths: server.paths,
    log,
    context: () => graph.createContext(),
    page,
    async walk(args = {}) {
      const pages: Page[] = [];
      let after: string | null = null;
      while (pages.length < maxPages) {
        const next: Page = await page({ ...args, after });
        pages.push(next);
        if (!next.hasNextPage) return pages;
        after = next.endCursor;
      }
      throw new Error('the list has no end');
    },
    async [Symbol.asyncDispose]() {
      await graph.stop();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** The query of a call. */
export function queryOf(url: string | undefined): URLSearchParams {
  return new URL(url ?? '', 'http://vendor').searchParams;
}
