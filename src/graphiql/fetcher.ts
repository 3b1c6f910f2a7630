import type { Fetcher, FetcherOpts, FetcherParams, Observable } from '@graphiql/toolkit';
import { getOperationAST, parse } from 'graphql';
import { isIntrospection, removeFederation } from './introspection.ts';

type Result = Awaited<ReturnType<typeof post>>;

interface Observer {
  next(result: Result): void;
  error(error: unknown): void;
  complete(): void;
}

/**
 * GraphiQL's own fetcher cannot abort. This one returns an observable, so the stop button and a change of tabs abort the
 * request, and with it the server's calls to vendors.
 */
export function createFetcher(url: URL): Fetcher {
  return (params, options) => {
    const subscribe = (observer: Observer) => {
      const controller = new AbortController();
      void deliver(post(url, params, options, controller.signal), observer, controller.signal);
      return { unsubscribe: () => controller.abort() };
    };
    // GraphiQL never calls `subscribe` with separate functions.
    return { subscribe } as Observable<Result>;
  };
}

async function deliver(answer: Promise<Result>, observer: Observer, signal: AbortSignal): Promise<void> {
  try {
    observer.next(await answer);
    observer.complete();
  } catch (error) {
    // Only the message: GraphiQL would show the stack of an Error in the response.
    if (!signal.aborted) observer.error({ message: error instanceof Error ? error.message : String(error) });
  }
}

async function post(url: URL, params: FetcherParams, options: FetcherOpts | undefined, signal: AbortSignal) {
  const response = await fetch(url, {
    method: 'POST',
    signal,
    headers: {
      // With application/graphql-response+json a mistyped query gets a 400, which the browser's console reports as an error.
      accept: 'application/json',
      'content-type': 'application/json',
      ...options?.headers,
    },
    body: JSON.stringify(withoutStaleName(params)),
  });
  const result = readJson(await response.text(), response);
  if (isIntrospection(params)) removeFederation(result);
  return result;
}

function readJson(body: string, { status, statusText }: Response): Record<string, unknown> {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch (cause) {
    throw new Error(`The server answered ${status} ${statusText} with a body that is not JSON.`, {
      cause,
    });
  }
}

/** GraphiQL updates the operation's name with a delay, so a query that runs right after an edit would send the old name. */
function withoutStaleName(params: FetcherParams): FetcherParams {
  const { operationName: _stale, ...nameless } = params;
  try {
    return getOperationAST(parse(params.query), params.operationName) ? params : nameless;
  } catch {
    return params;
  }
}
