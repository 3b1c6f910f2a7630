import type { FastifyInstance, FastifyReply } from 'fastify';
import { bodyOf, type Refusal } from './errors.ts';

/** How many bytes of answers may be unsent, to all clients together, for an answer of a size to be added to them. */
const limits = [
  { upToBytes: 16 * 1024, maxUnsentBytes: Infinity },
  { upToBytes: 1024 * 1024, maxUnsentBytes: 128 * 1024 * 1024 },
  { upToBytes: Infinity, maxUnsentBytes: 64 * 1024 * 1024 },
] as const;

export const tooMuchUnsent: Refusal = {
  status: 503,
  code: 'SERVICE_UNAVAILABLE',
  message: 'The server has too many answers to send. Try again later, or ask for less.',
  retryable: true,
  retryAfterSeconds: 1,
};

/** Whether an answer of this size, in bytes, can be sent now. */
export type CanSend = (bytes: number) => boolean;

/**
 * Bounds the memory for answers that clients do not read: a client that reads nothing for a while is disconnected, and
 * answers are refused while too much is unsent, large ones first.
 * @param timeoutMs how long a client may read nothing, in milliseconds
 */
export function boundSending(app: FastifyInstance, timeoutMs: number): CanSend {
  let unsent = 0;
  const canSend: CanSend = (bytes) => unsent + bytes <= maxUnsentBytes(bytes);
  app.addHook('onSend', async (_, reply, payload) => {
    // Any progress counts. Node destroys the socket, and sets another timeout when the answer has been sent.
    reply.raw.socket?.setTimeout(timeoutMs);
    const bytes = typeof payload === 'string' ? Buffer.byteLength(payload) : 0;
    if (!canSend(bytes)) return refusalOf(reply);
    unsent += bytes;
    reply.raw.once('close', () => (unsent -= bytes));
    return payload;
  });
  return canSend;
}

function maxUnsentBytes(bytes: number): number {
  return limits.find(({ upToBytes }) => bytes <= upToBytes)?.maxUnsentBytes ?? 0;
}

function refusalOf(reply: FastifyReply): string {
  reply.code(tooMuchUnsent.status).headers({
    'retry-after': '1',
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
  });
  reply.removeHeader('content-length');
  return JSON.stringify(bodyOf(tooMuchUnsent));
}
