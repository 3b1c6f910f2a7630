import { Readable } from 'node:stream';
import { HeaderMap, type ApolloServer } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Passes requests on to Apollo. */
export function graphqlHandler<Context extends object>(
  apollo: ApolloServer<Context>,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Context,
) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const {
      status = 200,
      headers,
      body,
    } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers: headersOf(request),
        // Not Fastify's `url`: a trusted document replaces the query of a GET.
        search: searchOf(request.raw.url ?? ''),
        body: request.body,
      },
      context: async () => contextOf(request, reply),
    });
    for (const [name, value] of headers) reply.header(name, value);
    reply.code(status);
    return body.kind === 'complete' ? body.string : reply.send(Readable.from(body.asyncIterator));
  };
}

function headersOf({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

function searchOf(url: string): string {
  const place = url.indexOf('?');
  return place < 0 ? '' : url.slice(place);
}
