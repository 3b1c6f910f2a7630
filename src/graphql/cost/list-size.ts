import {
  getDirectiveValues,
  isListType,
  isNonNullType,
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLDirective,
  type GraphQLField,
  type GraphQLOutputType,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

interface ListSize {
  readonly assumedSize?: number | null;
  readonly slicingArguments?: readonly string[] | null;
  readonly sizedFields?: readonly string[] | null;
}

/** A list without `@listSize` is assumed to be this long. A test keeps the schema free of such lists. */
const undeclaredSize = 100;

export function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

/** Reads a field's `@listSize`: the number of items, and the fields of a connection that it applies to. */
export function declaredSize(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  { directive, variables }: { directive: GraphQLDirective | null | undefined; variables: Variables },
): { readonly size: number; readonly sizedFields: readonly string[] } {
  const declared = directive && field.astNode && getDirectiveValues(directive, field.astNode);
  const { assumedSize, slicingArguments, sizedFields } = (declared ?? {}) as ListSize;
  const given = (slicingArguments ?? []).map((name) => sizeOf(node, name, variables));
  const sizes = given.filter((size) => size !== undefined);
  const size = sizes.length > 0 ? Math.max(...sizes) : (assumedSize ?? undeclaredSize);
  return { size, sizedFields: sizedFields ?? [] };
}

/** What a field's `@upstreamRead` says. */
export interface DeclaredRead {
  readonly conversation: boolean;
  /** Whether it reads the lists of all vendors. */
  readonly everyVendor: boolean;
}

/** @returns undefined for a field that reads nothing from vendors */
export function declaredRead(
  { astNode }: GraphQLField<unknown, unknown>,
  directive: GraphQLDirective | null | undefined,
): DeclaredRead | undefined {
  const declared = directive && astNode && getDirectiveValues(directive, astNode);
  return declared as DeclaredRead | undefined;
}

/** @returns the number of items that an argument asks for; undefined if it is not given */
function sizeOf(
  { arguments: given = [] }: FieldNode,
  name: string,
  variables: Variables,
): number | undefined {
  const argument = given.find((one) => one.name.value === name);
  const value = argument && valueFromASTUntyped(argument.value, variables);
  if (typeof value === 'number') return Math.max(0, value);
  if (Array.isArray(value)) return value.length;
  // GraphQL coerces a single value to a list of one.
  return value === undefined || value === null ? undefined : 1;
}
