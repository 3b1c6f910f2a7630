import * as fc from 'fast-check';
import {
  getNamedType,
  isCompositeType,
  isObjectType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';

export interface Hostile {
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Documents that nest fragments, lists, connections, abstract types and introspection. Most of them are valid. */
export function hostileDocuments(schema: GraphQLSchema): fc.Arbitrary<Hostile> {
  return fc
    .array(fc.nat(1000), { minLength: 20, maxLength: 120, size: 'max' })
    .map((choices) => new Writer(schema, choices).write());
}

const maxDepth = 6;

/** Writes a document from a list of choices, so that fast-check can shrink it. */
class Writer {
  readonly #schema: GraphQLSchema;
  readonly #choices: readonly number[];
  #next = 0;
  #names = 0;
  readonly #fragments: { readonly name: string; readonly type: string; readonly text: string }[] = [];
  readonly #declared: string[] = [];
  readonly #variables: Record<string, unknown> = {};

  constructor(schema: GraphQLSchema, choices: readonly number[]) {
    this.#schema = schema;
    this.#choices = choices;
  }

  write(): Hostile {
    const query = this.#selections(this.#schema.getQueryType() as GraphQLCompositeType, 0);
    const declared = this.#declared.length > 0 ? `(${this.#declared.join(', ')})` : '';
    const texts = this.#fragments.map(({ text }) => text);
    return { source: [`query q${declared} ${query}`, ...texts].join('\n'), variables: this.#variables };
  }

  /** A number below `count`; 0 when there are no choices left. */
  #pick(count: number): number {
    const choice = this.#choices[this.#next] ?? 0;
    this.#next += 1;
    return choice % count;
  }

  #name(): string {
    this.#names += 1;
    return `n${this.#names}`;
  }

  #selections(type: GraphQLCompositeType, depth: number): string {
    const all = Array.from({ length: 1 + this.#pick(4) }, () => this.#selection(type, depth));
    return `{ ${all.join(' ')} }`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const kind = this.#pick(10);
    if (kind > 7 && depth < maxDepth) return this.#fragment(type, depth, kind === 8);
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const isQuery = type === this.#schema.getQueryType();
    if (isQuery && this.#pick(8) === 7) return this.#introspection(depth);
    const deep = fields.filter((field) => isCompositeType(getNamedType(field.type)));
    // Composite fields are few and multiply, so every second one is.
    const from = depth >= maxDepth ? fields.filter((field) => !deep.includes(field)) : fields;
    const field = this.#pick(2) === 1 && depth < maxDepth ? this.#of(deep) : this.#of(from);
    return field ? this.#field(field, depth) : '__typename';
  }

  #of<T>(all: readonly T[]): T | undefined {
    return all[this.#pick(Math.max(1, all.length))];
  }

  #introspection(depth: number): string {
    const schemaType = this.#schema.getType('__Schema') as GraphQLCompositeType;
    // Depth is used up faster, since graphql-js allows few nested lists here.
    return `${this.#name()}: __schema ${this.#selections(schemaType, depth + 3)}`;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    const args = this.#args(field);
    const isAliased = args !== '' || this.#pick(3) === 0;
    const alias = isAliased ? `${this.#name()}: ` : '';
    const inner = isCompositeType(type) ? this.#selections(type, depth + 1) : '';
    return `${alias}${field.name}${args} ${this.#directive()}${inner}`;
  }

  #fragment(type: GraphQLCompositeType, depth: number, isNamed: boolean): string {
    const known = this.#fragments.filter((fragment) => fragment.type === type.name);
    if (isNamed && known.length > 0 && this.#pick(2) === 1) return `...${this.#of(known)?.name}`;
    const condition = isObjectType(type)
      ? type
      : (this.#of([type, ...this.#schema.getPossibleTypes(type)]) ?? type);
    const text = this.#selections(condition, depth + 1);
    if (!isNamed) return `... on ${condition.name} ${this.#directive()}${text}`;
    const name = this.#name();
    this.#fragments.push({
      name,
      type: type.name,
      text: `fragment ${name} on ${condition.name} ${text}`,
    });
    return `...${name}`;
  }

  #directive(): string {
    if (this.#pick(8) !== 7) return '';
    const name = this.#name();
    this.#declared.push(`$${name}: Boolean!`);
    this.#variables[name] = this.#pick(2) === 0;
    return `@${this.#pick(2) === 0 ? 'include' : 'skip'}(if: $${name}) `;
  }

  #args({ name, args }: GraphQLField<unknown, unknown>): string {
    const given = args.flatMap((argument) => {
      const type = String(argument.type);
      if (type.startsWith('[')) return [`${argument.name}: ${this.#value(type, this.#list(name))}`];
      if (type === 'Int')
        return this.#pick(2) === 0 ? [] : [`${argument.name}: ${this.#value(type, this.#size(50))}`];
      if (!type.endsWith('!')) return [];
      return [`${argument.name}: ${type === 'SessionProviderInput!' ? 'ZEP' : '"id"'}`];
    });
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  /** A small size, or one above what is assumed of a list without an argument. */
  #size(assumed: number): number {
    const size = this.#pick(8);
    return this.#pick(4) === 3 ? assumed + 1 + size : size;
  }

  #list(field: string): unknown {
    const item = field === '_entities' ? { __typename: 'ZepSession' } : 'id';
    // A single value is a list of one.
    return this.#pick(6) === 5 ? item : Array.from({ length: this.#size(100) }, () => item);
  }

  /** A value as a literal, in a variable, or as the default of a variable. */
  #value(type: string, value: unknown): string {
    const isObject = type.startsWith('[_Any');
    const how = isObject ? 1 : this.#pick(3);
    const literal = JSON.stringify(value);
    if (how === 0) return literal;
    const name = this.#name();
    if (how === 1) this.#variables[name] = value;
    this.#declared.push(`$${name}: ${type}${how === 2 ? ` = ${literal}` : ''}`);
    return `$${name}`;
  }
}
