import type { FastifyError, FastifyInstance } from 'fastify';

/** Every answer that is not GraphQL's own still has the shape of one, so that a client has one way to read errors. */
export function registerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send(toBody(messageOf(error), 'BAD_REQUEST'));
    request.log.error({ err: error }, 'internal error');
    return reply.code(status).send(toBody('Internal server error', 'INTERNAL_SERVER_ERROR'));
  });
  app.setNotFoundHandler(async (_, reply) => reply.code(404).send(toBody('Nothing is here.', 'BAD_REQUEST')));
}

function toBody(message: string, code: string): object {
  return { errors: [{ message, extensions: { code, retryable: false } }] };
}

/** Fastify's own messages are for us: some quote the body. */
function messageOf({ statusCode }: FastifyError): string {
  if (statusCode === 413) return 'The body of the request is too large.';
  if (statusCode === 415) return 'The content type of the request must be application/json.';
  return 'The request is not well-formed.';
}
