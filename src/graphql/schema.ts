import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import type { ProviderDefinition } from '../providers/provider.ts';
import { resolvers } from './resolvers.ts';
import { readTypeDefs, withoutFederation } from './type-defs.ts';

/** The schema for whoever executes it in process; the server's is of `subgraph.ts`. */
export function createSchema(definitions: readonly ProviderDefinition[]): GraphQLSchema {
  return makeExecutableSchema({
    typeDefs: withoutFederation(readTypeDefs()),
    resolvers: [resolvers, ...definitions.map((definition) => definition.resolvers)],
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
}
