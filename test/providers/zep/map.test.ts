import { expect, test } from '@jest/globals';
import { parseJson } from '../../../src/model/json.ts';
import { encodeNodeId } from '../../../src/model/node-id.ts';
import { ZepSessionModel } from '../../../src/providers/zep/map.ts';
import { testOptionalFields } from '../../helpers/optional-fields.ts';
import type { VendorRecord } from '../../../src/providers/values.ts';
import { plain } from '../../helpers/plain.ts';

const sessionId = 'wa-4917600000-3';
const record = {
  session_id: sessionId,
  user_id: 'user-5',
  uuid: 'a5a1a2f8-0d9b-45a5-8b10-6d0a5f9b0c11',
  project_uuid: 'c7c0d0a0-77ab-4a1b-8f47-1f3e5d7c9b02',
  id: 90071,
  created_at: '2026-01-05T07:00:00.123456789Z',
  updated_at: '2026-01-05 08:00:00',
  ended_at: '2026-01-05T09:00:00Z',
  deleted_at: '2026-01-06T09:00:00Z',
  classifications: { intent: 'refund', mood: 'calm' },
  metadata: { tier: 2, tags: ['a'], nested: { on: true }, none: null },
  facts: ['Likes tea', 'Lives in Graz'],
  fact_rating_instruction: {
    instruction: 'Rate by usefulness',
    examples: { high: 'Has an allergy', medium: 'Likes tea', low: 'Said hello' },
  },
};

const map = (raw: VendorRecord) => plain(new ZepSessionModel(sessionId, raw));
const entry = (key: string, value: unknown) => ({ __typename: 'SessionMetadataEntry', key, value });

test('every documented field has its place', () => {
  expect(map(record)).toEqual({
    fetchedAt: '',
    stale: false,
    __typename: 'ZepSession',
    id: encodeNodeId({ type: 'ZepSession', externalId: sessionId }),
    provider: 'ZEP',
    externalId: sessionId,
    createdAt: '2026-01-05T07:00:00.123Z',
    updatedAt: '2026-01-05T08:00:00.000Z',
    endedAt: '2026-01-05T09:00:00.000Z',
    deletedAt: '2026-01-06T09:00:00.000Z',
    status: 'DELETED',
    participant: {
      __typename: 'SessionParticipant',
      externalId: 'user-5',
      name: null,
      email: null,
      phone: null,
      verified: null,
    },
    metadata: [entry('tier', 2), entry('tags', ['a']), entry('nested', { on: true }), entry('none', null)],
    raw: record,
    sessionId,
    uuid: 'a5a1a2f8-0d9b-45a5-8b10-6d0a5f9b0c11',
    userId: 'user-5',
    projectUuid: 'c7c0d0a0-77ab-4a1b-8f47-1f3e5d7c9b02',
    classifications: [entry('intent', 'refund'), entry('mood', 'calm')],
    facts: ['Likes tea', 'Lives in Graz'],
    factRatingInstruction: {
      __typename: 'ZepFactRatingInstruction',
      instruction: 'Rate by usefulness',
      examples: {
        __typename: 'ZepFactRatingExamples',
        high: 'Has an allergy',
        medium: 'Likes tea',
        low: 'Said hello',
      },
    },
    rowId: 90071,
  });
});

test('raw is the very record that came', () => {
  expect(map(record).raw).toBe(record);
});

testOptionalFields(map, record, [
  { wire: 'user_id', is: 'string', without: { userId: null, participant: null } },
  { wire: 'uuid', is: 'string', without: { uuid: null } },
  { wire: 'project_uuid', is: 'string', without: { projectUuid: null } },
  { wire: 'id', is: 'number', without: { rowId: null } },
  { wire: 'created_at', is: 'string', without: { createdAt: null } },
  { wire: 'updated_at', is: 'string', without: { updatedAt: null } },
  { wire: 'ended_at', is: 'string', without: { endedAt: null } },
  { wire: 'deleted_at', is: 'string', without: { deletedAt: null } },
  { wire: 'classifications', is: 'object', without: { classifications: null } },
  { wire: 'metadata', is: 'object', without: { metadata: [] } },
  { wire: 'facts', is: 'array', without: { facts: null } },
  { wire: 'fact_rating_instruction', is: 'object', without: { factRatingInstruction: null } },
  {
    wire: 'fact_rating_instruction.instruction',
    is: 'string',
    without: { 'factRatingInstruction.instruction': null },
  },
  {
    wire: 'fact_rating_instruction.examples',
    is: 'object',
    without: { 'factRatingInstruction.examples': null },
  },
  {
    wire: 'fact_rating_instruction.examples.low',
    is: 'string',
    without: {
      'factRatingInstruction.examples.low': null,
      'factRatingInstruction.examples.high': 'Has an allergy',
    },
  },
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
])('the status is %s when deleted_at is %j and ended_at %j', (status, deleted, ended) => {
  expect(map({ session_id: sessionId, deleted_at: deleted, ended_at: ended })).toMatchObject({ status });
});

test('a fact that is no text is left out, the others stay', () => {
  expect(map({ facts: ['a', null, 7, { b: 1 }, 'c'] }).facts).toEqual(['a', 'c']);
});

test('keys such as __proto__ are keys like others, in Zep’s order', () => {
  const pairs: unknown = JSON.parse('{"z":1,"__proto__":{"polluted":true},"constructor":null,"a":2}');
  const entries = [
    entry('z', 1),
    entry('__proto__', { polluted: true }),
    entry('constructor', null),
    entry('a', 2),
  ];
  expect(map({ metadata: pairs, classifications: pairs })).toMatchObject({
    metadata: entries,
    classifications: entries,
  });
  expect({}).not.toHaveProperty('polluted');
});
