import type { FetcherParams } from '@graphiql/toolkit';

interface Named {
  readonly name: string;
}

interface Schema {
  readonly queryType: Named;
  types: (Named & { fields?: readonly Named[] | null })[];
}

const routersFields = new Set(['_entities', '_service']);
const routersTypes = new Set(['_Any', '_Entity', '_Service']);

export const isIntrospection = ({ operationName }: FetcherParams): boolean =>
  operationName === 'IntrospectionQuery';

/** Removes what only routers ask for from a result, so that nobody who explores the schema is offered it. */
export function removeFederation(result: Record<string, unknown>): void {
  const { __schema: schema } = (result['data'] ?? {}) as { __schema?: Schema };
  if (!schema) return;
  schema.types = schema.types.filter(({ name }) => !routersTypes.has(name));
  const query = schema.types.find(({ name }) => name === schema.queryType.name);
  if (query?.fields) query.fields = query.fields.filter(({ name }) => !routersFields.has(name));
}
