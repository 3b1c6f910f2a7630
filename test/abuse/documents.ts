import { json, long, type RequestAttack } from './attack.ts';

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

const COMPLEX = 'OPERATION_TOO_COMPLEX';
const INVALID = 'GRAPHQL_VALIDATION_FAILED';
const UNPARSED = 'GRAPHQL_PARSE_FAILED';

/** Documents within the limit of tokens that are expensive to validate, or whose errors repeat what they contain. */
const sources: readonly (readonly [name: string, source: string, code: string])[] = [
  ['2,400 times the same field', `{${times(2400, () => '__typename')}}`, COMPLEX],
  ['9,900 times the same field', `{${times(9900, () => '__typename')}}`, COMPLEX],
  ['1,000 times the same field with an argument', `{${times(1000, () => 'session(id: "a") {id}')}}`, COMPLEX],
  [
    'the same fields in the same fields',
    `{${times(90, () => `session(id: "a") {${times(90, () => 'id')}}`)}}`,
    COMPLEX,
  ],
  [
    'the same field in 900 fragments',
    `{${times(900, (i) => `...f${i}`)}} ${times(900, (i) => `fragment f${i} on Query {__typename}`)}`,
    COMPLEX,
  ],
  [
    'the same field in a chain of 1,000 fragments',
    `{...f0} ${times(1000, (i) => `fragment f${i} on Query {__typename ...f${i + 1}}`)} fragment f1000 on Query {__typename}`,
    COMPLEX,
  ],
  [
    'the same field on 1,200 inline fragments',
    `{session(id: "a") {${times(1200, (i) => `... on ${i % 2 ? 'ZepSession' : 'DuohubSession'} {id}`)}}}`,
    COMPLEX,
  ],
  ['900 fields that differ in an argument', `{${times(900, (i) => `session(id: "${i}") {id}`)}}`, COMPLEX],
  [
    'fragments that contain all fragments',
    `{...f0} ${times(60, (i) => `fragment f${i} on Query {${times(60, (j) => `...f${j}`)}}`)}`,
    INVALID,
  ],
  [
    'a circle of 300 fragments',
    `{...f0} ${times(300, (i) => `fragment f${i} on Query {...f${(i + 1) % 300}}`)}`,
    INVALID,
  ],
  ['9,900 fields that do not exist', `{${times(9900, (i) => `zepSessio${i}`)}}`, INVALID],
  [
    '100 fields of 9 kB that do not exist',
    `{${times(100, (i) => `${'zepSession'.repeat(900)}${i}`)}}`,
    COMPLEX,
  ],
  [
    '900 fields of 900 letters that do not exist',
    `{${times(900, (i) => `${'zepSession'.repeat(90)}${i}`)}}`,
    INVALID,
  ],
  ['a field of 900 kB that does not exist', `{${long(900_000)}}`, COMPLEX],
  ['a type of 900 kB that does not exist', `query ($a: ${long(900_000)}) {__typename}`, COMPLEX],
  [
    'an operation name of 900 kB without its variables',
    `query ${long(900_000)} {${times(101, (i) => `a${i}: session(id: $v${i}) {id}`)}}`,
    COMPLEX,
  ],
  [
    'an operation name of 900 kB with unused variables',
    `query ${long(900_000)}(${times(101, (i) => `$v${i}: ID`)}) {__typename}`,
    COMPLEX,
  ],
  [
    'a variable of 900 kB that 101 operations do not have',
    `fragment f on Query {session(id: $${long(900_000)}) {id}} ${times(101, (i) => `query q${i} {...f}`)}`,
    COMPLEX,
  ],
  [
    '9,000 enum values instead of an object',
    `{chatwizeChatbot(externalId: "b") {sessions(orderBy: [${times(9000, (i) => `A${i}`)}]) {totalCount}}}`,
    INVALID,
  ],
  ['1,500 levels of lists', `{nodes(ids: ${'['.repeat(1500)}${']'.repeat(1500)}) {id}}`, INVALID],
  ['2,400 variables', `query (${times(2400, (i) => `$v${i}: ID`)}) {__typename}`, INVALID],
  ['4,900 directives', `{__typename ${times(4900, (i) => `@a${i}`)}}`, INVALID],
  ['3,200 unknown arguments', `{session(${times(3200, (i) => `id${i}: 1`)}) {id}}`, INVALID],
  ['1,900 operations', times(1900, (i) => `query q${i} {__typename}`), 'OPERATION_RESOLUTION_FAILURE'],
  [
    '400 operations with 900 fragments each',
    `${times(400, (i) => `query q${i} {...f0}`)} ${times(900, (i) => `fragment f${i} on Query {...f${i + 1}}`)} fragment f900 on Query {__typename}`,
    'OPERATION_RESOLUTION_FAILURE',
  ],
  ['a document without an operation', 'fragment f on Query {__typename}', INVALID],
  ['an empty document', '#', UNPARSED],
];

export const documents: readonly RequestAttack[] = sources.map(([name, query, code]) => ({
  name,
  bytes: json({ query }),
  status: 200,
  code,
}));
