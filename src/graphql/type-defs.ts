import { readdirSync, readFileSync } from 'node:fs';
import { isTypeExtensionNode, Kind, parse, visit } from 'graphql';
import type { DefinitionNode, DocumentNode, TypeExtensionNode } from 'graphql';

/** The same distance from `src/graphql/` and from `dist/graphql/`. */
const schemaFolder = new URL('../../schema/', import.meta.url);

/** What `schema/*.graphql` uses of Apollo Federation; a plain GraphQL schema does not know these directives. */
const federationDirectives: ReadonlySet<string> = new Set(['link', 'key', 'shareable']);

/** The fields of `Query` that only one graph of a supergraph can have. */
const nodeFields: ReadonlySet<string> = new Set(['node', 'nodes']);

/** The whole schema, with the directives of Apollo Federation. */
export function readTypeDefs(): DocumentNode {
  const files = readdirSync(schemaFolder).filter((file) => file.endsWith('.graphql'));
  const sources = files.toSorted().map((file) => readFileSync(new URL(file, schemaFolder), 'utf8'));
  return foldExtensions(parse(sources.join('\n'), { noLocation: true }));
}

export function withoutFederation(document: DocumentNode): DocumentNode {
  return visit(document, {
    Directive: ({ name }) => (federationDirectives.has(name.value) ? null : undefined),
    // It holds `@link` and nothing else.
    SchemaExtension: () => null,
  });
}

export function withoutNodeFields(document: DocumentNode): DocumentNode {
  return visit(document, {
    ObjectTypeDefinition: ({ name }) => (name.value === 'Query' ? undefined : false),
    FieldDefinition: ({ name }) => (nodeFields.has(name.value) ? null : undefined),
  });
}

/** Puts every extension into what it extends: not every tool that reads SDL knows an enum without values. */
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
