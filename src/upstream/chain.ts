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

/** Sends an operation's request, and those of its chain, one after the other. */
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
  let next = chain.next(first, key);
  while (next && pages.length < chain.maxRequests) {
    const page = await readPage(next);
    pages.push(page);
    next = chain.next(page, key);
  }
  return { value: chain.join(pages, next === undefined), bytes };
}
