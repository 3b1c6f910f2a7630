import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { SessionGraphError, type ErrorCode } from '../model/errors.ts';
import type { Logger } from '../model/logger.ts';

/**
 * Formats errors for the client. A `SessionGraphError` is sent unchanged. Any other error of a field is our own fault: it is
 * logged, and the client learns only that it happened.
 */
export function createFormatError(log: Logger, { hideSuggestions }: { readonly hideSuggestions: boolean }) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const thrown = unwrapResolverError(error);
    if (thrown instanceof SessionGraphError) return formatted;
    if (isRequestError(formatted, thrown)) {
      const answer = toRequestError(formatted);
      return hideSuggestions ? { ...answer, message: withoutSuggestions(answer.message) } : answer;
    }
    log.error({ err: thrown, path: formatted.path }, 'internal error');
    return {
      message: 'Internal server error',
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
      extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false },
    };
  };
}

/** Whether it is an error of GraphQL or Apollo about the request itself (parsing, validation, variables). */
function isRequestError({ path, extensions }: GraphQLFormattedError, thrown: unknown): boolean {
  if (!(thrown instanceof GraphQLError)) return false;
  return extensions?.['code'] !== 'INTERNAL_SERVER_ERROR' || (!path && !thrown.originalError);
}

function toRequestError({ message, extensions, ...rest }: GraphQLFormattedError): GraphQLFormattedError {
  // Apollo has no code for some errors of graphql-js, for example for too many invalid variables.
  const code = extensions?.['code'] === 'INTERNAL_SERVER_ERROR' ? 'BAD_USER_INPUT' : extensions?.['code'];
  const known = knownMessages[message];
  return {
    message: known?.message ?? abbreviate(message),
    ...rest,
    extensions: { ...extensions, code: known?.code ?? code, retryable: false },
  };
}

/** Messages of graphql-js that say too little. */
const knownMessages: Readonly<Record<string, { readonly message: string; readonly code?: ErrorCode }>> = {
  'Maximum call stack size exceeded': { message: 'The document is nested too deeply.' },
  // graphql-js bounds the comparisons of fields with one response name, which would grow with their square.
  'Validation aborted.': {
    message: 'The operation selects the same fields too many times to be validated.',
    code: 'OPERATION_TOO_COMPLEX',
  },
};

/** Apollo removes those of validation, but not those of variables. They name what the schema has. */
function withoutSuggestions(message: string): string {
  return message.replace(/ ?Did you mean .*$/s, '');
}

const maxMessageLength = 1_000;

/** graphql-js quotes names and values of the request in each error, however long they are. */
function abbreviate(message: string): string {
  return message.length > maxMessageLength ? `${message.slice(0, maxMessageLength)}…` : message;
}
