import { buildSubgraphSchema } from '@apollo/subgraph';
import { Kind, print, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { ProviderDefinition } from '../providers/provider.ts';
import { entityResolvers } from './entities.ts';
import { resolvers } from './resolvers.ts';
import { readTypeDefs, withoutNodeFields } from './type-defs.ts';

export interface SubgraphOptions {
  /** Whether this graph gives `node` and `nodes` to the supergraph: only one of its graphs can. */
  readonly nodeFields: boolean;
  /** How many objects one `_entities` can ask for. */
  readonly maxRepresentations: number;
}

const nothing: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };

/** The schema that the server answers by: the same as in process, and what a router of Apollo Federation asks. */
export function createSubgraphSchema(
  definitions: readonly ProviderDefinition[],
  { nodeFields, maxRepresentations }: SubgraphOptions,
): GraphQLSchema {
  const sdl = printSubgraph({ nodeFields });
  return buildSubgraphSchema([
    { typeDefs: readTypeDefs(), resolvers },
    ...definitions.map((definition) => ({ typeDefs: nothing, resolvers: definition.resolvers })),
    { typeDefs: nothing, resolvers: { Query: { _service: () => ({ sdl }) } } },
    { typeDefs: nothing, resolvers: entityResolvers({ maxRepresentations }) },
  ]);
}

/** The SDL that a supergraph is composed of. */
export function printSubgraph({ nodeFields }: Pick<SubgraphOptions, 'nodeFields'>): string {
  const typeDefs = readTypeDefs();
  return print(nodeFields ? typeDefs : withoutNodeFields(typeDefs));
}
