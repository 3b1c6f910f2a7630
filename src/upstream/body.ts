import type { Readable } from 'node:stream';
import pLimit, { type LimitFunction } from 'p-limit';
import { Failure, notInTime } from './failure.ts';

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
  readonly decode: (text: string, bytes: number) => T | Promise<T>;
}

/**
 * Reads a whole body and decodes it.
 * @throws {Failure} when the body is larger than `maxBytes`, or `decode` rejects it
 */
export async function readBody<T>(body: Readable, options: BodyOptions<T>): Promise<T> {
  const { maxBytes, signal, longBodies } = options;
  const chunks: Buffer[] = [];

  async function readWithin(bytes: number): Promise<T> {
    if (await endsWithin(body, chunks, bytes)) return decodeChunks(chunks, options);
    throw new Failure('UPSTREAM_INVALID_RESPONSE', `sent more than ${maxBytes} bytes`, { tooLarge: true });
  }

  if (maxBytes <= longBodyBytes) return readWithin(maxBytes);
  if (await endsWithin(body, chunks, longBodyBytes)) return decodeChunks(chunks, options);
  const rest = longBodies(async () => {
    signal.throwIfAborted();
    return readWithin(maxBytes);
  });
  return Promise.race([rest, rejectOnAbort(signal)]);
}

/**
 * Reads until the end, or until there is more than `bytes`: then the body is paused. Iterating over a stream costs more than
 * listening to it.
 * @returns whether it has ended
 */
function endsWithin(body: Readable, chunks: Buffer[], bytes: number): Promise<boolean> {
  let size = chunks.reduce((total, { length }) => total + length, 0);
  if (size > bytes) return Promise.resolve(false);
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      body.off('data', onData).off('end', onEnd).off('error', onError).off('close', onClose);
    };
    const onData = (chunk: Buffer): void => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= bytes) return;
      stop();
      body.pause();
      resolve(false);
    };
    const onEnd = (): void => {
      stop();
      resolve(true);
    };
    const onError = (error: unknown): void => {
      stop();
      reject(error);
    };
    const onClose = (): void => onError(body.errored ?? new Error('closed before its end'));
    // It can have failed while nobody listened.
    if (body.errored || body.destroyed) return onClose();
    body.on('data', onData).on('end', onEnd).on('error', onError).on('close', onClose).resume();
  });
}

async function decodeChunks<T>(chunks: readonly Buffer[], { decode }: BodyOptions<T>): Promise<T> {
  try {
    const body = Buffer.concat(chunks);
    return await decode(body.toString('utf8').replace(/^\uFEFF/, ''), body.length);
  } catch (error) {
    if (error instanceof Failure) throw error;
    // Not chained: a parser's message quotes the body.
    throw new Failure('UPSTREAM_INVALID_RESPONSE', 'sent an answer that does not have the documented shape');
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = (): void => reject(notInTime());
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
