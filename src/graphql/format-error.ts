import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { SessionGraphError } from '../errors.ts';
import type { Logger } from '../logger.ts';

/**
 * What the client is told of an error: what was thrown to be told, as it is; of our own faults only that there was one.
 */
export function createFormatError(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const thrown = unwrapResolverError(error);
    // GraphQL's and Apollo's own errors (parsing, validation, variables) are GraphQLErrors that nothing else caused.
    if (thrown instanceof SessionGraphError || isClientError(formatted, thrown)) return formatted;
    log.error({ err: thrown, path: formatted.path }, 'internal error');
    return {
      message: 'Internal server error',
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
      extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false },
    };
  };
}

function isClientError(formatted: GraphQLFormattedError, thrown: unknown): boolean {
  return thrown instanceof GraphQLError && formatted.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR';
}
