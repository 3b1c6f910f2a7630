import type { FastifyInstance } from 'fastify';
import { SessionGraphError } from '../../model/errors.ts';
import type { SessionGraph } from '../../library/session-graph.ts';
import type { SessionProvider } from '../../model/generated.ts';
import { hasBearer } from './bearer.ts';
import { refuse } from './errors.ts';

interface Params {
  readonly provider: string;
  readonly externalId?: string;
}

const wrongToken = {
  status: 401,
  message: 'The operator token is missing or invalid.',
  code: 'UNAUTHORIZED',
};
const unknownProvider = { status: 404, message: 'The provider does not exist or is not enabled.' };

/**
 * For operators: `DELETE /cache/zep` drops everything cached from a provider, `DELETE /cache/zep/<externalId>` one session,
 * on every replica.
 */
export function registerPurge(app: FastifyInstance, graph: SessionGraph, token: string): void {
  for (const url of ['/cache/:provider', '/cache/:provider/:externalId']) {
    app.delete<{ Params: Params }>(url, async (request, reply) => {
      if (!hasBearer(request.headers, token)) return refuse(reply, wrongToken);
      const provider = request.params.provider.toUpperCase() as SessionProvider;
      if (!graph.enabled.includes(provider)) return refuse(reply, unknownProvider);
      try {
        await graph.purge(provider, request.params.externalId);
      } catch (error) {
        if (!(error instanceof SessionGraphError)) throw error;
        return refuse(reply, { status: 400, message: error.message, code: error.code });
      }
      return reply.code(204).send();
    });
  }
}
