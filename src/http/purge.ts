import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SessionGraph } from '../graph.ts';
import type { SessionProvider } from '../graphql/generated.ts';

interface Params {
  readonly provider: string;
  readonly externalId?: string;
}

/**
 * For the operator: `DELETE /cache/zep` forgets all that was read of a vendor, `DELETE /cache/zep/<externalId>` one
 * session, on every replica.
 */
export function registerPurge(app: FastifyInstance, graph: SessionGraph, token: string): void {
  const refuse = {
    errors: [{ message: 'The operator token is missing or wrong.', extensions: { code: 'UNAUTHORIZED' } }],
  };
  const unknown = {
    errors: [{ message: 'There is no such vendor.', extensions: { code: 'BAD_USER_INPUT' } }],
  };
  for (const url of ['/cache/:provider', '/cache/:provider/:externalId']) {
    app.delete<{ Params: Params }>(url, async (request, reply) => {
      if (!hasToken(request, token)) return reply.code(401).send(refuse);
      const provider = request.params.provider.toUpperCase();
      if (!graph.queued().has(provider as SessionProvider)) return reply.code(404).send(unknown);
      await graph.purge(provider as SessionProvider, request.params.externalId);
      return reply.code(204).send();
    });
  }
}

/** Compares digests: their length tells nothing, and neither does the time it takes. */
function hasToken({ headers }: FastifyRequest<{ Params: Params }>, token: string): boolean {
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
