import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { SessionGraphError } from '../model/errors.ts';
import type { Logger } from '../model/logger.ts';

/**
 * Formats errors for the client. A `SessionGraphError` is sent unchanged. Any other error of a field is our own fault: it is
 * logged, and the client learns only that it happened.
 */
export function createFormatError(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const thrown = unwrapResolverError(error);
    if (thrown instanceof SessionGraphError) return formatted;
    if (isRequestError(formatted, thrown)) return toRequestError(formatted);
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
  const isTooDeep = message === 'Maximum call stack size exceeded';
  return {
    message: isTooDeep ? 'The document is nested too deeply.' : message,
    ...rest,
    extensions: { ...extensions, code, retryable: false },
  };
}
