import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WatchedFile } from '../files/watched-file.ts';
import { refuse, type Refusal } from '../http/errors.ts';
import type { Manifest } from './manifest.ts';
import { readDocument, writeQuery, type RequestedDocument } from './request.ts';

export interface TrustedDocumentsOptions {
  readonly manifest: WatchedFile<Manifest>;
  /** `report` serves every document and logs those that are not in the manifest; `enforce` refuses them. */
  readonly policy: 'report' | 'enforce';
}

const unknownId: Refusal = {
  status: 400,
  code: 'PERSISTED_QUERY_NOT_FOUND',
  message: 'The manifest of this server has no document with this id.',
};
const contradiction: Refusal = {
  status: 400,
  message: 'The request has a document id and the text of another document.',
};
const untrusted: Refusal = {
  status: 403,
  code: 'FORBIDDEN',
  message: 'This server accepts only the documents of its manifest.',
};

/**
 * Replaces document ids by documents before Apollo sees the request, because Apollo rejects a request without a query
 * before any of its hooks run.
 */
export function registerTrustedDocuments(scope: FastifyInstance, options: TrustedDocumentsOptions): void {
  scope.addHook('preHandler', async (request, reply) => {
    const requested = readDocument(request);
    const refusal = requested && resolve(request, requested, options);
    return refusal ? refuseDocument(request.log, reply, refusal) : undefined;
  });
}

function resolve(
  request: FastifyRequest,
  { id, query }: RequestedDocument,
  { manifest: { value: manifest }, policy }: TrustedDocumentsOptions,
): Refusal | undefined {
  if (id !== undefined) {
    const text = manifest.find(id);
    if (text === undefined && (policy === 'enforce' || query === undefined)) return unknownId;
    if (text !== undefined && query !== undefined && query !== text) return contradiction;
    writeQuery(request, text ?? query ?? '');
    if (text === undefined) report(request);
    return undefined;
  }
  if (query === undefined || manifest.hasText(query)) return undefined;
  if (policy === 'enforce') return untrusted;
  report(request);
  return undefined;
}

function report({ log }: FastifyRequest): void {
  log.warn({}, 'document is not in the manifest');
}

function refuseDocument(log: FastifyBaseLogger, reply: FastifyReply, refusal: Refusal): FastifyReply {
  log.debug({ reason: refusal.message }, 'document refused');
  return refuse(reply, refusal);
}
