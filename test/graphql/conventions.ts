import {
  getNamedType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLSchema,
} from 'graphql';
import { elementsOf, fieldsOf, inputsOf, typesOf, type Element, type FieldPlace } from './schema-elements.ts';

/** A rule of this schema. */
export interface Convention {
  readonly claim: string;
  /** @returns the places that break it */
  readonly broken: (schema: GraphQLSchema) => string[];
}

const spelling: Readonly<Record<Element['kind'], RegExp>> = {
  type: /^[A-Z][A-Za-z0-9]*$/,
  field: /^[a-z][A-Za-z0-9]*$/,
  argument: /^[a-z][A-Za-z0-9]*$/,
  'enum value': /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/,
};

/** What a vendor's record always has: without them there is no session, and no pair. */
const neverNull: ReadonlySet<string> = new Set([
  'id',
  'externalId',
  'provider',
  'key',
  'role',
  'fetchedAt',
  'stale',
]);

export const conventions: readonly Convention[] = [
  {
    claim: 'everything has a description',
    broken: (schema) => placesOf(elementsOf(schema).filter(({ description }) => description.trim() === '')),
  },
  {
    claim: 'types are in PascalCase, fields and arguments in camelCase, enum values in UPPER_CASE',
    broken: (schema) => placesOf(elementsOf(schema).filter(({ kind, name }) => !spelling[kind].test(name))),
  },
  {
    claim: 'a root field can be null: one that fails leaves the others',
    broken: (schema) =>
      fieldsWhere(schema, ({ type, field }) => isRoot(type.name) && isNonNullType(field.type)),
  },
  {
    claim: 'a root list that is asked for by ids can have nulls in it: one that fails leaves the others',
    broken: (schema) =>
      fieldsWhere(
        schema,
        ({ type, field }) => isRoot(type.name) && field.args.length > 0 && hasNoNulls(field.type),
      ),
  },
  {
    claim:
      'what a vendor sends can be null, except ids, the provider, the key of a pair, a role, and how fresh it is',
    broken: (schema) =>
      fieldsWhere(
        schema,
        ({ type, field }) => !isOurs(type.name) && isNonNullType(field.type) && !neverNull.has(field.name),
      ),
  },
  {
    claim: 'a list of what a vendor sends has no nulls in it',
    broken: (schema) =>
      fieldsWhere(
        schema,
        ({ type, field }) => !isRoot(type.name) && isListType(field.type) && !hasNoNulls(field.type),
      ),
  },
  {
    claim: 'fields of one name have one type on all sessions: one query selects them on all',
    broken: (schema) => {
      const fields = fieldsOf(schema).filter(({ type }) => isSession(schema, type.name));
      const differs = (one: FieldPlace) =>
        fields.some(
          ({ field }) => field.name === one.field.name && String(field.type) !== String(one.field.type),
        );
      return placesOf(fields.filter(differs));
    },
  },
  {
    claim: 'no enum is used both in arguments and in answers: a supergraph would need its values everywhere',
    broken: (schema) => {
      const answered = new Set(fieldsOf(schema).map(({ field }) => getNamedType(field.type)));
      return placesOf(
        inputsOf(schema).filter(({ input }) => {
          const type = getNamedType(input.type);
          return isEnumType(type) && answered.has(type as never);
        }),
      );
    },
  },
  {
    claim: 'an enum for arguments has the same values as the one for answers',
    broken: (schema) =>
      ['SessionProvider', 'SessionStatus'].flatMap((name) => {
        const outputs = valuesOf(schema, name);
        const inputs = valuesOf(schema, `${name}Input`);
        return [...outputs, ...inputs].filter((value) => !outputs.has(value) || !inputs.has(value));
      }),
  },
  {
    claim: 'what has a global id is a Node, and every session is a Session and a Node',
    broken: (schema) =>
      typesOf(schema)
        .filter((type) => isObjectType(type))
        .filter((type) => {
          const interfaces = new Set(type.getInterfaces().map(({ name }) => name));
          const isNode = interfaces.has('Node');
          const hasId = type.getFields()['id'] !== undefined;
          return hasId !== isNode || (type.name.endsWith('Session') && !interfaces.has('Session'));
        })
        .map(({ name }) => name),
  },
  {
    claim: 'only a global id is an ID, and is called id',
    broken: (schema) =>
      fieldsWhere(schema, ({ field }) => (field.name === 'id') !== (String(field.type) === 'ID!')),
  },
  {
    claim:
      'a connection is paged by the arguments of Relay, all of them optional; the list of all sessions only forward',
    broken: (schema) =>
      fieldsWhere(
        schema,
        ({ field }) =>
          getNamedType(field.type).name.endsWith('Connection') &&
          !pagingArguments(getNamedType(field.type).name).every((argument) =>
            field.args.some(({ name, type }) => `${name}: ${String(type)}` === argument),
          ),
      ),
  },
  {
    claim: 'a connection has the fields of Relay, and nodes and totalCount',
    broken: (schema) =>
      typesOf(schema)
        .filter((type) => isObjectType(type))
        .filter(({ name }) => name.endsWith('Connection'))
        .filter((type) => {
          const types = new Set(
            Object.values(type.getFields()).map((field) => `${field.name}: ${String(field.type)}`),
          );
          const thing = type.name.replace(/Connection$/, '');
          return [
            `edges: [${thing}Edge!]!`,
            `nodes: [${thing}!]!`,
            'pageInfo: PageInfo!',
            ...(forwardOnly.has(type.name) ? [] : ['totalCount: Int!']),
          ].some((expected) => !types.has(expected));
        })
        .map(({ name }) => name),
  },
  {
    claim: 'an edge has a cursor and a node',
    broken: (schema) =>
      typesOf(schema)
        .filter((type) => isObjectType(type))
        .filter(({ name }) => name.endsWith('Edge'))
        .filter((type) => {
          const { cursor, node } = type.getFields();
          return String(cursor?.type) !== 'String!' || !node;
        })
        .map(({ name }) => name),
  },
];

function pagingArguments(connection: string): string[] {
  const forward = ['first: Int', 'after: String'];
  return forwardOnly.has(connection) ? forward : [...forward, 'last: Int', 'before: String'];
}

/** A list that is not known as a whole: it is read forward only, and nobody knows its length. */
const forwardOnly: ReadonlySet<string> = new Set(['SessionConnection']);

function valuesOf(schema: GraphQLSchema, name: string): Set<string> {
  const type = schema.getType(name);
  return new Set(isEnumType(type) ? type.getValues().map((value) => value.name) : []);
}

function isRoot(name: string): boolean {
  return name === 'Query' || name === 'Mutation' || name === 'Subscription';
}

/** What this graph makes up, and so knows: the vendors have no part in it. */
function isOurs(name: string): boolean {
  return (
    isRoot(name) ||
    name === 'PageInfo' ||
    name === 'SessionProviderInfo' ||
    name === 'SessionProviderQuota' ||
    name === 'SessionFeedSource' ||
    /(Connection|Edge)$/.test(name)
  );
}

function isSession(schema: GraphQLSchema, name: string): boolean {
  const session = schema.getType('Session');
  return isInterfaceType(session) && schema.getPossibleTypes(session).some((type) => type.name === name);
}

function hasNoNulls(type: unknown): boolean {
  return isListType(type) && isNonNullType(type.ofType);
}

function fieldsWhere(schema: GraphQLSchema, isBroken: (place: FieldPlace) => boolean): string[] {
  return placesOf(fieldsOf(schema).filter(isBroken));
}

function placesOf(found: readonly { readonly place: string }[]): string[] {
  return found.map(({ place }) => place);
}
