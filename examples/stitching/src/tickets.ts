import type { MergedTypeConfig, SubschemaConfig } from '@graphql-tools/delegate';
import { makeExecutableSchema } from '@graphql-tools/schema';

/** A ticket as stored by the help desk, with the type and the global id of its session. */
export interface Ticket {
  readonly id: string;
  readonly title: string;
  readonly sessionType: string;
  readonly sessionId: string;
}

interface SessionKey {
  readonly type: string;
  readonly id: string;
}

const typeDefs = (sessionTypes: readonly string[]): string => `
  interface Session { id: ID! tickets: [Ticket!] }
  ${sessionTypes.map((type) => `type ${type} implements Session { id: ID! tickets: [Ticket!] }`).join('\n')}

  type Ticket { id: ID! title: String! session: Session }

  input TicketedSession { type: String! id: ID! }

  type Query {
    tickets: [Ticket!]
    "Sessions by type and global id, in the order of the argument."
    ticketedSessions(sessions: [TicketedSession!]!): [Session]
  }
`;

/**
 * The second schema.
 * @param sessionTypes the names of the session types, each of which gets the field `tickets`
 */
export function ticketsSchema(tickets: readonly Ticket[], sessionTypes: readonly string[]): SubschemaConfig {
  const resolvers = {
    Query: {
      tickets: () => tickets,
      ticketedSessions: (_: unknown, { sessions }: { sessions: readonly SessionKey[] }) =>
        sessions.map(({ type, id }) => ({ __typename: type, id })),
    },
    Ticket: {
      session: ({ sessionType, sessionId }: Ticket) => ({ __typename: sessionType, id: sessionId }),
    },
    ...Object.fromEntries(sessionTypes.map((type) => [type, { tickets: ticketsOf }])),
  };
  function ticketsOf({ id }: SessionKey): readonly Ticket[] {
    return tickets.filter(({ sessionId }) => sessionId === id);
  }
  const merge = Object.fromEntries(sessionTypes.map((type) => [type, byTypeAndId(type)]));
  return {
    schema: makeExecutableSchema({ typeDefs: typeDefs(sessionTypes), resolvers }),
    batch: true,
    merge,
  };
}

function byTypeAndId(type: string): MergedTypeConfig {
  return {
    selectionSet: '{ id }',
    fieldName: 'ticketedSessions',
    key: ({ id }: SessionKey) => ({ type, id }),
    argsFromKeys: (sessions: readonly SessionKey[]) => ({ sessions }),
  };
}
