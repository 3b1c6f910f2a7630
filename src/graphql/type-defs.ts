import { readdirSync, readFileSync } from 'node:fs';
import { isTypeExtensionNode, Kind, parse, visit } from 'graphql';
import type { DefinitionNode, DocumentNode, TypeExtensionNode } from 'graphql';

/** Has the same relative path from `src/graphql/` and `dist/graphql/`. */
const schemaFolder = new URL('../../schema/', import.meta.url);

/** The directives of Apollo Federation in `schema/*.graphql`, which a plain GraphQL schema does not know. */
const federationDirectives: ReadonlySet<string> = new Set(['link', 'key', 'shareable']);

/** The fields of `Query` that only one subgraph of a supergraph can have. */
export const nodeFields: ReadonlySet<string> = new Set(['node', 'nodes']);

/** The list of all sessions, and the types that only it uses. Another subgraph can have something else of these names. */
export const feedFields: ReadonlySet<string> = new Set(['sessions']);
export const feedTypes: ReadonlySet<string> = new Set([
  'SessionConnection',
  'SessionEdge',
  'SessionFeedFilter',
  'SessionFeedParticipantFilter',
  'SessionFeedSource',
  'SessionFeedSourceState',
  'SessionStatusInput',
]);

/** The whole schema, with the directives of Apollo Federation. */
export function readTypeDefs(): DocumentNode {
  const files = readdirSync(schemaFolder).filter((file) => file.endsWith('.graphql'));
  const sources = files.toSorted().map((file) => readFileSync(new URL(file, schemaFolder), 'utf8'));
  return foldExtensions(parse(sources.join('\n'), { noLocation: true }));
}

export function withoutFederation(document: DocumentNode): DocumentNode {
  return visit(document, {
    Directive: ({ name }) => (federationDirectives.has(name.value) ? null : undefined),
    // It contains only `@link`.
    SchemaExtension: () => null,
  });
}

/** Removes fields of `Query`. */
export function withoutFields(document: DocumentNode, fields: ReadonlySet<string>): DocumentNode {
  return visit(document, {
    ObjectTypeDefinition: ({ name }) => (name.value === 'Query' ? undefined : false),
    FieldDefinition: ({ name }) => (fields.has(name.value) ? null : undefined),
  });
}

export function withoutTypes({ kind, definitions }: DocumentNode, types: ReadonlySet<string>): DocumentNode {
  const isKept = (one: DefinitionNode): boolean => !('name' in one && one.name && types.has(one.name.value));
  return { kind, definitions: definitions.filter(isKept) };
}

/** Merges every extension into the type that it extends, because some SDL tools reject an enum without values. */
function foldExtensions({ definitions }: DocumentNode): DocumentNode {
  const extensions = definitions.filter(isTypeExtensionNode);
  const folded = definitions
    .filter((definition) => !isTypeExtensionNode(definition))
    .map((definition) =>
      extensions.filter((extension) => extendsIt(extension, definition)).reduce(fold, definition),
    );
  return { kind: Kind.DOCUMENT, definitions: folded };
}

function extendsIt(extension: TypeExtensionNode, definition: DefinitionNode): boolean {
  return 'name' in definition && definition.name?.value === extension.name.value;
}

function fold(definition: DefinitionNode, extension: TypeExtensionNode): DefinitionNode {
  const lists = Object.entries(extension).filter(([, list]) => Array.isArray(list));
  const known = definition as unknown as Record<string, readonly unknown[] | undefined>;
  const longer = lists.map(([name, list]) => [name, [...(known[name] ?? []), ...(list as unknown[])]]);
  return { ...definition, ...Object.fromEntries(longer) };
}
