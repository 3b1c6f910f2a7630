import { expect, test } from '@jest/globals';
import { parseJson } from '../../../src/model/json.ts';
import { encodeNodeId } from '../../../src/model/node-id.ts';
import { DuohubSessionModel } from '../../../src/providers/duohub/map.ts';
import { testOptionalFields } from '../../helpers/optional-fields.ts';
import type { VendorRecord } from '../../../src/providers/values.ts';
import { plain } from '../../helpers/plain.ts';

const id = 'call-0412';
const record = {
  id,
  userID: 'account-9',
  customerUserID: 'customer-77',
  metadata: [
    { key: 'channel', value: 'voice' },
    { key: 'tag', value: 'first' },
    { key: 'tag', value: 'second' },
  ],
  createdAt: '2026-02-01T10:00:00.000Z',
  updatedAt: '2026-02-01T10:05:00.123456Z',
  deletedAt: '2026-02-03T00:00:00Z',
  endedAt: '2026-02-01T12:04:59+02:00',
};

const map = (raw: VendorRecord) => plain(new DuohubSessionModel(id, raw));
const entry = (key: string, value: unknown) => ({ __typename: 'SessionMetadataEntry', key, value });

test('every documented field has its place', () => {
  expect(map(record)).toEqual({
    fetchedAt: '',
    stale: false,
    __typename: 'DuohubSession',
    id: encodeNodeId({ type: 'DuohubSession', externalId: id }),
    provider: 'DUOHUB',
    externalId: id,
    createdAt: '2026-02-01T10:00:00.000Z',
    updatedAt: '2026-02-01T10:05:00.123Z',
    endedAt: '2026-02-01T10:04:59.000Z',
    deletedAt: '2026-02-03T00:00:00.000Z',
    status: 'DELETED',
    participant: {
      __typename: 'SessionParticipant',
      externalId: 'customer-77',
      name: null,
      email: null,
      phone: null,
      verified: null,
    },
    metadata: [entry('channel', 'voice'), entry('tag', 'first'), entry('tag', 'second')],
    raw: record,
    userId: 'account-9',
    customerUserId: 'customer-77',
  });
});

test('raw is the very record that came, without the envelope', () => {
  expect(map(record).raw).toBe(record);
});

testOptionalFields(map, record, [
  { wire: 'userID', is: 'string', without: { userId: null } },
  { wire: 'customerUserID', is: 'string', without: { customerUserId: null, participant: null } },
  { wire: 'metadata', is: 'array', without: { metadata: [] } },
  { wire: 'createdAt', is: 'string', without: { createdAt: null } },
  { wire: 'updatedAt', is: 'string', without: { updatedAt: null } },
  { wire: 'deletedAt', is: 'string', without: { deletedAt: null } },
  { wire: 'endedAt', is: 'string', without: { endedAt: null } },
]);

test.each([
  ['OPEN', null, null],
  ['ENDED', null, '2026-02-01T12:00:00Z'],
  ['DELETED', '2026-02-01T12:00:00Z', null],
  ['DELETED', '2026-02-01T12:00:00Z', '2026-02-01T12:00:00Z'],
  ['DELETED', 'some day', null],
  ['ENDED', null, 'some day'],
  ['OPEN', '', ''],
  ['OPEN', false, false],
  ['DELETED', 1_767_225_600, null],
  ['DELETED', 1_767_225_600_000, null],
  ['DELETED', parseJson('17672256001767225600'), null],
  ['DELETED', 0, null],
  ['DELETED', true, null],
  ['DELETED', { at: 1 }, null],
  ['DELETED', [], null],
  ['ENDED', null, 1_767_225_600],
  ['ENDED', null, {}],
])('the status is %s when deletedAt is %j and endedAt %j', (status, deletedAt, endedAt) => {
  expect(map({ id, deletedAt, endedAt })).toMatchObject({ status });
});

test('an empty customerUserID is nobody', () => {
  expect(map({ id, customerUserID: '' }).participant).toBeNull();
});

test('metadata that is not of the documented shape costs only itself', () => {
  const metadata = [
    null,
    'a',
    17,
    [],
    {},
    { key: 7, value: 'x' },
    { value: 'x' },
    { key: 'k' },
    { key: '', value: { deep: [1] } },
  ];
  expect(map({ id, metadata }).metadata).toEqual([entry('k', null), entry('', { deep: [1] })]);
});

test('metadata keys such as __proto__ are keys like others', () => {
  const metadata = [
    { key: '__proto__', value: { polluted: true } },
    { key: 'constructor', value: 'x' },
  ];
  expect(map({ id, metadata }).metadata).toEqual([
    entry('__proto__', { polluted: true }),
    entry('constructor', 'x'),
  ]);
  expect({}).not.toHaveProperty('polluted');
});
