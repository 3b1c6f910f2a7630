import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import type { Provider } from '../providers/provider.ts';
import { refuseLongEnumValues } from './enum-values.ts';
import { guardPersonalData } from './personal-data.ts';
import { providerResolvers } from './provider-resolvers.ts';
import { resolvers } from './resolvers.ts';
import { readTypeDefs, withoutFederation } from './type-defs.ts';

/** The schema for use in process. The server's schema is in `subgraph.ts`. */
export function createSchema(providers: readonly Provider[]): GraphQLSchema {
  const schema = makeExecutableSchema({
    typeDefs: withoutFederation(readTypeDefs()),
    resolvers: [resolvers, ...providers.map(providerResolvers)],
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
  return refuseLongEnumValues(guardPersonalData(schema));
}
