import type { FastifyInstance, FastifyReply } from 'fastify';

/** A longer answer is large. Smaller ones are never refused. */
const largeBytes = 1024 * 1024;

/** The large answers that are being sent at the same time, to all clients together. */
const maxSendingBytes = 64 * 1024 * 1024;

/**
 * Bounds the memory for answers that clients do not read: a client that reads nothing for a while is disconnected, and
 * large answers are refused while too many of them are being sent.
 * @param timeoutMs how long a client may read nothing, in milliseconds
 */
export function boundSending(app: FastifyInstance, timeoutMs: number): void {
  let sending = 0;
  app.addHook('onSend', async (_, reply, payload) => {
    // Any progress counts. Node destroys the socket, and sets another timeout when the answer has been sent.
    reply.raw.socket?.setTimeout(timeoutMs);
    const bytes = typeof payload === 'string' ? Buffer.byteLength(payload) : 0;
    if (bytes <= largeBytes) return payload;
    if (sending + bytes > maxSendingBytes) return refusalOf(reply);
    sending += bytes;
    reply.raw.once('close', () => (sending -= bytes));
    return payload;
  });
}

function refusalOf(reply: FastifyReply): string {
  reply.code(503).headers({
    'retry-after': '1',
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
  });
  reply.removeHeader('content-length');
  const message = 'The server is sending too many large answers. Try again later, or ask for less.';
  const extensions = { code: 'SERVICE_UNAVAILABLE', retryable: true, retryAfterSeconds: 1 };
  return JSON.stringify({ errors: [{ message, extensions }] });
}
