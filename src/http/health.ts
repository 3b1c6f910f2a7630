import type { FastifyInstance } from 'fastify';

export type Readiness = 'starting' | 'ready' | 'draining';

/** `/healthz`: the process is up. `/readyz`: it wants traffic, which it does without Redis as well. */
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
}
