import { expect, test } from '@jest/globals';
import { isInterfaceType, isObjectType } from 'graphql';
import { isPersonal } from '../../src/graphql/personal-data.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { providers } from '../../src/providers/index.ts';
import { fieldsOf } from './schema-elements.ts';

const schema = createSchema(providers);

/** Fields of sessions and of what they contain that say nothing about a person. Ids name sessions, not people. */
const free = new Set([
  ...[
    'id',
    'provider',
    'externalId',
    'createdAt',
    'updatedAt',
    'endedAt',
    'deletedAt',
    'status',
    'fetchedAt',
    'stale',
  ],
  ...['ChatwizeSession.uuid', 'ChatwizeSession.identityVerified'],
  // The account of the API, not an end user.
  'DuohubSession.userId',
  ...['vendorStatus', 'aiClosureType', 'channel', 'language', 'assigneeId', 'team'].map(
    (of) => `OpenCXSession.${of}`,
  ),
  ...['ticketingSystem', 'ticketNumber', 'assistMode'].map((of) => `OpenCXSession.${of}`),
  ...['sessionId', 'uuid', 'projectUuid', 'factRatingInstruction', 'rowId'].map((of) => `ZepSession.${of}`),
]);

const sessions = schema.getType('Session');
const sessionTypes = isInterfaceType(sessions) ? [sessions, ...schema.getPossibleTypes(sessions)] : [];

test('every field of a session is marked as personal data or listed as free of it', () => {
  const fields = fieldsOf(schema).filter(({ type }) =>
    sessionTypes.includes(type as (typeof sessionTypes)[number]),
  );
  const undecided = fields.filter(
    ({ field, place }) => isPersonal(field) === (free.has(field.name) || free.has(place)),
  );
  expect(fields.length).toBeGreaterThan(60);
  expect(undecided.map(({ place }) => place)).toEqual([]);
});

test('a field of the interface is marked exactly if it is marked on every type', () => {
  const marks = new Map<string, Set<boolean>>();
  for (const { type, field } of fieldsOf(schema)) {
    if (!sessionTypes.includes(type as (typeof sessionTypes)[number])) continue;
    if (isInterfaceType(sessions) && !(field.name in sessions.getFields())) continue;
    marks.set(field.name, (marks.get(field.name) ?? new Set()).add(isPersonal(field)));
  }
  expect(marks.size).toBeGreaterThan(10);
  expect([...marks].filter(([, of]) => of.size > 1)).toEqual([]);
});

test('no field with personal data is non-null, so that a missing scope costs this field only', () => {
  const personal = fieldsOf(schema).filter(({ type, field }) => isObjectType(type) && isPersonal(field));
  expect(personal.filter(({ field }) => String(field.type).endsWith('!')).map(({ place }) => place)).toEqual(
    [],
  );
});
