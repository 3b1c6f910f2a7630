import type { FastifyRequest } from 'fastify';

/** The document of a GraphQL request: its text, or the id under which the client registered it. */
export interface RequestedDocument {
  readonly id?: string;
  readonly query?: string;
}

type Parameters = Readonly<Record<string, unknown>>;

/**
 * Reads the id from `documentId` (GraphQL over HTTP) or `extensions.persistedQuery.sha256Hash` (Apollo).
 * @returns undefined if the request is malformed: Apollo's error is better then
 */
export function readDocument(request: FastifyRequest): RequestedDocument | undefined {
  const parameters = request.method === 'GET' ? searchParameters(request) : request.body;
  if (!isObject(parameters)) return undefined;
  const { query, documentId } = parameters;
  const id = textOf(documentId) ?? hashOf(parameters['extensions']);
  const text = textOf(query);
  return { ...(id !== undefined && { id }), ...(text !== undefined && { query: text }) };
}

/** Makes it a request with the document's text. */
export function writeQuery(request: FastifyRequest, query: string): void {
  if (request.method !== 'GET') {
    const { documentId: _, ...body } = request.body as Parameters;
    const others = withoutHash(body['extensions']);
    request.body = { ...body, query, ...(others && { extensions: others }) };
    return;
  }
  const url = new URL(request.url, 'http://localhost');
  const extensions = parse(url.searchParams.get('extensions'));
  url.searchParams.delete('documentId');
  url.searchParams.delete('extensions');
  url.searchParams.set('query', query);
  const others = withoutHash(extensions);
  if (others) url.searchParams.set('extensions', JSON.stringify(others));
  request.raw.url = `${url.pathname}${url.search}`;
}

function searchParameters({ url }: FastifyRequest): Parameters {
  const { searchParams } = new URL(url, 'http://localhost');
  return { ...Object.fromEntries(searchParams), extensions: parse(searchParams.get('extensions')) };
}

function hashOf(extensions: unknown): string | undefined {
  const persisted = isObject(extensions) ? extensions['persistedQuery'] : undefined;
  return isObject(persisted) ? textOf(persisted['sha256Hash']) : undefined;
}

function withoutHash(extensions: unknown): Parameters | undefined {
  if (!isObject(extensions)) return undefined;
  const { persistedQuery: _, ...others } = extensions;
  return others;
}

function parse(json: string | null): unknown {
  try {
    return json === null ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isObject(value: unknown): value is Parameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
