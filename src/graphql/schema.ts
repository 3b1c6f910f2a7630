import { readdirSync, readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import type { ProviderDefinition } from '../providers/provider.ts';
import { resolvers } from './resolvers.ts';

/** The same distance from `src/graphql/` and from `dist/graphql/`. */
const schemaFolder = new URL('../../schema/', import.meta.url);

export function readTypeDefs(): string[] {
  const files = readdirSync(schemaFolder).filter((file) => file.endsWith('.graphql'));
  return files.toSorted().map((file) => readFileSync(new URL(file, schemaFolder), 'utf8'));
}

export function createSchema(definitions: readonly ProviderDefinition[]): GraphQLSchema {
  return makeExecutableSchema({
    typeDefs: readTypeDefs(),
    resolvers: [resolvers, ...definitions.map((definition) => definition.resolvers)],
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
}
