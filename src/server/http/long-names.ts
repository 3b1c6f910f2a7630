import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Lexer, Source, TokenKind } from 'graphql';
import { readDocument } from '../documents/request.ts';
import { refuse } from './errors.ts';

/** No schema has longer names. */
const maxLength = 1_000;

const longWord = new RegExp(`[_0-9A-Za-z]{${maxLength + 1}}`);

/**
 * Refuses requests with very long names. For each name that the schema does not have, graphql-js looks for similar ones, which
 * takes memory for dozens of times its length.
 */
export function refuseLongNames(scope: FastifyInstance): void {
  scope.addHook('preValidation', async (request, reply) => {
    const { query } = readDocument(request) ?? {};
    if (!(query !== undefined && hasLongName(query)) && !hasLongKey(variablesOf(request))) return undefined;
    const isJson = !request.headers.accept?.includes('application/graphql-response+json');
    return refuse(reply, {
      status: isJson ? 200 : 400,
      code: 'OPERATION_TOO_COMPLEX',
      message: 'The operation or its variables have a name of more than 1,000 characters.',
    });
  });
}

function hasLongName(document: string): boolean {
  // Usually there is not even a long string.
  if (!longWord.test(document)) return false;
  const lexer = new Lexer(new Source(document));
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      if (token.kind === TokenKind.NAME && token.end - token.start > maxLength) return true;
    }
  } catch {
    // The parser tells what is wrong.
  }
  return false;
}

function variablesOf({ body }: FastifyRequest): unknown {
  return (body as { readonly variables?: unknown } | null | undefined)?.variables;
}

function hasLongKey(variables: unknown): boolean {
  const waiting = [variables];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, child] of Object.entries(value)) {
      if (key.length > maxLength) return true;
      waiting.push(child);
    }
  }
  return false;
}
