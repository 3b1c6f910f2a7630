import { buildSubgraphSchema } from '@apollo/subgraph';
import { Kind, print, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Provider } from '../providers/provider.ts';
import { entityResolvers } from './entities.ts';
import { refuseLongEnumValues } from './enum-values.ts';
import { guardPersonalData } from './personal-data.ts';
import { providerResolvers } from './provider-resolvers.ts';
import { resolvers } from './resolvers.ts';
import { readTypeDefs, withoutNodeFields } from './type-defs.ts';

export interface SubgraphOptions {
  /** Whether this graph provides `node` and `nodes` to the supergraph. Only one of its subgraphs can. */
  readonly nodeFields: boolean;
  /** The number of entities that one `_entities` field may ask for. */
  readonly maxRepresentations: number;
}

const nothing: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };

/** The server's schema: the schema for use in process, as a subgraph of Apollo Federation. */
export function createSubgraphSchema(
  providers: readonly Provider[],
  { nodeFields, maxRepresentations }: SubgraphOptions,
): GraphQLSchema {
  const sdl = printSubgraph({ nodeFields });
  const schema = buildSubgraphSchema([
    { typeDefs: readTypeDefs(), resolvers },
    ...providers.map((provider) => ({ typeDefs: nothing, resolvers: providerResolvers(provider) })),
    { typeDefs: nothing, resolvers: { Query: { _service: () => ({ sdl }) } } },
    { typeDefs: nothing, resolvers: entityResolvers({ maxRepresentations }) },
  ]);
  return refuseLongEnumValues(guardPersonalData(schema));
}

/** The SDL from which a supergraph is composed. */
export function printSubgraph({ nodeFields }: Pick<SubgraphOptions, 'nodeFields'>): string {
  const typeDefs = readTypeDefs();
  return print(nodeFields ? typeDefs : withoutNodeFields(typeDefs));
}
