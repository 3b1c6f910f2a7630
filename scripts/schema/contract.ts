import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeServices } from '@apollo/composition';
import { parse, printSchema } from 'graphql';
import { createSchema } from '../../src/graphql/schema.ts';
import { printSubgraph } from '../../src/graphql/subgraph.ts';
import { providers } from '../../src/providers/index.ts';

/** The files that clients and other graphs rely on, by file name. */
export interface Contract {
  /** The schema for clients. */
  readonly 'schema.graphql': string;
  /** The SDL to compose into a supergraph. */
  readonly 'subgraph.graphql': string;
  /** An example: the subgraph composed with the tickets graph of `examples/supergraph`. */
  readonly 'supergraph.graphql': string;
}

const files = ['schema.graphql', 'subgraph.graphql', 'supergraph.graphql'] as const;

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The folder of the committed contract. */
export const publishedFolder = join(root, 'published');

export function printContract(): Contract {
  const subgraph = printSubgraph({ nodeFields: false, sessionsField: false });
  return {
    'schema.graphql': `${printSchema(createSchema(providers))}\n`,
    'subgraph.graphql': `${subgraph}\n`,
    'supergraph.graphql': composeExample(subgraph),
  };
}

export function readContract(folder: string): Contract {
  const texts = files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]);
  return Object.fromEntries(texts) as Contract;
}

export function writeContract(folder: string, contract: Contract): void {
  mkdirSync(folder, { recursive: true });
  for (const file of files) writeFileSync(join(folder, file), contract[file]);
}

/** @returns the names of the files that differ */
export function staleFiles(committed: Contract, now: Contract): string[] {
  return files.filter((file) => committed[file] !== now[file]);
}

function composeExample(subgraph: string): string {
  const tickets = readFileSync(join(root, 'examples/supergraph/src/tickets.graphql'), 'utf8');
  const { supergraphSdl, errors } = composeServices([
    { name: 'sessions', url: 'http://127.0.0.1:4000/graphql', typeDefs: parse(subgraph) },
    { name: 'tickets', url: 'http://127.0.0.1:4001/graphql', typeDefs: parse(tickets) },
  ]);
  if (errors) throw new AggregateError(errors, errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
