import type { FastifyInstance } from 'fastify';
import { refuse } from './errors.ts';

export type Readiness = 'starting' | 'ready' | 'draining';

const operatorPaths = new Set<string | undefined>(['/healthz', '/readyz', '/metrics']);

/**
 * Serves `/healthz` (the process is up) and `/readyz` (it accepts traffic, with or without Redis), and rejects everything
 * else while the server drains.
 */
export function registerHealth(
  app: FastifyInstance,
  readiness: () => Readiness,
  redisIsUp: () => boolean | undefined,
): void {
  app.get('/healthz', async () => ({ status: 'up' }));
  app.get('/readyz', async (_, reply) => {
    const status = readiness();
    const isUp = redisIsUp();
    const redis = isUp === undefined ? undefined : isUp ? 'up' : 'down';
    return reply.code(status === 'ready' ? 200 : 503).send({ status, redis });
  });
  // Node closes only idle connections when the server closes. One that is in use would stay open and delay the stop.
  app.addHook('onSend', async (_, reply) => {
    if (readiness() === 'draining') reply.header('connection', 'close');
  });
  app.addHook('onRequest', async ({ routeOptions }, reply) => {
    if (readiness() !== 'draining' || operatorPaths.has(routeOptions.url)) return undefined;
    const message = 'The server is stopping.';
    return refuse(reply, { status: 503, message, code: 'SERVICE_UNAVAILABLE', retryable: true });
  });
}
