import { useGraphiQL } from '@graphiql/react';

const explanations: Readonly<Record<string, string>> = {
  FORBIDDEN:
    'This server keeps its schema private (INTROSPECTION=off): documentation, completion and the explorer are empty. ' +
    'Queries still run. With a credential that has the scope "schema", set it in Headers and re-fetch the schema.',
  UNAUTHENTICATED:
    'This server needs a credential. Set it in Headers, below the query, for example ' +
    '{ "Authorization": "Bearer …" } or { "X-API-Key": "…" }, and re-fetch the schema. ' +
    'Every tab then sends it. It is not stored, so it is gone when you reload the page.',
};

/** Says why there is no schema, and what to do. */
export function SchemaNotice() {
  const error = useGraphiQL((state) => state.fetchError);
  if (error === null) return null;
  return (
    <p className="schema-notice" role="alert">
      {explanations[codeOf(error)] ??
        'The schema could not be read, so documentation, completion and the explorer are empty. The response has the reason.'}
    </p>
  );
}

/** @param error the response to the introspection query, as text */
function codeOf(error: string): string {
  try {
    const { errors } = JSON.parse(error) as { errors: { extensions: { code: string } }[] };
    return errors[0]?.extensions.code ?? '';
  } catch {
    return '';
  }
}
