import { printSchema } from 'graphql';
import { createSchema } from '../graphql/schema.ts';
import { printSubgraph } from '../graphql/subgraph.ts';
import { providers } from '../providers/index.ts';

/** Prints the SDL of this version: the same files as in `published/`. */
export function printSchemaOf({ subgraph }: { readonly subgraph: boolean }): void {
  const sdl = subgraph
    ? printSubgraph({ nodeFields: false, sessionsField: false })
    : printSchema(createSchema(providers));
  process.stdout.write(`${sdl}\n`);
}
