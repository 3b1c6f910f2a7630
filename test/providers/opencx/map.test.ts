import { describe, expect, test } from '@jest/globals';
import { encodeNodeId } from '../../../src/model/node-id.ts';
import { OpenCXSessionModel } from '../../../src/providers/opencx/map.ts';
import { entry, id, record } from './record.ts';
import type { VendorRecord } from '../../../src/providers/values.ts';
import { plain } from '../../helpers/plain.ts';

const ticketingSystems =
  `dynamics365 freshchat freshdesk freshdesk_ticketing front gorgias hubspot infobip intercom
  open salesforce salesforce_v2 twilio_flex zendesk zendesk_v2`.split(/\s+/);

const map = (raw: VendorRecord) => plain(new OpenCXSessionModel(id, raw));

test('every documented field has its place', () => {
  expect(map(record)).toEqual({
    fetchedAt: '',
    stale: false,
    __typename: 'OpenCXSession',
    id: encodeNodeId({ type: 'OpenCXSession', externalId: id }),
    provider: 'OPENCX',
    externalId: id,
    createdAt: '2026-03-10T09:00:00.000Z',
    updatedAt: '2026-03-10T09:45:00.000Z',
    endedAt: null,
    status: 'ENDED',
    participant: {
      __typename: 'SessionParticipant',
      externalId: record.contact.id,
      name: 'Bo Verified',
      email: 'bo@verified.example',
      phone: '+15550100',
      verified: true,
    },
    metadata: [entry('order', 'A-17'), entry('total', 12.5), entry('vip', true)],
    raw: record,
    vendorStatus: 'CLOSED_RESOLVED',
    aiClosureType: 'HANDED_OFF',
    sentiment: 'HAPPY',
    channel: { __typename: 'OpenCXChannel', type: 'WHATSAPP' },
    contact: {
      __typename: 'OpenCXContact',
      externalId: record.contact.id,
      email: 'bo@verified.example',
      phoneNumber: '+15550100',
      name: 'Bo Verified',
      customData: [entry('tier', 'gold')],
      createdAt: '2025-12-24T18:00:00.000Z',
      updatedAt: '2026-01-01T00:00:00.000Z',
      nonVerifiedName: 'Bo Typed',
      nonVerifiedEmail: 'bo@typed.example',
      nonVerifiedCustomData: [entry('age', 33), entry('student', false)],
    },
    language: 'nl',
    assigneeId: '4711',
    team: {
      __typename: 'OpenCXTeam',
      externalId: record.team.id,
      name: 'Returns',
      description: 'Sends it back',
    },
    handoff: { __typename: 'OpenCXHandoff', sentiment: 'ANGRY', summary: 'Wants a refund' },
    ticketingSystem: {
      __typename: 'OpenCXTicketingSystem',
      name: 'ZENDESK_V2',
      externalId: 'T-900',
      idType: 'TICKET_ID',
    },
    ticketNumber: 8123,
    assistMode: false,
  });
});

test('raw is the very record that came', () => {
  expect(map(record).raw).toBe(record);
});

test.each([
  ['open', 'OPEN', 'OPEN'],
  ['closed_resolved', 'CLOSED_RESOLVED', 'ENDED'],
  ['closed_unresolved', 'CLOSED_UNRESOLVED', 'ENDED'],
  ['snoozed', 'OTHER', null],
  [null, null, null],
])('the status %j is %s, and so the session is %s', (status, vendorStatus, ended) => {
  expect(map({ status })).toMatchObject({ vendorStatus, status: ended });
});

describe.each([
  ['ai_closure_type', 'aiClosureType', ['assumed_resolved', 'handed_off', 'resolved']],
  ['sentiment', 'sentiment', ['angry', 'happy', 'neutral']],
  ['handoff.sentiment', 'handoff.sentiment', ['angry', 'happy', 'neutral']],
  [
    'channel.type',
    'channel.type',
    ['web', 'email', 'phone_voice', 'slack', 'sms', 'whatsapp', 'instagram', 'messenger', 'api', 'web_voice'],
  ],
  ['ticketing_system.name', 'ticketingSystem.name', ticketingSystems],
  [
    'ticketing_system.id_type',
    'ticketingSystem.idType',
    ['conversation_id', 'ticket_id', 'case_id', 'conversation_sid'],
  ],
])('%s', (wire, graph, values) => {
  const withValue = (value: unknown): object => {
    const [outer = '', inner] = wire.split('.');
    return map({ [outer]: inner === undefined ? value : { [inner]: value } });
  };

  test.each(values)('%s is a value of its own', (value) => {
    expect(withValue(value)).toHaveProperty(graph, value.toUpperCase());
  });

  test.each(['', 'added-later', 'constructor', '__proto__', 'toString'])('%j is OTHER', (value) => {
    expect(withValue(value)).toHaveProperty(graph, 'OTHER');
  });
});

describe('the participant', () => {
  const of = (contact: object) => map({ contact }).participant;

  test.each([
    ['all verified', { name: 'V', email: 'v@x', phone_number: '1' }, true],
    ['a stated name that a verified one hides', { name: 'V', non_verified_name: 'S' }, true],
    ['a stated name', { email: 'v@x', non_verified_name: 'S' }, false],
    ['a stated email', { name: 'V', non_verified_email: 's@x' }, false],
    ['nothing', { id: 'c' }, null],
  ])('with %s, is verified or not by the contract', (_, contact, verified) => {
    expect(of(contact)).toMatchObject({ verified });
  });

  test.each(['', '  '])('a verified name or email of %j is none: the stated one shows', (blank) => {
    const contact = { name: blank, email: blank, non_verified_name: 'S', non_verified_email: 's@x' };
    expect(of(contact)).toMatchObject({ name: 'S', email: 's@x', verified: false });
    expect(of({ name: blank, email: blank, phone_number: blank })).toMatchObject({
      name: null,
      verified: null,
    });
  });

  test('is null without a contact', () => {
    expect(map({}).participant).toBeNull();
  });
});

test('keys such as __proto__ are keys like others, in OpenCX’s order', () => {
  const pairs: unknown = JSON.parse('{"z":1,"__proto__":{"polluted":true},"constructor":"c"}');
  const entries = [entry('z', 1), entry('__proto__', { polluted: true }), entry('constructor', 'c')];
  expect(
    map({ custom_data: pairs, contact: { custom_data: pairs, non_verified_custom_data: pairs } }),
  ).toMatchObject({
    metadata: entries,
    contact: { customData: entries, nonVerifiedCustomData: entries },
  });
  expect({}).not.toHaveProperty('polluted');
});
