import { z } from 'zod';
import { parseJsonFile } from '../files/json-file.ts';

/** The operations that clients were built with. */
export interface Manifest {
  /** @returns the document's text */
  find(id: string): string | undefined;
  /** Whether one of the documents has exactly this text. */
  hasText(text: string): boolean;
  readonly size: number;
}

/** What `generate-persisted-query-manifest` of Apollo Client writes. */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string().min(1) })),
});

/** What the Relay compiler and the client preset of GraphQL Code Generator write: documents by their ids. */
const documentsById = z.record(z.string().min(1), z.string().min(1));

/** @throws {FileError} */
export function parseManifest(text: string): Manifest {
  const parsed = parseJsonFile(text, z.union([apolloManifest, documentsById]));
  const documents = new Map(
    isApollo(parsed) ? parsed.operations.map(({ id, body }) => [id, body]) : Object.entries(parsed),
  );
  const texts = new Set(documents.values());
  return { find: (id) => documents.get(id), hasText: (one) => texts.has(one), size: documents.size };
}

function isApollo(
  parsed: z.output<typeof apolloManifest> | Record<string, string>,
): parsed is z.output<typeof apolloManifest> {
  return Array.isArray(parsed['operations']);
}
