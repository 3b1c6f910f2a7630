import { setTimeout as wait } from 'node:timers/promises';
import { query } from '../../test/helpers/graphql-server.ts';

interface Feed {
  readonly sessions: {
    readonly edges: readonly { readonly node: { readonly id: string } }[];
    readonly pageInfo: { readonly endCursor: string | null };
  };
}

const newestSessions = `query NewestSessions($first: Int!, $after: String) {
  sessions(first: $first, after: $after) {
    edges { node { id provider createdAt participant { name } } }
    pageInfo { endCursor }
    sources { provider state }
  }
}`;

/** @returns the global ids of the newest sessions of all vendors */
export async function readIds(url: string): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < 8; page += 1) {
    const answer: { data?: Feed | null } = await query<Feed>(url, newestSessions, { first: 200, after });
    if (!answer.data) throw new Error('The list of all sessions is not there.');
    ids.push(...answer.data.sessions.edges.map(({ node }) => node.id));
    after = answer.data.sessions.pageInfo.endCursor;
  }
  return ids;
}

/** Few sessions are asked for often, as people do. */
const anyOf = (ids: readonly string[]): string => ids[Math.floor(Math.random() ** 3 * ids.length)] ?? '';

const operations: readonly ((ids: readonly string[]) => [document: string, variables: object])[] = [
  () => [newestSessions, { first: 50 }],
  (ids) => [
    'query OpenSession($id: ID!) { session(id: $id) { id status participant { name email } } }',
    { id: anyOf(ids) },
  ],
  (ids) => [
    'query OpenChat($id: ID!) { session(id: $id) { messages(last: 50) { isComplete edges { node { role text } } } } }',
    { id: anyOf(ids) },
  ],
  (ids) => [
    'query Inbox($ids: [ID!]!) { sessionsByIds(ids: $ids) { provider createdAt participant { name } } }',
    { ids: Array.from({ length: 20 }, () => anyOf(ids)) },
  ],
  () => [
    'query OnePerson { sessions(filter: { participant: { email: "aylin@example.com" } }) { edges { node { id } } sources { state } } }',
    {},
  ],
];

/** Asks one operation after the other, as one client, until the signal. Faults are part of it, so errors are not. */
export async function ask(
  urls: readonly string[],
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for (let count = 0; !signal.aborted; count += 1) {
    const operation = operations[Math.floor(Math.random() * operations.length)];
    const url = urls[count % urls.length];
    if (operation && url) await query(url, ...operation(ids)).catch(() => undefined);
    await wait(100 + Math.random() * 200);
  }
}
