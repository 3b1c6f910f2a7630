import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  getNamedType,
  getOperationAST,
  graphqlSync,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
  type GraphQLCompositeType,
  type GraphQLFieldMap,
} from 'graphql';
import { estimateCost } from '../../../src/graphql/cost/estimate.ts';
import { createSchema } from '../../../src/graphql/schema.ts';
import { providers } from '../../../src/providers/index.ts';

const schema = createSchema(providers);

function costOf(source: string, variables: Record<string, unknown> = {}, feedReads = 35) {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return estimateCost({ schema, document, operation, variables, feedReads });
}

describe('the estimate of fields', () => {
  test.each([
    ['{ __typename }', 1],
    ['{ zepSession(externalId: "a") { id facts } }', 1 + 1 + 20],
    ['{ sessionsByIds(ids: ["a", "b", "c"]) { id status } }', 1 + 3 * 2],
    ['{ sessionsByIds(ids: "a") { id } }', 1 + 1],
    ['{ sessionsByIds(ids: []) { id } }', 1],
    ['{ sessionProviders { provider quota { limit } } }', 1 + 10 * (1 + 1 + 1)],
    // Of the types of a session only one answers: the most expensive counts.
    [
      '{ session(id: "a") { id ... on ZepSession { uuid rowId } ... on DuohubSession { userId } } }',
      1 + 1 + 2,
    ],
    ['{ session(id: "a") { ...F ...F } } fragment F on Session { id }', 1 + 2],
    ['{ chatwizeChatbot(externalId: "b") { sessions { totalCount nodes { id } } } }', 1 + 1 + 1 + 1 + 50],
    [
      '{ chatwizeChatbot(externalId: "b") { sessions(first: 7) { edges { cursor node { id } } } } }',
      1 + 1 + 1 + 7 * 3,
    ],
    [
      '{ chatwizeChatbot(externalId: "b") { sessions(last: 9) { nodes { metadata { key } } } } }',
      1 + 1 + 1 + 9 * 11,
    ],
  ])('of %s is %d', (source, fields) => {
    expect(costOf(source).fields).toBe(fields);
  });

  test.each([
    ['{ session(id: "a") { messages { totalCount nodes { id text } } } }', 1 + 1 + 1 + 1 + 2 * 50],
    ['{ session(id: "a") { messages(last: 9) { edges { cursor node { id } } } } }', 1 + 1 + 1 + 9 * 3],
    [
      '{ session(id: "a") { messages(first: 4) { nodes { attachments { name } } } } }',
      1 + 1 + 1 + 4 * (1 + 5),
    ],
  ])('of the messages of %s is %d', (source, fields) => {
    expect(costOf(source).fields).toBe(fields);
  });

  test('takes sizes from variables, and from their defaults', () => {
    const source =
      'query ($n: Int = 3) { chatwizeChatbot(externalId: "b") { sessions(first: $n) { nodes { id } } } }';
    expect(costOf(source).fields).toBe(3 + 3);
    expect(costOf(source, { n: 1000 }).fields).toBe(3 + 1000);
  });
});

test.each([
  ['{ zepSession(externalId: "a") { id } sessionProviders { provider } }', 1],
  ['{ sessionsByIds(ids: ["a", "b", "c"]) { id } nodes(ids: ["a"]) { id } }', 4],
  [
    '{ chatwizeChatbots(externalIds: ["a", "b"]) { one: sessions { totalCount } two: sessions { totalCount } } }',
    4,
  ],
  ['{ chatwizeChatbot(externalId: "a") { id } __schema { types { name } } }', 0],
])('%s can cause %d reads', (source, reads) => {
  expect(costOf(source).reads).toBe(reads);
});

test('a page of the list of all sessions causes as many reads as the server allows it', () => {
  const source = '{ sessions { nodes { id } } zepSession(externalId: "a") { id } }';
  expect([35, 320].map((feedReads) => costOf(source, {}, feedReads).reads)).toEqual([36, 321]);
});

test('aliases, depth and root fields are counted with fragments expanded', () => {
  const source = `{ ...F ...F } fragment F on Query { a: session(id: "a") { participant { b: name } } }`;
  expect(costOf(source)).toMatchObject({ aliases: 4, depth: 3, rootFields: 2 });
});

