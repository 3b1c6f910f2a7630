import { readFileSync } from 'node:fs';
import { composeServices, type CompositionResult } from '@apollo/composition';
import { describe, expect, it } from '@jest/globals';
import { parse, type GraphQLObjectType } from 'graphql';
import { printSubgraph } from '../../src/graphql/subgraph.ts';
import { providers } from '../../src/providers/index.ts';

const sessions = printSubgraph({ nodeFields: false, sessionsField: false });
const tickets = readFileSync('examples/supergraph/src/tickets.graphql', 'utf8');
const vendors = providers.map(({ id }) => id);
const enumOfAll = `enum SessionProvider { ${vendors.join(' ')} }`;

/** A graph that has everything a supergraph usually has one of. */
const users = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
  interface Node { id: ID! }
  scalar DateTime
  scalar JSON
  enum SessionProvider { CHATWIZE ZEP }
  type PageInfo @shareable {
    startCursor: String
    endCursor: String
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
  }
  type User implements Node @key(fields: "id") {
    id: ID!
    since: DateTime
    settings: JSON
    prefers: SessionProvider
    memory: ZepSession
    friends: UserConnection
  }
  type ZepSession @key(fields: "externalId", resolvable: false) { externalId: String! }
  type UserConnection { pageInfo: PageInfo! nodes: [User] }
  type Query { node(id: ID!): Node nodes(ids: [ID!]!): [Node] user(id: ID!): User }
`;

/** This graph, had it one vendor more. */
const sessionsWithNova = `${sessions}
  extend enum SessionProvider { NOVA }
  extend enum SessionProviderInput { NOVA }
  extend type Query { novaSession(externalId: String!): NovaSession }
  type NovaSession implements Session & Node
    @key(fields: "id") @key(fields: "provider externalId") @key(fields: "externalId") {
    id: ID!
    provider: SessionProvider!
    externalId: String!
    createdAt: DateTime
    updatedAt: DateTime
    endedAt: DateTime
    status: SessionStatus
    participant: SessionParticipant
    metadata: [SessionMetadataEntry!]
    raw: JSON
    messages(first: Int, after: String, last: Int, before: String): SessionMessageConnection
    fetchedAt: DateTime!
    stale: Boolean!
  }
`;

function compose(subgraphs: Readonly<Record<string, string>>): CompositionResult {
  return composeServices(
    Object.entries(subgraphs).map(([name, sdl]) => ({
      name,
      url: `http://${name}.example/graphql`,
      typeDefs: parse(sdl),
    })),
  );
}

/** A hint that does not matter: it says that the supergraph has all values, as it should. */
function vendorNotNamedElsewhere(value: string): unknown {
  return expect.stringContaining(
    `INCONSISTENT_ENUM_VALUE_FOR_OUTPUT_ENUM: Value "${value}" of enum type "SessionProvider"`,
  );
}

/** The vendors that another graph's copy of the enum leaves out. */
function leftOutBy(sdl: string, all: readonly string[] = vendors): string[] {
  const [, values = ''] = /enum SessionProvider \{([^}]*)\}/.exec(sdl) ?? [];
  const named: readonly string[] = values.match(/\w+/g) ?? [];
  expect(named.filter((value) => !all.includes(value))).toEqual([]);
  return all.filter((vendor) => !named.includes(vendor)).toSorted();
}

function hintsOf({ hints }: CompositionResult): string[] {
  return (hints ?? []).map(({ definition, message }) => `${definition.code}: ${message}`);
}

const ticketsOfAll = tickets.replace(/enum SessionProvider \{[^}]*\}/, enumOfAll);

describe('the subgraph composes without errors and without hints', () => {
  it.each([
    ['alone', { sessions }],
    ['with a graph that adds a field to every session', { sessions, tickets: ticketsOfAll }],
    [
      'with the list of all sessions',
      { sessions: printSubgraph({ nodeFields: false, sessionsField: true }), tickets: ticketsOfAll },
    ],
    [
      'with node and nodes',
      { sessions: printSubgraph({ nodeFields: true, sessionsField: false }), tickets: ticketsOfAll },
    ],
  ])('%s', (_, subgraphs) => {
    const result = compose(subgraphs);
    expect(result.errors).toBeUndefined();
    expect(hintsOf(result)).toEqual([]);
  });
});

