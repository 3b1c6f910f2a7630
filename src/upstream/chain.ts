import { parseJson } from '../model/json.ts';
import { parseLongJson } from '../model/long-json.ts';
import { Failure } from './failure.ts';
import type { Cut, Operation, OperationLimits, UpstreamRequest } from './operation.ts';

/** Parsing a longer text would delay other requests. */
const longBytes = 512 * 1024;

export interface Answer<Value> {
  readonly value: Value;
  /** The size of all bodies together. */
  readonly bytes: number;
  /** The bodies, of an operation whose answers are shared. Empty if the vendor does not have what was asked for. */
  readonly bodies: readonly string[];
  /** Why its chain ended before the last page. */
  readonly cut?: Cut;
}

/** Sends one request, with its retries. */
export type Send = <T>(
  request: UpstreamRequest,
  maxBytes: number,
  decode: (text: string, bytes: number) => T | Promise<T>,
) => Promise<T>;

/** One run of an operation. */
export interface Run {
  readonly limits: OperationLimits;
  readonly send: Send;
  /** When requests after the first one must be answered, on the clock of `performance.now()`. It changes when requests join or leave. */
  endsAt(): number;
  /** Fails the request under way with UPSTREAM_TIMEOUT. */
  giveUp(): void;
}

/**
 * Sends an operation's request, and those of its chain, one after the other. A chain that cannot be read to its end has the
 * value of the pages that were read.
 * @throws {Failure} NOT_FOUND only for the first request: a later 404 is an invalid response
 */
export async function runChain<Value>(
  operation: Operation<Value>,
  key: string,
  run: Run,
): Promise<Answer<Value>> {
  const { chain } = operation;
  const { limits } = run;
  const bodies: string[] = [];
  let bytes = 0;
  const readPage = (request: UpstreamRequest): Promise<Value> =>
    run.send(request, limits[operation.maxBytes] - bytes, (text, size) => {
      bytes += size;
      const decode = (json: unknown): Value => {
        const page = operation.decode(json, key);
        if (operation.cachedIn === 'redis') bodies.push(text);
        return page;
      };
      return size > longBytes ? parseLongJson(text).then(decode) : decode(parseJson(text));
    });
  const pages = [await readPage(operation.request(key))];
  const [first] = pages as [Value];
  if (!chain) return { value: first, bytes, bodies };
  const next = (): ReturnType<typeof chain.next> =>
    understand(() => chain.next(pages.at(-1) as Value, key, { pages, limits }));
  const stopWatching = giveUpInTime(run);
  try {
    const cut = await readRest(pages, { next, readPage, maxPages: chain.maxRequests(limits) });
    const value = understand(() => chain.join(pages, cut === undefined, limits));
    return { value, bytes, bodies, ...(cut && { cut }) };
  } finally {
    stopWatching();
  }
}

/** The longest delay of a timer. */
const maxDelayMs = 2 ** 31 - 1;

/** @returns a function that ends the watch */
function giveUpInTime(run: Run): () => void {
  let timer: NodeJS.Timeout | undefined;
  const isOver = (): boolean => run.endsAt() <= performance.now();
  const watch = (): void => {
    const leftMs = Math.ceil(run.endsAt() - performance.now());
    timer = setTimeout(() => (isOver() ? run.giveUp() : watch()), Math.min(leftMs, maxDelayMs));
  };
  watch();
  return () => clearTimeout(timer);
}

interface Rest<Value> {
  next(): UpstreamRequest | 'bound' | 'inconsistent' | undefined;
  readPage(request: UpstreamRequest): Promise<Value>;
  readonly maxPages: number;
}

/** Adds the pages after the first one. @returns why it ended before the last one */
async function readRest<Value>(
  pages: Value[],
  { next, readPage, maxPages }: Rest<Value>,
): Promise<Cut | undefined> {
  for (;;) {
    const request = next();
    if (typeof request !== 'object') return request;
    if (pages.length >= maxPages) return 'bound';
    try {
      pages.push(await readPage(request));
    } catch (error) {
      return cutBy(error);
    }
  }
}

/** @throws {Failure} what ends more than the chain */
function cutBy(error: unknown): Cut {
  if (!(error instanceof Failure)) throw error;
  const { code, details } = error;
  if (details.tooLarge) return 'bound';
  if (code === 'UPSTREAM_RATE_LIMITED') return 'quota';
  if (code === 'UPSTREAM_TIMEOUT' && !details.abandoned) return 'deadline';
  return rejectMissingPage(error);
}

/**
 * Decodes the bodies of an earlier run, which anybody can have written.
 * @throws {Error} if no run of this operation to its end, or to its bound, can have had these answers
 */
export function decodeBodies<Value>(
  { decode, chain }: Operation<Value>,
  key: string,
  { bodies, limits }: { readonly bodies: readonly string[]; readonly limits: OperationLimits },
): Value {
  const pages = bodies.map((text) => decode(parseJson(text), key));
  const [first] = pages;
  const maxPages = chain?.maxRequests(limits) ?? 1;
  if (first === undefined || pages.length > maxPages) throw new Error('not one run');
  if (!chain) return first;
  const ends = pages.map((page, index) =>
    chain.next(page, key, { pages: pages.slice(0, index + 1), limits }),
  );
  const end = ends.pop();
  if (ends.some((next) => typeof next !== 'object')) throw new Error('pages after the last one');
  if (typeof end === 'object' && pages.length < maxPages) throw new Error('pages are missing');
  return chain.join(pages, end === undefined, limits);
}

/** What a provider's code cannot process is an invalid response, as in its decoder. */
function understand<T>(process: () => T): T {
  try {
    return process();
  } catch {
    throw new Failure('UPSTREAM_INVALID_RESPONSE', 'sent an answer that does not have the documented shape');
  }
}

function rejectMissingPage(error: Failure): never {
  if (error.code !== 'NOT_FOUND') throw error;
  throw new Failure('UPSTREAM_INVALID_RESPONSE', 'does not have a page that its own answer refers to', {
    status: 404,
  });
}
