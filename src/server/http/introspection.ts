import type { ApolloServerPlugin } from '@apollo/server';
import { BREAK, GraphQLError, visit, type DocumentNode } from 'graphql';
import type { GraphContext } from '../../reads/context.ts';

const schemaFields: ReadonlySet<string> = new Set(['__schema', '__type', '_service']);

const known = new WeakMap<DocumentNode, boolean>();

/** Keeps the schema for callers with the scope `schema`. Apollo's own switch is the same for all callers. */
export const hideSchema: ApolloServerPlugin<GraphContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ document, contextValue: { access } }) {
        if (!readsSchema(document) || access.allows('schema')) return;
        throw new GraphQLError('Introspection is off. The scope schema is required.', {
          extensions: { code: 'FORBIDDEN', retryable: false, http: { status: 400 } },
        });
      },
    };
  },
};

function readsSchema(document: DocumentNode): boolean {
  const reads = known.get(document) ?? selectsAny(document, schemaFields);
  known.set(document, reads);
  return reads;
}

function selectsAny(document: DocumentNode, fields: ReadonlySet<string>): boolean {
  let found = false;
  visit(document, {
    Field({ name }) {
      found = fields.has(name.value);
      return found ? BREAK : undefined;
    },
  });
  return found;
}
