import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ConfigError } from '../config-error.ts';
import { graphiqlFolder } from '../graphiql-folder.ts';
import { securityHeaders } from './security-headers.ts';

/** A query that GraphiQL opens in its own tab. The operation's name is the tab's title. */
export interface GraphiqlExample {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const policy = [
  "default-src 'self'",
  // Monaco positions its lines with style attributes and adds its theme in a style element.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'none'",
].join('; ');

/**
 * Serves GraphiQL at /graphiql, with a tab for each example.
 * @throws {ConfigError} if the page has not been built
 */
export async function registerGraphiql(
  app: FastifyInstance,
  options: { examples: readonly GraphiqlExample[] },
): Promise<void> {
  const page = await readPage();
  await app.register(async (scope) => {
    scope.addHook(
      'onRequest',
      async (_request, reply) =>
        void reply.headers({ ...securityHeaders, 'content-security-policy': policy }),
    );
    scope.get('/graphiql', revalidated('text/html; charset=utf-8', page));
    // The page's assets are relative to its own address, which must not end in a slash.
    scope.get('/graphiql/', (_request, reply) => reply.redirect('../graphiql', 308));
    scope.get(
      '/graphiql/examples.json',
      revalidated('application/json; charset=utf-8', JSON.stringify(options.examples)),
    );
    // Every asset's name contains a hash of its content. The build writes compressed copies.
    await scope.register(fastifyStatic, {
      root: `${graphiqlFolder}assets/`,
      prefix: '/graphiql/assets/',
      decorateReply: false,
      index: false,
      preCompressed: true,
      immutable: true,
      maxAge: '1y',
    });
  });
}

/**
 * Answers with a text that browsers keep, but ask for again each time. The ETag is a hash: the dates of files, on which
 * @fastify/static bases its own, are the same in every npm package.
 */
function revalidated(type: string, text: string) {
  const tag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    reply.headers({ 'cache-control': 'no-cache', etag: tag });
    // Proxies that compress make the tag weak: W/"…".
    if (request.headers['if-none-match']?.includes(tag)) return reply.code(304).send();
    return reply.type(type).send(text);
  };
}

async function readPage(): Promise<string> {
  try {
    return await readFile(`${graphiqlFolder}index.html`, 'utf8');
  } catch {
    throw new ConfigError([
      'GRAPHIQL is on, but the page is not built. Run `npm run build`, or set GRAPHIQL=off',
    ]);
  }
}
