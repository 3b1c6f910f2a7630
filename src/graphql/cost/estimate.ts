import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  typeFromAST,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { introspectionLengths, type IntrospectionLengths } from './introspection.ts';
import { declaredRead, declaredSize, isList, type DeclaredRead } from './list-size.ts';
import { add, conversationsIn, max, nothing, toTotal, type Measured } from './measured.ts';
import { recording, sizeIn } from './variables.ts';

/** What an operation can cause at most, with fragments expanded. */
export interface Cost {
  /** Fields in the answer, with the sizes of lists multiplied in. */
  readonly fields: number;
  /** Calls to vendors. */
  readonly reads: number;
  /** Sessions whose messages are read. */
  readonly conversations: number;
  readonly aliases: number;
  readonly depth: number;
  readonly rootFields: number;
}

/** What the fields around a selection set say about the lists in it. */
interface Around {
  /** The size of the fields that an enclosing connection sizes. */
  readonly sizedFields: readonly string[];
  readonly size: number;
  /** Whether the selection set applies to every type of the schema, so that average lengths are exact. */
  readonly isWholeSchema: boolean;
}

const nothingAround: Around = { sizedFields: [], size: 1, isWholeSchema: false };
const lengthsBySchema = new WeakMap<GraphQLSchema, IntrospectionLengths>();

export interface EstimateOptions {
  readonly schema: GraphQLSchema;
  /** Valid for the schema. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As sent by the client. */
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  /** How many calls one page of the lists of all vendors can cause. */
  readonly feedReads: number;
}

/**
 * Estimates the cost of an operation before it runs. A selection set is measured once for each concrete type, so the
 * time is linear in the document even when nested fragments multiply.
 */
export function estimateCost(options: EstimateOptions): Cost {
  const { schema, operation, variables, feedReads } = options;
  const given = { ...defaultsOf(operation), ...variables };
  const known = estimates.get(operation);
  const isSame = known?.schema === schema && known.feedReads === feedReads;
  if (isSame && known.sizes.every(([name, size]) => sizeIn(given[name]) === size)) return known.cost;
  const type = schema.getRootType(operation.operation);
  if (!type) return { ...toTotal(nothing), rootFields: 0 };
  const read = new Set<string>();
  const estimate = new Estimate({ ...options, variables: recording(given, read) });
  const measured = estimate.selections(operation.selectionSet, type, nothingAround);
  const cost = { ...toTotal(measured), rootFields: estimate.fieldsOf(operation.selectionSet) };
  const sizes = [...read].map((name) => [name, sizeIn(given[name])] as const);
  estimates.set(operation, { schema, feedReads, cost, sizes });
  return cost;
}

interface Known {
  readonly schema: GraphQLSchema;
  readonly feedReads: number;
  readonly cost: Cost;
  /** The variables that it depends on. */
  readonly sizes: readonly (readonly [name: string, size: number | string])[];
}

/** The last estimate of each operation: documents are parsed once, and most differ only in ids from one request to the next. */
const estimates = new WeakMap<OperationDefinitionNode, Known>();

class Estimate {
  readonly #schema: GraphQLSchema;
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #feedReads: number;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #lengths: IntrospectionLengths;
  readonly #measured = new Map<SelectionSetNode, Map<string, Measured>>();
  readonly #counted = new Map<SelectionSetNode, number>();

