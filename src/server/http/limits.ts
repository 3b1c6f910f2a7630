import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { estimateCost } from '../../graphql/cost/estimate.ts';
import { assertWithinLimits, type CostLimits } from '../../graphql/cost/limits.ts';
import { SessionGraphError } from '../../model/errors.ts';

/**
 * Rejects operations that could cost too much, before anything is read. This is not a validation rule because the cost
 * depends on variables, and Apollo does not validate a document again that it has seen before.
 */
export function limitOperations(limits: CostLimits): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, operation, request }) {
          if (!operation) return;
          try {
            assertWithinLimits(estimateCost(schema, document, operation, request.variables), limits);
          } catch (error) {
            throw toRequestError(error);
          }
        },
      };
    },
  };
}

/** Apollo would answer another error with status 500. */
function toRequestError(error: unknown): unknown {
  if (!(error instanceof SessionGraphError)) return error;
  return new GraphQLError(error.message, { extensions: { ...error.extensions, http: { status: 400 } } });
}
