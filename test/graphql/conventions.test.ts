import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { createSchema } from '../../src/graphql/schema.ts';
import { providers } from '../../src/providers/index.ts';
import { conventions } from './conventions.ts';

const schema = createSchema(providers);

/** Breaks every convention, so that a rule which finds nothing anywhere is found out. */
const bad = buildSchema(`
  type Query { lone: One! ones(ids: [ID!]!): [One!] one(provider: SessionProvider): One things: ThingConnection }
  interface Node { id: ID! }
  interface Session { externalId: String! }
  type OneSession implements Session { id: ID! externalId: String! name: String mood: String! }
  type TwoSession implements Session & Node { id: ID! externalId: String! name: Int Tags: [String] }
  type One { id: String provider: SessionProvider }
  type ThingConnection { edges: [ThingEdge] }
  type ThingEdge { node: One }
  enum SessionProvider { one TWO }
  enum SessionProviderInput { TWO }
`);

describe('in this schema', () => {
  it.each(conventions.map(({ claim, broken }) => [claim, broken] as const))('%s', (_, broken) => {
    expect(broken(schema)).toEqual([]);
  });
});

describe('a schema that breaks it is told where:', () => {
  it.each(conventions.map(({ claim, broken }) => [claim, broken] as const))('%s', (_, broken) => {
    expect(broken(bad)).not.toEqual([]);
  });
});
