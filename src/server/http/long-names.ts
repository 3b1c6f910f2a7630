import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Lexer, Source, TokenKind } from 'graphql';
import { readDocument } from '../documents/request.ts';
import { refuse } from './errors.ts';

/** No schema has longer names, or input types with more fields. */
const maxLength = 1_000;
const maxKeys = 1_000;

/**
 * Refuses requests with very long names. For each name that the schema does not have, graphql-js looks for similar ones, which
 * takes memory for dozens of times its length. It also prints a wrong input object in each of its errors.
 */
export function refuseLongNames(scope: FastifyInstance, maxTokens: number): void {
  scope.addHook('preValidation', async (request, reply) => {
    const { query } = readDocument(request) ?? {};
    if (!(query !== undefined && hasLongName(query, maxTokens)) && !hasTooLargeKeys(variablesOf(request)))
      return undefined;
    const isJson = !request.headers.accept?.includes('application/graphql-response+json');
    return refuse(reply, {
      status: isJson ? 200 : 400,
      code: 'OPERATION_TOO_COMPLEX',
      message:
        'The operation or its variables have a name of more than 1,000 characters, or an object of more than 1,000 names.',
    });
  });
}

function hasLongName(document: string, maxTokens: number): boolean {
  if (!hasLongWord(document)) return false;
  const lexer = new Lexer(new Source(document));
  try {
    // The parser refuses a document with more tokens.
    for (let count = 0; count <= maxTokens; count += 1) {
      const { kind, start, end } = lexer.advance();
      if (kind === TokenKind.EOF) return false;
      if (kind === TokenKind.NAME && end - start > maxLength) return true;
    }
  } catch {
    // The parser tells what is wrong.
  }
  return false;
}

/** A quick check that most documents pass, so that they need no lexing. Words in strings and comments count too. */
function hasLongWord(document: string): boolean {
  let length = 0;
  for (let place = 0; place < document.length; place += 1) {
    length = isNamePart(document.charCodeAt(place)) ? length + 1 : 0;
    if (length > maxLength) return true;
  }
  return false;
}

function isNamePart(code: number): boolean {
  const isLetter = (code | 32) >= 97 && (code | 32) <= 122;
  return isLetter || (code >= 48 && code <= 57) || code === 95;
}

function variablesOf({ body }: FastifyRequest): unknown {
  return (body as { readonly variables?: unknown } | null | undefined)?.variables;
}

function hasTooLargeKeys(variables: unknown): boolean {
  const waiting = [variables];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    const entries = Object.entries(value);
    // The variables themselves are not printed, and a gateway can send many.
    if (entries.length > maxKeys && !Array.isArray(value) && value !== variables) return true;
    for (const [key, child] of entries) {
      if (key.length > maxLength) return true;
      waiting.push(child);
    }
  }
  return false;
}
