import type { TypePolicies } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { possibleTypes, typesWithoutId } from './generated.ts';

const isPage = (name: string): boolean => /(Connection|Edge|^PageInfo)$/.test(name);

/** Two queries that select different fields of an object without an id add to each other. */
const merged: TypePolicies = Object.fromEntries(
  typesWithoutId.filter((name) => !isPage(name)).map((name) => [name, { merge: true }]),
);

const typePolicies: TypePolicies = {
  ...merged,
  SessionProviderInfo: { keyFields: ['provider'] },
  Query: { fields: { sessions: relayStylePagination(['filter']) } },
  // Without a key, all queries of a session's messages are pages of one list.
  Session: {
    fields: { messages: relayStylePagination(['@connection', ['key']]), metadata: { merge: false } },
  },
  ChatwizeChatbot: { fields: { sessions: relayStylePagination(['orderBy', 'filter']) } },
};

/**
 * Options for Apollo Client's cache. `fetchMore` adds the `edges` of a page to the earlier ones; `nodes`, `sources` and
 * the other fields of a connection are those of the page that was read last. A list of another part of a conversation, such as its
 * last message, needs a name of its own: `messages(last: 1) @connection(key: "LastMessage")`.
 * @example new InMemoryCache(cacheOptions)
 */
export const cacheOptions = { possibleTypes, typePolicies };
