import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { estimateCost, type Cost } from '../../graphql/cost/estimate.ts';
import { assertWithinLimits, type CostLimits } from '../../graphql/cost/limits.ts';
import type { GraphContext } from '../../reads/context.ts';
import { SessionGraphError } from '../../model/errors.ts';

/**
 * Rejects operations that could cost too much, before anything is read. This is not a validation rule because the cost
 * depends on variables, and Apollo does not validate a document again that it has seen before.
 * @param feedReads how many calls one page of the list of all sessions can cause
 */
export function limitOperations(
  limits: CostLimits,
  feedReads: number,
): ApolloServerPlugin<Pick<GraphContext, 'fields'>> {
  return {
    async requestDidStart({ request: { http } }) {
      const isAsked = http?.headers.has('x-operation-cost') ?? false;
      let cost: Cost | undefined;
      return {
        async didResolveOperation({ schema, document, operation, request, contextValue }) {
          if (!operation) return;
          const { variables } = request;
          cost = estimateCost({ schema, document, operation, variables, feedReads });
          try {
            assertWithinLimits(cost, limits);
            contextValue.fields = cost.fields;
          } catch (error) {
            throw toRequestError(error);
          }
        },
        async willSendResponse({ response: { body } }) {
          if (!isAsked || !cost || body.kind !== 'single') return;
          const { singleResult } = body;
          singleResult.extensions = { ...singleResult.extensions, cost: { ...toNumbers(cost), limits } };
        },
      };
    },
  };
}

/** Averages are not whole, and JSON has no infinity. */
function toNumbers(cost: Cost): Record<string, number> {
  const numbers = Object.entries(cost).map(([what, value]: [string, number]) => [
    what,
    Math.min(Math.ceil(value), Number.MAX_SAFE_INTEGER),
  ]);
  return Object.fromEntries(numbers);
}

/** Apollo would answer another error with status 500. */
function toRequestError(error: unknown): unknown {
  if (!(error instanceof SessionGraphError)) return error;
  return new GraphQLError(error.message, { extensions: { ...error.extensions, http: { status: 400 } } });
}
