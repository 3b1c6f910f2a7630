import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { selectsAny } from '../../graphql/selects.ts';
import type { GraphContext } from '../../reads/context.ts';

const readsSchema = selectsAny('__schema', '__type', '_service');

/** Keeps the schema for callers with the scope `schema`. Apollo's own switch is the same for all callers. */
export const hideSchema: ApolloServerPlugin<GraphContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ document, contextValue: { access } }) {
        if (!readsSchema(document) || access.allows('schema')) return;
        throw new GraphQLError('This server has INTROSPECTION=off. Its schema needs the scope schema.', {
          extensions: { code: 'FORBIDDEN', retryable: false, http: { status: 400 } },
        });
      },
    };
  },
};
