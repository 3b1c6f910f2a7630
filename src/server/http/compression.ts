import { brotliCompress, constants, gzip, type CompressCallback } from 'node:zlib';
import { Negotiator } from '@fastify/accept-negotiator';
import type { FastifyInstance } from 'fastify';

/** In characters. Smaller answers reach a client in one round trip anyway, and compressing them would only cost time. */
const minLength = 8 * 1024;

/** Node.js has four threads for this, for looking up the vendors' host names, and for files. */
const maxAtOnce = 2;

// The fastest levels. Higher ones make answers less than a tenth smaller.
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const compressors = {
  br: (text: string, done: CompressCallback) => brotliCompress(text, brotliOptions, done),
  gzip: (text: string, done: CompressCallback) => gzip(text, { level: 1 }, done),
};
type Encoding = keyof typeof compressors;

const encodings = new Negotiator<Encoding>({ supportedValues: ['br', 'gzip'] });

/**
 * Compresses the large answers in this scope, each as a whole. While two are being compressed, others are sent uncompressed,
 * so no answer waits and callers cannot make the server compress more than that.
 */
export function registerCompression(scope: FastifyInstance): void {
  let running = 0;
  scope.addHook<unknown>('onSend', ({ headers }, reply, payload, done) => {
    if (typeof payload !== 'string' || payload.length < minLength) return done(null, payload);
    const encoding = encodings.negotiate(headers['accept-encoding'] ?? '');
    if (!encoding || running >= maxAtOnce) return done(null, payload);
    running += 1;
    compressors[encoding](payload, (error, compressed) => {
      running -= 1;
      if (error) return done(error);
      reply.header('content-encoding', encoding);
      done(null, compressed);
    });
  });
}
