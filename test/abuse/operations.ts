/** A hostile operation, and the limit that must reject it before anything is read. */
export interface Attack {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly limit: string;
}

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

/** Four levels of aliased introspection, each in a fragment. Their product is far larger than the document. */
function nestedIntrospection(aliases: number): string {
  return `
    fragment A on __Type { ${times(aliases, (i) => `a${i}: name`)} }
    fragment B on __Field { ${times(aliases, (i) => `b${i}: type { ...A }`)} }
    fragment C on __Type { ${times(aliases, (i) => `c${i}: fields { ...B }`)} }
    { __schema { ${times(aliases, (i) => `d${i}: types { ...C }`)} } }`;
}

/** Fragments that double at each level. */
function doubling(levels: number, field: string): string {
  const fragments = times(
    levels,
    (level) => `fragment f${level} on Query { ...f${level + 1} ...f${level + 1} }`,
  );
  return `${fragments} fragment f${levels} on Query { ${field} } { ...f0 }`;
}

const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => Buffer.from(`ZepSession:s${index}`).toString('base64url'));

export const attacks: readonly Attack[] = [
  { name: 'nested introspection with 22 aliases', query: nestedIntrospection(22), limit: 'MAX_ALIASES' },
  { name: 'nested introspection with 36 aliases', query: nestedIntrospection(36), limit: 'MAX_ALIASES' },
  {
    name: 'introspection with aliases below the limit, in the middle of its nesting',
    query: `{ __schema { types { fields { type { ${times(400, (i) => `f${i}: fields { name description }`)} } } } } }`,
    limit: 'MAX_COST',
  },
  {
    name: '300 aliased fields with 1,500 aliased fields each',
    query: `fragment F on ChatwizeChatbot { ${times(1500, (i) => `x${i}: id`)} }
      { ${times(300, (i) => `b${i}: chatwizeChatbot(externalId: "b") { ...F }`)} }`,
    limit: 'MAX_ALIASES',
  },
  {
    name: 'a record of the vendor 3,000 times for each session of a page',
    query: `query ($n: Int) { chatwizeChatbot(externalId: "b") { sessions(first: $n) { nodes { ${times(3000, (i) => `r${i}: raw`)} } } } }`,
    variables: { n: 1000 },
    limit: 'MAX_ALIASES',
  },
  {
    name: 'a large page, again and again under the limit of aliases',
    query: `{ chatwizeChatbot(externalId: "b") { ${times(100, (i) => `p${i}: sessions(first: 1000) { nodes { id raw } }`)} } }`,
    limit: 'MAX_COST',
  },
  {
    name: '50 lists of 200 ids',
    query: `query ($ids: [ID!]!) { ${times(50, (i) => `l${i}: sessionsByIds(ids: $ids) { id }`)} }`,
    variables: { ids: ids(200) },
    limit: 'MAX_READS',
  },
  {
    name: '300 lists of 20 chatbots',
    query: `query ($ids: [String!]!) { ${times(300, (i) => `c${i}: chatwizeChatbots(externalIds: $ids) { sessions(first: 1) { totalCount } }`)} }`,
    variables: { ids: ids(20) },
    limit: 'MAX_READS',
  },
  {
    name: '36,000 ids in one list',
    query: 'query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { id } }',
    variables: { ids: ids(36_000) },
    limit: 'MAX_READS',
  },
  {
    name: 'a default value with 2,000 ids',
    query: `query ($ids: [ID!]! = [${times(2000, (i) => `"i${i}"`)}]) { sessionsByIds(ids: $ids) { id } }`,
    limit: 'MAX_READS',
  },
  { name: '301 root fields', query: `{ ${times(301, () => '__typename')} }`, limit: 'MAX_ROOT_FIELDS' },
  { name: 'fragments that double 40 times', query: doubling(40, '__typename'), limit: 'MAX_ROOT_FIELDS' },
  {
    name: 'types of types, 30 levels deep',
    query: `{ __type(name: "Session") { ${'ofType { '.repeat(30)} name ${'} '.repeat(30)} } }`,
    limit: 'MAX_DEPTH',
  },
];
