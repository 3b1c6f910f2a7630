import { BREAK, visit, type DocumentNode } from 'graphql';

/**
 * Tells whether a document selects one of these fields anywhere. Apollo keeps the documents that it has seen, so each is
 * searched once.
 */
export function selectsAny(...fields: readonly string[]): (document: DocumentNode) => boolean {
  const names = new Set(fields);
  const known = new WeakMap<DocumentNode, boolean>();
  return (document) => {
    const selects = known.get(document) ?? hasField(document, names);
    known.set(document, selects);
    return selects;
  };
}

function hasField(document: DocumentNode, names: ReadonlySet<string>): boolean {
  let found = false;
  visit(document, {
    Field({ name }) {
      found = names.has(name.value);
      return found ? BREAK : undefined;
    },
  });
  return found;
}
