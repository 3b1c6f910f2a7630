import pLimit, { type LimitFunction } from 'p-limit';
import { Failure } from './failure.ts';

/** A larger body is long. */
const longBodyBytes = 1024 * 1024;

/**
 * Bounds how many long bodies a link holds and parses at once; the others wait on the wire. Each link has its own limit,
 * so one vendor cannot block another.
 */
export function limitLongBodies(): LimitFunction {
  return pLimit(2);
}

export interface BodyOptions<T> {
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  readonly longBodies: LimitFunction;
  readonly decode: (text: string, bytes: number) => T;
}

/**
 * Reads a whole body and decodes it.
 * @throws {Failure} when the body is larger than `maxBytes`, or `decode` rejects it
 */
export async function readBody<T>(body: AsyncIterable<Buffer>, options: BodyOptions<T>): Promise<T> {
  const { maxBytes, signal, longBodies } = options;
  const iterator = body[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  let size = 0;

  async function endsWithin(bytes: number): Promise<boolean> {
    while (size <= bytes) {
      const next = await iterator.next();
      if (next.done) return true;
      chunks.push(next.value);
      size += next.value.length;
    }
    return false;
  }

  async function readWithin(bytes: number): Promise<T> {
    if (await endsWithin(bytes)) return decodeChunks(chunks, options);
    throw new Failure('UPSTREAM_INVALID_RESPONSE', `sent more than ${maxBytes} bytes`);
  }

  if (maxBytes <= longBodyBytes) return readWithin(maxBytes);
  if (await endsWithin(longBodyBytes)) return decodeChunks(chunks, options);
  const rest = longBodies(async () => {
    signal.throwIfAborted();
    return readWithin(maxBytes);
  });
  return Promise.race([rest, rejectOnAbort(signal)]);
}

function decodeChunks<T>(chunks: readonly Buffer[], { decode }: BodyOptions<T>): T {
  try {
    const body = Buffer.concat(chunks);
    return decode(body.toString('utf8').replace(/^\uFEFF/, ''), body.length);
  } catch (error) {
    if (error instanceof Failure) throw error;
    // Not chained: a parser's message quotes the body.
    throw new Failure('UPSTREAM_INVALID_RESPONSE', 'sent an answer that does not have the documented shape');
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = (): void => reject(new Failure('UPSTREAM_TIMEOUT', 'did not answer in time'));
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