test('the time is linear in a document whose fragments multiply', () => {
  const levels = 1000;
  const fragments = Array.from(
    { length: levels },
    (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`,
  );
  const source = `${fragments.join(' ')} fragment f${levels} on Query { a: __typename } { ...f0 }`;
  // 2 ** 1000 aliases: measured one by one they would outlast the universe.
  expect(costOf(source).aliases).toBe(2 ** levels);
});

test('every list of the schema declares its size', () => {
  const lists = Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__'))
    .flatMap((type) => (isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []))
    .filter(({ type }) => isListType(isNonNullType(type) ? type.ofType : type));
  const sized = new Set(['edges', 'nodes']);
  const undeclared = lists.filter(
    ({ name, astNode }) =>
      !astNode?.directives?.some((directive) => directive.name.value === 'listSize') && !sized.has(name),
  );
  expect(lists.length).toBeGreaterThan(10);
  expect(undeclared.map(({ name }) => name)).toEqual([]);
});

test('every field of Query that returns a session or an object declares a read', () => {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ type }) =>
    /Session$|^Node$/.test(getNamedType(type).name),
  );
  const undeclared = fields.filter(
    ({ astNode }) => !astNode?.directives?.some(({ name }) => name.value === 'upstreamRead'),
  );
  expect(fields.length).toBeGreaterThan(7);
  expect(undeclared.map(({ name }) => name)).toEqual([]);
});

/** A random selection of introspection fields, with aliases that keep the answers apart. */
const selection = (type: GraphQLCompositeType, depth: number): fc.Arbitrary<string> => {
  const fields: GraphQLFieldMap<unknown, unknown> = isObjectType(type) ? type.getFields() : {};
  const usable = Object.values(fields).filter(
    (field) => depth > 0 || !isCompositeType(getNamedType(field.type)),
  );
  const one = fc.constantFrom(...usable).chain((field) => {
    const inner = getNamedType(field.type);
    return isCompositeType(inner)
      ? selection(inner, depth - 1).map((set) => `${field.name} ${set}`)
      : fc.constant(field.name);
  });
  return fc
    .array(one, { minLength: 1, maxLength: 3 })
    .map((selections) => `{ ${selections.map((text, index) => `x${depth}${index}: ${text}`).join(' ')} }`);
};

const introspection = (name: string) => schema.getType(name) as GraphQLCompositeType;
const typeNames = Object.keys(schema.getTypeMap());
const documents = fc.oneof(
  selection(introspection('__Schema'), 4).map((set) => `{ __schema ${set} }`),
  fc
    .tuple(fc.constantFrom(...typeNames), selection(introspection('__Type'), 4))
    .map(([name, set]) => `{ __type(name: "${name}") ${set} }`),
);

function countFields(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countFields(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, field) => {
    const isLeafList = Array.isArray(field) && field.every((item) => typeof item !== 'object');
    return sum + (isLeafList ? Math.max(1, field.length) : 1 + countFields(field));
  }, 0);
}

test('no introspection query has more fields in its answer than estimated', () => {
  let measured = 0;
  fc.assert(
    fc.property(documents, (source) => {
      const document = parse(source);
      if (validate(schema, document).length > 0) return;
      const estimated = costOf(source).fields;
      if (estimated > 200_000) return;
      const { data } = graphqlSync({ schema, source });
      measured += 1;
      expect(countFields(data)).toBeLessThanOrEqual(Math.ceil(estimated));
    }),
    { numRuns: 500 },
  );
  expect(measured).toBeGreaterThan(100);
});

describe('the estimate of conversations', () => {
  const page = 'messages { totalCount }';

  test.each([
    ['{ session(id: "a") { id } }', 0],
    [`{ session(id: "a") { ${page} } }`, 1],
    // Several fields of one session read its messages once.
    [
      `{ session(id: "a") { a: ${page} b: ${page} ... on ZepSession { c: ${page} } ...F } } fragment F on Session { ${page} }`,
      1,
    ],
    [`{ a: session(id: "a") { ${page} } b: session(id: "b") { ${page} } }`, 2],
    [`{ sessionsByIds(ids: ["a", "b", "c"]) { ${page} } }`, 3],
    [`{ nodes(ids: ["a", "b"]) { ... on Session { ${page} } } }`, 2],
    [`{ chatwizeChatbot(externalId: "b") { sessions { nodes { ${page} } } } }`, 50],
    [
      `{ chatwizeChatbot(externalId: "b") { sessions(first: 7) { edges { node { ${page} } } nodes { ${page} } } } }`,
      14,
    ],
    [`{ chatwizeChatbots(externalIds: ["a", "b"]) { sessions(last: 30) { nodes { ${page} } } } }`, 60],
    // Of the types of a session only one answers.
    [`{ session(id: "a") { ... on ZepSession { ${page} } ... on DuohubSession { ${page} } } }`, 1],
  ])('of %s is %d', (source, conversations) => {
    expect(costOf(source).conversations).toBe(conversations);
  });
});
