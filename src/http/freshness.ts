import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphContext } from '../context.ts';

/** The `Cache-Control` of an answer: good for as long as the first thing in it that goes stale. */
export const tellFreshness: ApolloServerPlugin<GraphContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, contextValue, errors }) {
        response.http.headers.set('cache-control', cacheControlOf(contextValue, errors !== undefined));
      },
    };
  },
};

function cacheControlOf({ reads }: GraphContext, hasErrors: boolean): string {
  // What was not read is made anew for each request.
  if (hasErrors || reads.length === 0) return 'no-store';
  const freshForMs = reads.reduce((least, read) => Math.min(least, read.freshForMs), Infinity);
  return `private, max-age=${Math.max(0, Math.floor(freshForMs / 1000))}`;
}

/** Lists the reads of a request in `extensions.upstream`, if it has the header `x-upstream-debug`. */
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
