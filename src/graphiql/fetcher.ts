import type { Fetcher, FetcherOpts, FetcherParams, Observable } from '@graphiql/toolkit';
import { getOperationAST, parse } from 'graphql';

type Result = Awaited<ReturnType<typeof post>>;

interface Observer {
  next(result: Result): void;
  error(error: unknown): void;
  complete(): void;
}

/**
 * GraphiQL's own fetcher cannot abort. An observable can: the stop button or a change of tabs then ends the request,
 * and with it the server's calls to the vendors.
 */
export function createFetcher(url: URL): Fetcher {
  return (params, options) => {
    const subscribe = (observer: Observer) => {
      const controller = new AbortController();
      void deliver(post(url, params, options, controller.signal), observer, controller.signal);
      return { unsubscribe: () => controller.abort() };
    };
    // GraphiQL never uses the forms of `subscribe` that take separate functions.
    return { subscribe } as Observable<Result>;
  };
}

async function deliver(answer: Promise<Result>, observer: Observer, signal: AbortSignal): Promise<void> {
  try {
    observer.next(await answer);
    observer.complete();
  } catch (error) {
    // Only the message: GraphiQL would print the stack of an Error as a part of the answer.
    if (!signal.aborted) observer.error({ message: error instanceof Error ? error.message : String(error) });
  }
}

async function post(url: URL, params: FetcherParams, options: FetcherOpts | undefined, signal: AbortSignal) {
  const response = await fetch(url, {
    method: 'POST',
    signal,
    headers: {
      // Not application/graphql-response+json: a mistyped query would get a 400, which the browser reports as a failure.
      accept: 'application/json',
      'content-type': 'application/json',
      ...options?.headers,
    },
    body: JSON.stringify(withoutStaleName(params)),
  });
  return readJson(await response.text(), response);
}

function readJson(body: string, { status, statusText }: Response): Record<string, unknown> {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch (cause) {
    throw new Error(`The server answered ${status} ${statusText} with something that is not JSON.`, {
      cause,
    });
  }
}

/** GraphiQL learns the name a moment after the last key stroke: whoever runs faster than that would send the old one. */
function withoutStaleName(params: FetcherParams): FetcherParams {
  const { operationName: _stale, ...nameless } = params;
  try {
    return getOperationAST(parse(params.query), params.operationName) ? params : nameless;
  } catch {
    return params;
  }
}