it('without the list of all sessions, another graph can have a list of that name and types of these names', () => {
  const other = `
    enum SessionStatusInput { ANY }
    type SessionConnection { total: Int }
    type SessionEdge { weight: Int }
    type Query { sessions(status: SessionStatusInput): SessionConnection edge: SessionEdge }
  `;
  const result = compose({ sessions, other });
  expect([result.errors, hintsOf(result)]).toEqual([undefined, []]);
  const withList = printSubgraph({ nodeFields: false, sessionsField: true });
  expect(compose({ sessions: withList, other }).errors).not.toBeUndefined();
});

it('the graph of the example composes, with a hint for each vendor that it does not name', () => {
  const result = compose({ sessions, tickets });
  expect(result.errors).toBeUndefined();
  expect(hintsOf(result).toSorted()).toEqual(leftOutBy(tickets).map(vendorNotNamedElsewhere));
});

it('a new vendor breaks no composition, and its sessions have what another graph adds to every session', () => {
  const result = compose({ sessions: sessionsWithNova, tickets: ticketsOfAll });
  expect(result.errors).toBeUndefined();
  expect(hintsOf(result)).toEqual([vendorNotNamedElsewhere('NOVA')]);
  const type = result.schema?.toAPISchema().toGraphQLJSSchema().getType('NovaSession');
  expect((type as GraphQLObjectType).getFields()).toHaveProperty('tickets');
});

describe('a graph can refer to', () => {
  it.each([
    [
      'sessions by vendor and id',
      'Session @interfaceObject @key(fields: "provider externalId")',
      'provider: SessionProvider! externalId: String! note: String',
    ],
    ['sessions by global id', 'Session @interfaceObject @key(fields: "id")', 'id: ID! note: String'],
    [
      'sessions of one vendor',
      'ZepSession @key(fields: "externalId", resolvable: false)',
      'externalId: String!',
    ],
    ['chatbots', 'ChatwizeChatbot @key(fields: "externalId", resolvable: false)', 'externalId: String!'],
  ])('%s', (_, type, fields) => {
    const other = `
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@interfaceObject"])
      ${enumOfAll}
      type ${type} { ${fields} }
      type Query { prefers: SessionProvider things: [${type.split(' ')[0]}] }
    `;
    const result = compose({ sessions, other });
    expect(result.errors).toBeUndefined();
    expect(hintsOf(result)).toEqual([]);
  });
});

it('a graph that takes SessionProvider as an argument does not compose with a new vendor', () => {
  const taking = ticketsOfAll.replace('tickets: [Ticket!]\n}', 'tickets(of: SessionProvider): [Ticket!]\n}');
  expect(taking).not.toBe(ticketsOfAll);
  expect(compose({ sessions, tickets: taking }).errors).toBeUndefined();
  expect(compose({ sessions: sessionsWithNova, tickets: taking }).errors).toHaveLength(1);
});

describe('the subgraph composes with one that has a Node, PageInfo, scalars and two of the vendors', () => {
  it.each([
    ['as it is', vendors, { sessions, users }],
    ['beside a third graph', vendors, { sessions, users, tickets: ticketsOfAll }],
    ['with a new vendor', [...vendors, 'NOVA'], { sessions: sessionsWithNova, users }],
  ])('%s: the only hints are the vendors that the other does not name', (_, all, subgraphs) => {
    const missing = leftOutBy(users, all);
    expect(missing).toEqual(expect.arrayContaining(['DUOHUB', 'OPENCX']));
    const result = compose(subgraphs);
    expect(result.errors).toBeUndefined();
    expect(hintsOf(result).toSorted()).toEqual(missing.map(vendorNotNamedElsewhere));
  });

  it('which would not be, did this graph claim node and nodes as well', () => {
    const { errors } = compose({
      sessions: printSubgraph({ nodeFields: true, sessionsField: false }),
      users,
    });
    expect(errors?.map(({ message }) => message)).toEqual([
      expect.stringContaining('Query.node'),
      expect.stringContaining('Query.nodes'),
    ]);
  });
});
