import { parseJson } from '../model/json.ts';
import { Failure } from './failure.ts';
import type { Operation, OperationLimits, UpstreamRequest } from './operation.ts';

export interface Answer<Value> {
  readonly value: Value;
  /** The size of all bodies together. */
  readonly bytes: number;
  /** The bodies, of an operation whose answers are shared. Empty if the vendor does not have what was asked for. */
  readonly bodies: readonly string[];
}

/** Sends one request, with its retries. */
export type Send = <T>(
  request: UpstreamRequest,
  maxBytes: number,
  decode: (text: string, bytes: number) => T,
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
  const bodies: string[] = [];
  let bytes = 0;
  const readPage = (request: UpstreamRequest): Promise<Value> =>
    send(request, limits[operation.maxBytes] - bytes, (text, size) => {
      bytes += size;
      const page = operation.decode(parseJson(text), key);
      if (operation.cachedIn === 'redis') bodies.push(text);
      return page;
    });
  const first = await readPage(operation.request(key));
  if (!chain) return { value: first, bytes, bodies };
  const pages = [first];
  let next = understand(() => chain.next(first, key));
  while (next && pages.length < chain.maxRequests) {
    const page = await readPage(next).catch(rejectMissingPage);
    pages.push(page);
    next = understand(() => chain.next(page, key));
  }
  const isComplete = next === undefined;
  return { value: understand(() => chain.join(pages, isComplete)), bytes, bodies };
}

/**
 * Decodes the bodies of an earlier run, which anybody can have written.
 * @throws {Error} if no run of this operation can have had these answers
 */
export function decodeBodies<Value>(
  { decode, chain }: Operation<Value>,
  key: string,
  bodies: readonly string[],
): Value {
  const pages = bodies.map((text) => decode(parseJson(text), key));
  const [first] = pages;
  if (first === undefined || pages.length > (chain?.maxRequests ?? 1)) throw new Error('not one run');
  if (!chain) return first;
  const isLast = pages.map((page) => chain.next(page, key) === undefined);
  const isComplete = isLast.at(-1) === true;
  if (isLast.slice(0, -1).includes(true)) throw new Error('pages after the last one');
  if (!isComplete && pages.length < chain.maxRequests) throw new Error('pages are missing');
  return chain.join(pages, isComplete);
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
