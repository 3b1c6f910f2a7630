import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { SessionGraphError } from '../model/errors.ts';
import type { Logger } from '../model/logger.ts';

/**
 * What the client is told of an error: what was thrown to be told, as it is; of our own faults only that there was one.
 */
export function createFormatError(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const thrown = unwrapResolverError(error);
    if (thrown instanceof SessionGraphError) return formatted;
    if (isOfRequest(formatted, thrown)) return toRequestError(formatted);
    log.error({ err: thrown, path: formatted.path }, 'internal error');
    return {
      message: 'Internal server error',
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
      extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false },
    };
  };
}

/** GraphQL's and Apollo's own errors (parsing, validation, variables): nothing else caused them, and no field failed. */
function isOfRequest({ path, extensions }: GraphQLFormattedError, thrown: unknown): boolean {
  if (!(thrown instanceof GraphQLError)) return false;
  return extensions?.['code'] !== 'INTERNAL_SERVER_ERROR' || (!path && !thrown.originalError);
}

function toRequestError({ message, extensions, ...rest }: GraphQLFormattedError): GraphQLFormattedError {
  // Apollo has no code for some of graphql-js' refusals, too many wrong variables say.
  const code = extensions?.['code'] === 'INTERNAL_SERVER_ERROR' ? 'BAD_USER_INPUT' : extensions?.['code'];
  const isTooDeep = message === 'Maximum call stack size exceeded';
  return {
    message: isTooDeep ? 'The document is nested too deeply.' : message,
    ...rest,
    extensions: { ...extensions, code, retryable: false },
  };
}
