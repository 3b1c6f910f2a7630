import { Failure } from './failure.ts';
import type { Operation, OperationLimits, UpstreamRequest } from './operation.ts';

export interface Answer<Value> {
  readonly value: Value;
  /** The size of all bodies together. */
  readonly bytes: number;
}

/** Sends one request, with its retries. */
export type Send = <T>(
  request: UpstreamRequest,
  maxBytes: number,
  decode: (json: unknown, bytes: number) => T,
) => Promise<T>;

/**
 * Sends an operation's request, and those of its chain, one after the other.
 * @throws {Failure} NOT_FOUND only for the first request: a later 404 is an invalid response
 */
export async function runChain<Value>(
  operation: Operation<Value>,
  key: string,
  limits: OperationLimits,
  send: Send,
): Promise<Answer<Value>> {
  const { chain } = operation;
  let bytes = 0;
  const readPage = (request: UpstreamRequest): Promise<Value> =>
    send(request, limits[operation.maxBytes] - bytes, (json, size) => {
      bytes += size;
      return operation.decode(json, key);
    });
  const first = await readPage(operation.request(key));
  if (!chain) return { value: first, bytes };
  const pages = [first];
  let next = understand(() => chain.next(first, key));
  while (next && pages.length < chain.maxRequests) {
    const page = await readPage(next).catch(rejectMissingPage);
    pages.push(page);
    next = understand(() => chain.next(page, key));
  }
  const isComplete = next === undefined;
  return { value: understand(() => chain.join(pages, isComplete)), bytes };
}

/** What a provider's code cannot process is an invalid response, as in its decoder. */
function understand<T>(process: () => T): T {
  try {
    return process();
  } catch {
    throw new Failure('UPSTREAM_INVALID_RESPONSE', 'sent an answer that does not have the documented shape');
  }
}

function rejectMissingPage(error: unknown): never {
  if (!(error instanceof Failure) || error.code !== 'NOT_FOUND') throw error;
  throw new Failure('UPSTREAM_INVALID_RESPONSE', 'does not have a page that its own answer refers to', {
    status: 404,
  });
}
