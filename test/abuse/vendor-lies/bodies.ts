import { invalid, reply, session, sessionOf, value, type VendorLie } from './lie.ts';

const mebibyte = 1024 * 1024;
const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const withFields = (fields: string) => reply((id) => sessionOf(id, `,${fields}`));
const invalidUtf8 = (id: string): Buffer =>
  Buffer.concat([
    Buffer.from(sessionOf(id).slice(0, -1)),
    Buffer.from(',"user_id":"'),
    Buffer.from([0xff, 0xfe, 0xc3]),
    Buffer.from('"}'),
  ]);

const zepFields =
  'uuid user_id project_uuid id created_at updated_at ended_at classifications metadata facts fact_rating_instruction'.split(
    ' ',
  );
const allFields = (json: string): string => zepFields.map((field) => `"${field}":${json}`).join();
const unreadable = {
  createdAt: null,
  updatedAt: null,
  endedAt: null,
  participant: null,
  metadata: [],
  rowId: null,
};

const notSessions: readonly (readonly [string, string | Buffer])[] = [
  ['nothing', ''],
  ['white space', ' \r\n\t '],
  ['a byte order mark', '\uFEFF'],
  ['NUL bytes', '\0\0\0\0'],
  ['null', 'null'],
  ['[]', '[]'],
  ['{}', '{}'],
  ['a string', '"session"'],
  ['a number', '17'],
  ['a number of 20 digits', '12345678901234567890'],
  ['1e999', '1e999'],
  ['NaN', 'NaN'],
  ['a page', '<!doctype html><title>Sign in</title>'],
  ['100,000 levels of arrays', nested(100_000)],
  ['100,000 levels that are not closed', '['.repeat(100_000)],
  ['100,000 levels of objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['another session', sessionOf('another')],
  ['a session without an id', '{"metadata":{}}'],
  ['a number as the id', '{"session_id":17}'],
];

const jsonLies: readonly VendorLie[] = [
  ...notSessions.map(([name, body]) => ({ name, answer: reply(body), expected: invalid })),
  { name: 'trailing garbage', answer: reply((id) => `${sessionOf(id)}garbage`), expected: invalid },
  { name: 'two documents', answer: reply((id) => sessionOf(id).repeat(2)), expected: invalid },
  { name: 'half a document', answer: reply((id) => sessionOf(id).slice(0, -1)), expected: invalid },
  {
    name: 'comments and single quotes',
    answer: reply((id) => `{'session_id':'${id}'} // it is`),
    expected: invalid,
  },
  {
    name: 'UTF-16',
    answer: reply((id) => Buffer.from(`\uFEFF${sessionOf(id)}`, 'utf16le')),
    expected: invalid,
  },
  {
    name: 'a byte order mark and the session',
    answer: reply((id) => `\uFEFF${sessionOf(id)}`),
    expected: session,
  },
  {
    name: 'two byte order marks and the session',
    answer: reply((id) => `\uFEFF\uFEFF${sessionOf(id)}`),
    expected: invalid,
  },
  {
    name: 'invalid UTF-8',
    answer: reply(invalidUtf8),
    expected: value({ participant: { externalId: '\uFFFD'.repeat(3) } }),
  },
  { name: 'an unpaired surrogate', answer: withFields(String.raw`"user_id":"\ud800"`), expected: session },
  { name: 'the id in other case', answer: reply((id) => sessionOf(id.toUpperCase())), expected: invalid },
  { name: 'the id with a space', answer: reply((id) => sessionOf(`${id} `)), expected: invalid },
  { name: 'the id in an array', answer: reply((id) => `{"session_id":["${id}"]}`), expected: invalid },
  { name: 'the session in an array', answer: reply((id) => `[${sessionOf(id)}]`), expected: invalid },
  {
    name: 'the id twice, the other one last',
    answer: withFields('"session_id":"another"'),
    expected: invalid,
  },
  {
    name: 'a field twice',
    answer: withFields('"user_id":"a","user_id":"b"'),
    expected: value({ participant: { externalId: 'b' } }),
  },
];

const fieldLies: readonly VendorLie[] = [
  ...[
    '17',
    '1e999',
    '12345678901234567890',
    'true',
    '"junk"',
    '[]',
    '[null]',
    '{}',
    '{"a":{"b":1}}',
    'null',
  ].map((json) => ({
    name: `${json} in every field`,
    answer: withFields(allFields(json)),
    expected:
      json.startsWith('"') || json.startsWith('{"') || json === '17' || json.startsWith('123')
        ? session
        : value(unreadable),
  })),
  ...[
    '"9999-99-99T00:00:00Z"',
    '"+999999-01-01T00:00:00Z"',
    '"0000-00-00"',
    '"Infinity"',
    '8640000000000001',
    '1e999',
  ].map((date) => ({
    name: `the date ${date}`,
    answer: withFields(`"created_at":${date},"deleted_at":${date}`),
    expected: value({ createdAt: null, deletedAt: null, status: 'DELETED' }),
  })),
  {
    name: 'keys of prototypes',
    answer: withFields(
      '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"metadata":{"__proto__":{"polluted":true},"toString":1,"hasOwnProperty":2}',
    ),
    expected: value({
      metadata: ['__proto__', 'toString', 'hasOwnProperty'].map((key) => ({ key })),
    }),
  },
  {
    name: 'keys of prototypes with a number that keeps its digits',
    answer: withFields('"__proto__":{"polluted":1e999},"metadata":{"__proto__":{"polluted":true}}'),
    expected: value({ metadata: [{ key: '__proto__' }] }),
  },
  {
    name: 'text of five mebibytes',
    answer: withFields(`"user_id":"${'x'.repeat(5 * mebibyte)}"`),
    expected: session,
    selects: 'externalId',
  },
  {
    name: 'more than may be read',
    answer: withFields(`"user_id":"${'x'.repeat(17 * mebibyte)}"`),
    expected: invalid,
  },
  {
    name: 'a million entries of metadata',
    answer: withFields(
      `"metadata":{${Array.from({ length: 1_000_000 }, (_, index) => `"${index}":1`).join()}}`,
    ),
    expected: session,
    selects: 'externalId',
  },
  ...[201, 5000, 100_000].map((levels) => ({
    name: `${levels} levels in metadata`,
    answer: withFields(`"metadata":{"deep":${nested(levels)}}`),
    expected: (id: string) => ({
      value: { externalId: id, raw: null, metadata: [{ key: 'deep', value: null }] },
      codeBelow: { path: 'raw', code: 'UPSTREAM_INVALID_RESPONSE' },
    }),
  })),
  {
    name: '100,000 levels and a number that keeps its digits',
    answer: withFields(`"metadata":{"deep":${nested(100_000)},"n":1e999}`),
    expected: invalid,
  },
];

const uuid = '00000000-0000-4000-8000-000000000001';
const list = (rows: string, expected: VendorLie['expected'], name: string): VendorLie => ({
  name,
  answer: reply(rows),
  expected,
  reads: 'list',
  selects: 'totalCount nodes { externalId metadata { key } }',
});
const rowsOf =
  (...ids: readonly string[]) =>
  () => ({ value: { totalCount: ids.length, nodes: ids.map((externalId) => ({ externalId })) } });

const listLies: readonly VendorLie[] = [
  list('[]', rowsOf(), 'an empty list'),
  list('{}', invalid, 'an object as a list'),
  list('null', invalid, 'null as a list'),
  list(nested(100_000), rowsOf(), '100,000 levels as a list'),
  list(
    `[${Array.from({ length: 1000 }, () => `{"uuid":"${uuid}"}`).join()}]`,
    rowsOf(uuid),
    'one row a thousand times',
  ),
  list(
    `[null,1,"a",[],{},1e999,{"uuid":null},{"uuid":17},{"uuid":""},{"uuid":".."},{"uuid":"${uuid}"}]`,
    rowsOf(uuid),
    'rows without an id',
  ),
  list(
    `[{"uuid":"${uuid}","meta":1e999,"created_at":1e999,"modified_at":[]}]`,
    rowsOf(uuid),
    'a row of wrong types',
  ),
  list(
    `[{"uuid":"${uuid}","meta":{"__proto__":{"polluted":true}}}]`,
    rowsOf(uuid),
    'a row with keys of prototypes',
  ),
];

export const bodyLies: readonly VendorLie[] = [...jsonLies, ...fieldLies, ...listLies];
