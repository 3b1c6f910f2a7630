import { post } from './exchange.ts';
import { INPUT, json, keys, long, nested, type RequestAttack } from './attack.ts';

const byIds = 'query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { id } }';
const byId = 'query ($id: ID!) { session(id: $id) { id } }';
const byExternalId = 'query ($id: String!) { zepSession(externalId: $id) { id } }';
const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
const filtered =
  'query ($f: ChatwizeSessionFilter) { chatwizeChatbot(externalId: "b") { sessions(filter: $f) { totalCount } } }';
const paged =
  'query ($n: Int, $after: String) { chatwizeChatbot(externalId: "b") { sessions(first: $n, after: $after) { totalCount } } }';

const ids = (...values: readonly unknown[]): Buffer => json({ query: byIds, variables: { ids: values } });
const externalId = (id: string): Buffer => json({ query: byExternalId, variables: { id } });

/** Attacks in the values of variables. */
export const values: readonly RequestAttack[] = [
  { name: 'an id of 1 MB', bytes: ids(long(1_000_000)), status: 200, code: INPUT },
  { name: 'a list of lists as an id', bytes: ids([[['a']]]), status: 200, code: INPUT },
  {
    name: '20,000 levels as an id',
    bytes: post(`{"query":"${byIds}","variables":{"ids":${nested(20_000)}}}`),
    status: 200,
    code: INPUT,
  },
  {
    name: 'an object as an id',
    bytes: json({ query: byId, variables: { id: { a: 1 } } }),
    status: 200,
    code: INPUT,
  },
  {
    name: 'a number too large for an id',
    bytes: post(`{"query":"${byId}","variables":{"id":1e999}}`),
    status: 200,
    code: INPUT,
  },
  { name: 'null as an id', bytes: json({ query: byId, variables: { id: null } }), status: 200, code: INPUT },
  { name: 'a NUL in an id', bytes: externalId('a\u0000b'), status: 200, code: INPUT },
  { name: 'a path as an id', bytes: externalId('../../../etc/passwd'), status: 200 },
  { name: 'a dot as an id', bytes: externalId('..'), status: 200, code: INPUT },
  { name: 'an encoded path as an id', bytes: externalId('%2e%2e%2fadmin'), status: 200 },
  { name: 'a URL as an id', bytes: externalId('http://169.254.169.254/'), status: 200 },
  { name: 'a line break in an id', bytes: externalId('a\r\nHost: b'), status: 200 },
  { name: 'an empty id', bytes: externalId(''), status: 200, code: INPUT },
  {
    name: '60,000 unknown keys in a filter',
    bytes: json({ query: filtered, variables: { f: keys(60_000) } }),
    status: 200,
    code: 'OPERATION_TOO_COMPLEX',
  },
  {
    name: '60 keys of 15,000 letters in a filter',
    bytes: json({
      query: filtered,
      variables: { f: Object.fromEntries(Array.from({ length: 60 }, (_, i) => [long(15_000) + i, 1])) },
    }),
    status: 200,
    code: 'OPERATION_TOO_COMPLEX',
  },
  {
    name: 'an enum of 1 MB',
    bytes: json({
      query:
        'query ($p: SessionProviderInput!) { sessionByExternalId(provider: $p, externalId: "a") { id } }',
      variables: { p: long(1_000_000) },
    }),
    status: 200,
    code: INPUT,
  },
  {
    name: 'a date of 1 MB',
    bytes: json({ query: filtered, variables: { f: { createdAfter: long(1_000_000) } } }),
    status: 200,
    code: INPUT,
  },
  {
    name: 'a cursor of 1 MB',
    bytes: json({ query: paged, variables: { after: long(1_000_000) } }),
    status: 200,
    code: INPUT,
  },
  { name: 'a page of -1', bytes: json({ query: paged, variables: { n: -1 } }), status: 200, code: INPUT },
  {
    name: 'a page of 2^31',
    bytes: json({ query: paged, variables: { n: 2 ** 31 } }),
    status: 200,
    code: INPUT,
  },
  { name: 'a page of 0.5', bytes: json({ query: paged, variables: { n: 0.5 } }), status: 200, code: INPUT },
  {
    name: 'a representation of 20,000 levels',
    bytes: post(`{"query":"${entities}","variables":{"r":${nested(20_000)}}}`),
    status: 200,
    code: INPUT,
  },
  {
    name: 'representations of types that do not exist',
    bytes: json({
      query: entities,
      variables: { r: Array.from({ length: 5000 }, () => ({ __typename: 'constructor' })) },
    }),
    status: 200,
    code: INPUT,
    maxAnswer: 1024 * 1024,
  },
  {
    name: '5,001 representations',
    bytes: json({ query: entities, variables: { r: Array.from({ length: 5001 }, () => ({})) } }),
    status: 200,
    code: INPUT,
  },
];
