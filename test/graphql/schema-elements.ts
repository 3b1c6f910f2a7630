import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** Something in the schema that has a name. */
export interface Element {
  readonly kind: 'type' | 'field' | 'argument' | 'enum value';
  readonly name: string;
  /** Where a reader finds it: `Type.field(argument)`. */
  readonly place: string;
  readonly description: string;
}

export type FieldsType = GraphQLObjectType | GraphQLInterfaceType;

export interface FieldPlace {
  readonly type: FieldsType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly place: string;
}

export interface InputPlace {
  readonly input: GraphQLArgument | GraphQLInputField;
  readonly place: string;
}

export function typesOf(schema: GraphQLSchema): GraphQLNamedType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
}

export function fieldsOf(schema: GraphQLSchema): FieldPlace[] {
  const types = typesOf(schema).filter((type) => isObjectType(type) || isInterfaceType(type));
  return types.flatMap((type) =>
    Object.values(type.getFields()).map((field) => ({ type, field, place: `${type.name}.${field.name}` })),
  );
}

/** Arguments, and the fields of input types. */
export function inputsOf(schema: GraphQLSchema): InputPlace[] {
  const ofFields = fieldsOf(schema).flatMap(({ field, place }) =>
    field.args.map((input) => ({ input, place: `${place}(${input.name})` })),
  );
  const ofTypes = typesOf(schema)
    .filter(isInputObjectType)
    .flatMap((type) =>
      Object.values(type.getFields()).map((input) => ({ input, place: `${type.name}.${input.name}` })),
    );
  return [...ofFields, ...ofTypes];
}

export function elementsOf(schema: GraphQLSchema): Element[] {
  const types = typesOf(schema);
  return [
    ...types.map((type) => toElement('type', type.name, type)),
    ...fieldsOf(schema).map(({ field, place }) => toElement('field', place, field)),
    ...inputsOf(schema).map(({ input, place }) => toElement('argument', place, input)),
    ...types
      .filter(isEnumType)
      .flatMap((type) =>
        type.getValues().map((value) => toElement('enum value', `${type.name}.${value.name}`, value)),
      ),
  ];
}

function toElement(
  kind: Element['kind'],
  place: string,
  { name, description }: { readonly name: string; readonly description?: string | null | undefined },
): Element {
  return { kind, name, place, description: description ?? '' };
}
