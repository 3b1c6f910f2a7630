import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  executeSync,
  getNamedType,
  getNullableType,
  getOperationAST,
  isAbstractType,
  isEnumType,
  isListType,
  isObjectType,
  parse,
  validate,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { estimateCost } from '../../../src/graphql/cost/estimate.ts';
import { createSubgraphSchema } from '../../../src/graphql/subgraph.ts';
import { providers } from '../../../src/providers/index.ts';
import { hostileDocuments, type Hostile } from './documents.ts';

/*
 * What the estimate promises: an answer has no more fields, and causes no more reads, than estimated, if no list with an
 * assumed size is longer than assumed. The sizes of other lists are exact.
 */

const schema = createSubgraphSchema(providers, {
  nodeFields: true,
  sessionsField: true,
  maxRepresentations: 5000,
});
let reads = 0;
let items = 0;
answerAtMost(schema);

type Args = Readonly<Record<string, unknown>>;

/** Replaces the resolvers: every list is as long as it can be, and every object exists. */
function answerAtMost({ getTypeMap }: GraphQLSchema): void {
  for (const type of Object.values(getTypeMap.call(schema))) {
    if (isAbstractType(type)) type.resolveType = (item) => (item as { typename: string }).typename;
    if (type.name.startsWith('__') || !isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) field.resolve = resolverOf(field);
  }
}

function resolverOf(field: GraphQLField<unknown, unknown>): (parent: unknown, args: Args) => unknown {
  const isRead = field.astNode?.directives?.some(({ name }) => name.value === 'upstreamRead');
  const isList = isListType(getNullableType(field.type));
  return (parent, args) => {
    const length = isList ? lengthOf(field.name, parent, args) : 1;
    if (isRead) reads += length;
    const all = Array.from({ length }, () => itemOf(field, args));
    return isList ? all : all[0];
  };
}

/** Written down a second time, so that the estimate cannot make the same mistake. */
const assumed: Readonly<Record<string, number>> = {
  metadata: 10,
  classifications: 10,
  customData: 10,
  nonVerifiedCustomData: 10,
  facts: 20,
  attachments: 5,
  sessionProviders: 10,
};

function lengthOf(name: string, parent: unknown, { ids, externalIds, representations }: Args): number {
  const given = ids ?? externalIds ?? representations;
  if (Array.isArray(given)) return given.length;
  if (name === 'edges' || name === 'nodes') return (parent as { size: number }).size;
  const size = assumed[name];
  if (size === undefined) throw new Error(`The list ${name} is not known to this test.`);
  return size;
}

function itemOf(field: GraphQLField<unknown, unknown>, { first, last }: Args): unknown {
  const type = getNamedType(field.type);
  items += 1;
  if (isEnumType(type)) return type.getValues()[0]?.value;
  if (isAbstractType(type)) {
    const types = schema.getPossibleTypes(type);
    return { typename: types[items % types.length]?.name };
  }
  if (isObjectType(type)) return { size: Number(first ?? last ?? 50) };
  return type.name === 'Boolean' ? true : 1;
}

/** The fields of an answer as the estimate counts them: each item of a list of leaves is one. */
function fieldsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + fieldsIn(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, field: unknown) => {
    const isLeafList =
      Array.isArray(field) && field.length > 0 && field.every((item) => typeof item !== 'object');
    return sum + (isLeafList ? (field as unknown[]).length : 1 + fieldsIn(field));
  }, 0);
}

function depthOf(value: unknown): number {
  if (Array.isArray(value)) return Math.max(0, ...value.map(depthOf));
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

const seen = { executed: 0, lists: 0, fragments: 0, most: 0 };

function check({ source, variables }: Hostile): void {
  const document = parse(source);
  if (validate(schema, document).length > 0) return;
  const operation = getOperationAST(document);
  if (!operation) return;
  const cost = estimateCost({ schema, document, operation, variables, feedReads: 1 });
  // Larger ones take long, and are refused by default.
  if (cost.fields > 20_000) return;
  reads = 0;
  const { data } = executeSync({ schema, document, variableValues: variables });
  const fields = fieldsIn(data);
  seen.executed += 1;
  seen.lists += Number(/ids|first|last|representations/i.test(source));
  seen.fragments += Number(source.includes('fragment'));
  seen.most = Math.max(seen.most, fields);
  expect(fields).toBeLessThanOrEqual(Math.ceil(cost.fields));
  expect(reads).toBeLessThanOrEqual(cost.reads);
  expect(depthOf(data)).toBeLessThanOrEqual(cost.depth);
  expect(Object.keys(data ?? {}).length).toBeLessThanOrEqual(cost.rootFields);
}

test('none of 10,000 hostile documents has more fields, reads or levels than estimated', () => {
  fc.assert(fc.property(hostileDocuments(schema), check), { numRuns: 10_000 });
  expect(seen.executed).toBeGreaterThan(4_000);
  expect(seen.lists).toBeGreaterThan(1_000);
  expect(seen.fragments).toBeGreaterThan(1_000);
  expect(seen.most).toBeGreaterThan(1_000);
}, 60_000);
