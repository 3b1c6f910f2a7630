import type { FastifyInstance } from 'fastify';
import { refuse } from './errors.ts';

export type Readiness = 'starting' | 'ready' | 'draining';

const operatorPaths = new Set<string | undefined>(['/healthz', '/readyz', '/metrics']);

/**
 * `/healthz`: the process is up. `/readyz`: it wants traffic, which it does without Redis as well. What else comes while
 * it drains is refused.
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
  // Node closes idle connections when the server closes; one that is answered later would stay open and hold it up.
  app.addHook('onSend', async (_, reply) => {
    if (readiness() === 'draining') reply.header('connection', 'close');
  });
  app.addHook('onRequest', async ({ routeOptions }, reply) => {
    if (readiness() !== 'draining' || operatorPaths.has(routeOptions.url)) return undefined;
    const message = 'The server is stopping.';
    return refuse(reply, { status: 503, message, code: 'SERVICE_UNAVAILABLE', retryable: true });
  });
}