  constructor({ schema, document, variables = {}, feedReads }: EstimateOptions) {
    this.#schema = schema;
    this.#variables = variables;
    this.#feedReads = feedReads;
    const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(
      (fragments as FragmentDefinitionNode[]).map((fragment) => [fragment.name.value, fragment]),
    );
    this.#lengths = lengthsBySchema.get(schema) ?? introspectionLengths(schema);
    lengthsBySchema.set(schema, this.#lengths);
  }

  /** The number of fields in a selection set, with fragments expanded. */
  fieldsOf(set: SelectionSetNode): number {
    const known = this.#counted.get(set);
    if (known !== undefined) return known;
    let count = 0;
    for (const selection of set.selections) {
      const inner = selection.kind === Kind.FIELD ? undefined : this.#fragmentOf(selection);
      count += inner ? this.fieldsOf(inner.selectionSet) : 1;
    }
    this.#counted.set(set, count);
    return count;
  }

  selections(set: SelectionSetNode, type: GraphQLObjectType, around: Around): Measured {
    const key = `${type.name} ${around.isWholeSchema} ${around.size} ${around.sizedFields.join()}`;
    const known = this.#measured.get(set)?.get(key);
    if (known) return known;
    const measured = set.selections
      .map((selection) => this.#selection(selection, type, around))
      .reduce(add, nothing);
    const ofSet = this.#measured.get(set) ?? new Map<string, Measured>();
    this.#measured.set(set, ofSet.set(key, measured));
    return measured;
  }

  #selection(selection: SelectionNode, type: GraphQLObjectType, around: Around): Measured {
    if (selection.kind === Kind.FIELD) return this.#field(selection, type, around);
    const fragment = this.#fragmentOf(selection);
    if (!fragment) return nothing;
    const condition = fragment.typeCondition && typeFromAST(this.#schema, fragment.typeCondition);
    const applies =
      !condition ||
      condition === type ||
      (isAbstractType(condition) && this.#schema.isSubType(condition, type));
    return applies ? this.selections(fragment.selectionSet, type, around) : nothing;
  }

  #field(node: FieldNode, parent: GraphQLObjectType, around: Around): Measured {
    const aliases = node.alias ? 1 : 0;
    const field = this.#fieldDefinition(node, parent);
    if (!field) return { ...nothing, fields: 1, aliases, depth: 1 };
    const { size, inside } = this.#sizeOf(node, field, parent, around);
    const child = this.#child(node, field, inside);
    const read = declaredRead(field, this.#schema.getDirective('upstreamRead'));
    return {
      fields: node.selectionSet ? 1 + size * child.fields : Math.max(1, size),
      reads: size * (this.#readsOf(read) + child.reads),
      ownConversation: read?.conversation ? 1 : 0,
      conversations: size * conversationsIn(child),
      aliases: aliases + child.aliases,
      depth: 1 + child.depth,
    };
  }

  /** The calls to vendors that one read of a field can cause. */
  #readsOf(read: DeclaredRead | undefined): number {
    if (!read) return 0;
    return read.everyVendor ? this.#feedReads : 1;
  }

  /** Of several possible types, the most expensive one counts, measure by measure. */
  #child({ selectionSet }: FieldNode, field: GraphQLField<unknown, unknown>, inside: Around): Measured {
    const type = getNamedType(field.type);
    if (!selectionSet || !isCompositeType(type)) return nothing;
    const types = isObjectType(type) ? [type] : this.#schema.getPossibleTypes(type);
    return types.map((one) => this.selections(selectionSet, one, inside)).reduce(max, nothing);
  }

  #sizeOf(
    node: FieldNode,
    field: GraphQLField<unknown, unknown>,
    parent: GraphQLObjectType,
    around: Around,
  ): { size: number; inside: Around } {
    const introspected = this.#lengths[`${parent.name}.${field.name}`];
    if (introspected) {
      // Every field belongs to one type, but an interface or a possible type can be reached from many.
      const isWholeSchema = field.name === 'types' || (around.isWholeSchema && field.name === 'fields');
      const size = around.isWholeSchema ? introspected.average : introspected.max;
      return { size, inside: { ...nothingAround, isWholeSchema } };
    }
    if (around.sizedFields.includes(field.name)) return { size: around.size, inside: nothingAround };
    const list = isList(field.type);
    const directive = this.#schema.getDirective('listSize');
    const { size, sizedFields } = declaredSize(field, node, { directive, variables: this.#variables });
    if (list) return { size: this.#entities(node, field) ?? size, inside: nothingAround };
    return { size: 1, inside: { sizedFields, size, isWholeSchema: false } };
  }

  /** Federation adds `_entities` to the schema, without a directive. */
  #entities(
    { arguments: given = [] }: FieldNode,
    { name }: GraphQLField<unknown, unknown>,
  ): number | undefined {
    if (name !== '_entities') return undefined;
    const [representations] = given.map(({ value }) => valueFromASTUntyped(value, this.#variables));
    return Array.isArray(representations) ? representations.length : 1;
  }

  #fieldDefinition({ name: { value } }: FieldNode, parent: GraphQLObjectType) {
    if (parent === this.#schema.getQueryType()) {
      if (value === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
      if (value === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    }
    return parent.getFields()[value];
  }

  #fragmentOf(selection: Exclude<SelectionNode, FieldNode>) {
    return selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
  }
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  const defaults = variableDefinitions.filter(({ defaultValue }) => defaultValue);
  return Object.fromEntries(
    defaults.map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue && valueFromASTUntyped(defaultValue),
    ]),
  );
}
