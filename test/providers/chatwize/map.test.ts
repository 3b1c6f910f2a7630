import { describe, expect, test } from '@jest/globals';
import { encodeNodeId } from '../../../src/model/node-id.ts';
import { ChatwizeSessionModel } from '../../../src/providers/chatwize/map.ts';
import { hasLead, isIdentityVerified, toSessionList } from '../../../src/providers/chatwize/session-list.ts';
import type { SessionRow } from '../../../src/paging/session-list.ts';
import { testOptionalFields } from '../../helpers/optional-fields.ts';
import type { VendorRecord } from '../../../src/providers/values.ts';
import { plain } from '../../helpers/plain.ts';

const uuid = '0b0e8f6e-52b6-4f43-9a3c-5c7b6f1d2e77';
const record = {
  created_at: '2026-04-01T08:00:00.250Z',
  modified_at: '2026-04-01T10:30:00+02:00',
  uuid,
  meta: {
    user: { Name: 'Ada Field', email: 'ada@lead.example' },
    auth_data: { email: 'ada@verified.example', plan: 'gold' },
  },
};

const map = (raw: VendorRecord) => plain(new ChatwizeSessionModel(uuid, raw));

test('every documented field has its place', () => {
  expect(map(record)).toEqual({
    fetchedAt: '',
    stale: false,
    __typename: 'ChatwizeSession',
    id: encodeNodeId({ type: 'ChatwizeSession', externalId: uuid }),
    provider: 'CHATWIZE',
    externalId: uuid,
    createdAt: '2026-04-01T08:00:00.250Z',
    updatedAt: '2026-04-01T08:30:00.000Z',
    endedAt: null,
    status: null,
    participant: {
      __typename: 'SessionParticipant',
      externalId: null,
      name: 'Ada Field',
      email: 'ada@verified.example',
      phone: null,
      verified: false,
    },
    metadata: [],
    raw: record,
    uuid,
    lead: { Name: 'Ada Field', email: 'ada@lead.example' },
    authData: { email: 'ada@verified.example', plan: 'gold' },
    identityVerified: true,
  });
});

test('the record of the documents’ sample, without meta, is a session of nobody', () => {
  const { meta: _meta, ...bare } = record;
  expect(map(bare)).toMatchObject({
    participant: null,
    lead: null,
    authData: null,
    identityVerified: false,
    metadata: [],
  });
});

test('raw is the very record that came', () => {
  expect(map(record).raw).toBe(record);
});

testOptionalFields(map, record, [
  { wire: 'created_at', is: 'string', without: { createdAt: null } },
  { wire: 'modified_at', is: 'string', without: { updatedAt: null } },
  {
    wire: 'meta',
    is: 'object',
    without: { lead: null, authData: null, identityVerified: false, participant: null, metadata: [] },
  },
]);

test.each([[undefined], [null]])('a lead or identity data of %p is none', (nothing) => {
  expect(map({ uuid, meta: { user: nothing, auth_data: nothing } })).toMatchObject({
    lead: null,
    authData: null,
    identityVerified: false,
    participant: null,
  });
});

test('what else meta holds is metadata, in its order', () => {
  const meta = JSON.parse('{"z":1,"user":{},"__proto__":{"x":1},"a":null,"constructor":"c"}');
  expect(map({ uuid, meta }).metadata).toEqual([
    { __typename: 'SessionMetadataEntry', key: 'z', value: 1 },
    { __typename: 'SessionMetadataEntry', key: '__proto__', value: { x: 1 } },
    { __typename: 'SessionMetadataEntry', key: 'a', value: null },
    { __typename: 'SessionMetadataEntry', key: 'constructor', value: 'c' },
  ]);
  expect({}).not.toHaveProperty('x');
});

describe('a row of a list', () => {
  const rowOf = (raw: object): SessionRow => toSessionList([{ ...raw, uuid }]).rows[0] as SessionRow;

  test('has everything that the list is ordered and filtered by', () => {
    const row = rowOf(record);
    expect(row).toMatchObject({
      externalId: uuid,
      createdAt: Date.UTC(2026, 3, 1, 8, 0, 0, 250),
      updatedAt: Date.UTC(2026, 3, 1, 8, 30),
    });
    expect([hasLead(row), isIdentityVerified(row)]).toEqual([true, true]);
  });

  test.each([undefined, null, 'junk', 17, [], {}, { user: null, auth_data: null }])(
    'has neither lead nor identity data when its meta is %j',
    (meta) => {
      const row = rowOf({ meta });
      expect([row.createdAt, hasLead(row), isIdentityVerified(row)]).toEqual([null, false, false]);
    },
  );

  test.each([{}, false, 0, '', [], { email: 'a@b.example' }])(
    'agrees with its session when both are %j',
    (value) => {
      const raw = { uuid, meta: { user: value, auth_data: value } };
      const row = rowOf(raw);
      const session = map(raw);
      const flags = [session.lead !== null, session.identityVerified];
      expect([hasLead(row), isIdentityVerified(row)]).toEqual(flags);
    },
  );
});
