import { expect, test } from '@jest/globals';
import { getNamedType, isInterfaceType, isObjectType } from 'graphql';
import { isPersonal } from '../../src/graphql/personal-data.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { providers } from '../../src/providers/index.ts';
import { fieldsOf } from './schema-elements.ts';

const schema = createSchema(providers);

/**
 * Fields of sessions that say nothing about an end user. Ids name sessions; `userId` of duohub is the account of the API.
 */
const free = new Set(
  `id provider externalId createdAt updatedAt endedAt deletedAt status messages fetchedAt stale
  ChatwizeSession.uuid ChatwizeSession.identityVerified DuohubSession.userId
  OpenCXSession.vendorStatus OpenCXSession.aiClosureType OpenCXSession.channel OpenCXSession.language
  OpenCXSession.assigneeId OpenCXSession.team OpenCXSession.ticketingSystem OpenCXSession.ticketNumber
  OpenCXSession.assistMode ZepSession.sessionId ZepSession.uuid ZepSession.projectUuid
  ZepSession.factRatingInstruction ZepSession.rowId`.split(/\s+/),
);

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

/** What hangs below a session without being personal data itself: all of it is free of it. */
const freeTypes = new Set([
  'Query',
  'PageInfo',
  'SessionProviderInfo',
  'SessionProviderQuota',
  'SessionConnection',
  'SessionEdge',
  'SessionFeedSource',
  'ChatwizeChatbot',
  'ChatwizeSessionConnection',
  'ChatwizeSessionEdge',
  'SessionMessageConnection',
  'SessionMessageEdge',
  'OpenCXChannel',
  'OpenCXTeam',
  'OpenCXTicketingSystem',
  'ZepFactRatingInstruction',
  'ZepFactRatingExamples',
  'Node',
]);

test('every other type is reached only through marked fields, or listed as free of personal data', () => {
  const all = fieldsOf(schema);
  const open = new Set(
    all.filter(({ field }) => !isPersonal(field)).map(({ field }) => getNamedType(field.type).name),
  );
  const types = new Set(all.map(({ type }) => type.name));
  const sessionNames = new Set(sessionTypes.map(({ name }) => name));
  const undecided = [...types].filter(
    (name) =>
      open.has(name) &&
      !sessionNames.has(name) &&
      name !== 'SessionMessage' &&
      !freeTypes.has(name) &&
      !name.startsWith('__'),
  );
  expect(undecided).toEqual([]);
  expect([...freeTypes].filter((name) => !types.has(name))).toEqual([]);
});

test('a message tells what was said, and by whom, only through marked fields', () => {
  const fields = fieldsOf(schema).filter(({ type }) => type.name === 'SessionMessage');
  const open = fields.filter(({ field }) => !isPersonal(field)).map(({ field }) => field.name);
  expect(open.toSorted()).toEqual(['createdAt', 'externalId', 'id', 'role']);
  expect(fields).toHaveLength(8);
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
