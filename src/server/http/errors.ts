import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionError, FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { securityHeaders } from './security-headers.ts';

/** An error outside GraphQL, in the shape of a GraphQL error, so that clients parse all errors in one way. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly code?: string;
  readonly retryable?: boolean;
  readonly retryAfterSeconds?: number;
}

export function refuse(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply.code(refusal.status).send(bodyOf(refusal));
}

export function bodyOf({ message, code = 'BAD_REQUEST', retryable = false, retryAfterSeconds }: Refusal) {
  const extensions = { code, retryable, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
  return { errors: [{ message, extensions }] };
}

export function registerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>(frameworkErrors);
  app.setNotFoundHandler((_, reply) => refuse(reply, { status: 404, message: 'Not found.' }));
}

/** Replaces Fastify's own messages, some of which quote the body or the URL. */
export function frameworkErrors(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  // Hooks do not run for a URL that cannot be decoded.
  reply.headers(securityHeaders);
  const status = error.statusCode ?? 500;
  if (status < 500) return void refuse(reply, { status, message: messageOf(status) });
  request.log.error({ err: error }, 'internal error');
  refuse(reply, { status, message: 'Internal server error', code: 'INTERNAL_SERVER_ERROR' });
}

/** Answers what is no HTTP request, or has too large headers. */
export function clientErrorHandler(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status = statusOf(error.code);
  const body = JSON.stringify(bodyOf({ status, message: messageOf(status) }));
  const headers = {
    ...securityHeaders,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
}

function statusOf(code: string): number {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
}

function messageOf(status: number): string {
  if (status === 413) return 'The request body is too large.';
  if (status === 415) return 'The content type must be application/json.';
  if (status === 431) return 'The headers are too large.';
  if (status === 408) return 'The request was not sent in time.';
  return 'The request is malformed.';
}
