import { buildSubgraphSchema } from '@apollo/subgraph';
import { Kind, print, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Provider } from '../providers/provider.ts';
import { entityResolvers } from './entities.ts';
import { refuseLongEnumValues } from './enum-values.ts';
import { guardPersonalData } from './personal-data.ts';
import { providerResolvers } from './provider-resolvers.ts';
import { resolvers } from './resolvers.ts';
import { feedFields, feedTypes, nodeFields, readTypeDefs, withoutFields, withoutTypes } from './type-defs.ts';

export interface SubgraphOptions {
  /** Whether this graph provides `node` and `nodes` to the supergraph. Only one of its subgraphs can. */
  readonly nodeFields: boolean;
  /** Whether this graph provides `sessions`, the list of all sessions, to the supergraph. */
  readonly sessionsField: boolean;
  /** The number of entities that one `_entities` field may ask for. */
  readonly maxRepresentations: number;
}

const nothing: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };

/** The server's schema: the schema for use in process, as a subgraph of Apollo Federation. */
export function createSubgraphSchema(
  providers: readonly Provider[],
  { maxRepresentations, ...parts }: SubgraphOptions,
): GraphQLSchema {
  const sdl = printSubgraph(parts);
  const schema = buildSubgraphSchema([
    { typeDefs: readTypeDefs(), resolvers },
    ...providers.map((provider) => ({ typeDefs: nothing, resolvers: providerResolvers(provider) })),
    { typeDefs: nothing, resolvers: { Query: { _service: () => ({ sdl }) } } },
    { typeDefs: nothing, resolvers: entityResolvers({ maxRepresentations }) },
  ]);
  return refuseLongEnumValues(guardPersonalData(schema));
}

/** The SDL from which a supergraph is composed. */
export function printSubgraph(parts: Omit<SubgraphOptions, 'maxRepresentations'>): string {
  const all = readTypeDefs();
  const typeDefs = parts.nodeFields ? all : withoutFields(all, nodeFields);
  return print(parts.sessionsField ? typeDefs : withoutTypes(withoutFields(typeDefs, feedFields), feedTypes));
}
