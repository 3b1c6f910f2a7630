import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** An error outside GraphQL, in the shape of a GraphQL error, so that clients parse all errors in one way. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly code?: string;
  readonly retryable?: boolean;
  readonly retryAfterSeconds?: number;
}

export function refuse(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { status, message, code = 'BAD_REQUEST', retryable = false, retryAfterSeconds } = refusal;
  const extensions = { code, retryable, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
  return reply.code(status).send({ errors: [{ message, extensions }] });
}

export function registerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>(frameworkErrors);
  app.setNotFoundHandler((_, reply) => refuse(reply, { status: 404, message: 'Not found.' }));
}

/** Replaces Fastify's own messages, some of which quote the body or the URL. */
export function frameworkErrors(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 500;
  if (status < 500) return void refuse(reply, { status, message: messageOf(status) });
  request.log.error({ err: error }, 'internal error');
  refuse(reply, { status, message: 'Internal server error', code: 'INTERNAL_SERVER_ERROR' });
}

function messageOf(status: number): string {
  if (status === 413) return 'The request body is too large.';
  if (status === 415) return 'The content type must be application/json.';
  return 'The request is malformed.';
}
