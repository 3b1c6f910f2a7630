import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { selectsAny } from '../../graphql/selects.ts';
import type { GraphContext } from '../../reads/context.ts';

/** Sets `Cache-Control`: an answer is fresh until the first value in it becomes stale. */
export const setCacheControl: ApolloServerPlugin<GraphContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, contextValue, errors, document }) {
        const value = errors ? 'no-store' : cacheControlOf(contextValue, document);
        response.http.headers.set('cache-control', value);
      },
    };
  },
};

function cacheControlOf({ reads }: GraphContext, document: DocumentNode | undefined): string {
  // Answers without reads are computed for each request.
  if (reads.length === 0) return 'no-store';
  const least = document && selectsStatus(document) ? 0 : Infinity;
  // Relative to now: the first values have aged while the others were read.
  const freshUntil = reads.reduce((min, read) => Math.min(min, read.freshUntil), least);
  const freshForMs = freshUntil - performance.now();
  return `private, max-age=${Math.max(0, Math.floor(freshForMs / 1000))}`;
}

/** The vendors' status can change at any time. */
const selectsStatus = selectsAny('sessionProviders');

/** Lists the reads of a request with the header `x-upstream-debug` in `extensions.upstream`. */
export const listReads: ApolloServerPlugin<GraphContext> = {
  async requestDidStart({ request }) {
    if (!request.http?.headers.has('x-upstream-debug')) return;
    return {
      async willSendResponse({ response, contextValue }) {
        if (response.body.kind !== 'single') return;
        const { singleResult } = response.body;
        const upstream = contextValue.reads.map(({ provider, operation, outcome, attempts, durationMs }) => ({
          provider,
          operation,
          cache: outcome,
          attempts,
          durationMs,
        }));
        singleResult.extensions = { ...singleResult.extensions, upstream };
      },
    };
  },
};
