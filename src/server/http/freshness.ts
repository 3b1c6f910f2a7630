import type { ApolloServerPlugin } from '@apollo/server';
import { BREAK, visit, type DocumentNode } from 'graphql';
import type { GraphContext } from '../../reads/context.ts';

/** The `Cache-Control` of an answer: good for as long as the first thing in it that goes stale. */
export const tellFreshness: ApolloServerPlugin<GraphContext> = {
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
  // What was not read is made anew for each request.
  if (reads.length === 0) return 'no-store';
  const least = document && asksForStatus(document) ? 0 : Infinity;
  // As of now: what was read first has aged while the rest was read.
  const freshUntil = reads.reduce((so, read) => Math.min(so, read.freshUntil), least);
  const freshForMs = freshUntil - Date.now();
  return `private, max-age=${Math.max(0, Math.floor(freshForMs / 1000))}`;
}

/** The vendors' status can change at any time. */
function asksForStatus(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field({ name }) {
      found = name.value === 'sessionProviders';
      return found ? BREAK : undefined;
    },
  });
  return found;
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
