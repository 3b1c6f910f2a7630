import type { FastifyInstance, FastifyReply } from 'fastify';

/** How many bytes of answers may be unsent, to all clients together, for an answer of a size to be added to them. */
const limits = [
  { upToBytes: 16 * 1024, maxUnsentBytes: Infinity },
  { upToBytes: 1024 * 1024, maxUnsentBytes: 128 * 1024 * 1024 },
  { upToBytes: Infinity, maxUnsentBytes: 64 * 1024 * 1024 },
] as const;

/**
 * Bounds the memory for answers that clients do not read: a client that reads nothing for a while is disconnected, and
 * answers are refused while too much is unsent, large ones first.
 * @param timeoutMs how long a client may read nothing, in milliseconds
 */
export function boundSending(app: FastifyInstance, timeoutMs: number): void {
  let unsent = 0;
  app.addHook('onSend', async (_, reply, payload) => {
    // Any progress counts. Node destroys the socket, and sets another timeout when the answer has been sent.
    reply.raw.socket?.setTimeout(timeoutMs);
    const bytes = typeof payload === 'string' ? Buffer.byteLength(payload) : 0;
    if (unsent + bytes > maxUnsentBytes(bytes)) return refusalOf(reply);
    unsent += bytes;
    reply.raw.once('close', () => (unsent -= bytes));
    return payload;
  });
}

function maxUnsentBytes(bytes: number): number {
  return limits.find(({ upToBytes }) => bytes <= upToBytes)?.maxUnsentBytes ?? 0;
}

function refusalOf(reply: FastifyReply): string {
  reply.code(503).headers({
    'retry-after': '1',
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
  });
  reply.removeHeader('content-length');
  const message = 'The server has too many answers to send. Try again later, or ask for less.';
  const extensions = { code: 'SERVICE_UNAVAILABLE', retryable: true, retryAfterSeconds: 1 };
  return JSON.stringify({ errors: [{ message, extensions }] });
}
