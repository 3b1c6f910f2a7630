import {
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLSchema,
} from 'graphql';

/** The length of a list of introspection: the average over the whole schema, and the maximum. */
interface Length {
  readonly average: number;
  readonly max: number;
}

export type IntrospectionLengths = Readonly<Record<string, Length>>;

/**
 * The lengths of all lists of introspection, by type and field. Averages are exact for a query that starts with every type
 * (`types { fields { args } }`), maxima are an upper bound for all other queries.
 */
export function introspectionLengths(schema: GraphQLSchema): IntrospectionLengths {
  const types = Object.values(schema.getTypeMap());
  const directives = schema.getDirectives();
  const composite = types.map((type) => (isObjectType(type) || isInterfaceType(type) ? type : undefined));
  const fields = composite.flatMap((type) => Object.values(type?.getFields() ?? {}));
  return {
    '__Schema.types': only(types.length),
    '__Schema.directives': only(directives.length),
    '__Directive.locations': lengthsOf(directives.map(({ locations }) => locations.length)),
    '__Directive.args': lengthsOf(directives.map(({ args }) => args.length)),
    '__Type.fields': lengthsOf(composite.map((type) => Object.keys(type?.getFields() ?? {}).length)),
    '__Type.interfaces': lengthsOf(composite.map((type) => type?.getInterfaces().length ?? 0)),
    '__Type.possibleTypes': lengthsOf(
      types.map((type) => (isAbstractType(type) ? schema.getPossibleTypes(type).length : 0)),
    ),
    '__Type.enumValues': lengthsOf(types.map((type) => (isEnumType(type) ? type.getValues().length : 0))),
    '__Type.inputFields': lengthsOf(
      types.map((type) => (isInputObjectType(type) ? Object.keys(type.getFields()).length : 0)),
    ),
    '__Field.args': lengthsOf(fields.map(({ args }) => args.length)),
  };
}

function only(length: number): Length {
  return { average: length, max: length };
}

function lengthsOf(lengths: readonly number[]): Length {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return { average: total / Math.max(1, lengths.length), max: Math.max(0, ...lengths) };
}
