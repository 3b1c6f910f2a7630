import { OpenCXSessionModel } from '../../../src/providers/opencx/map.ts';
import { testOptionalFields, type OptionalField } from '../../helpers/optional-fields.ts';
import { id, record } from './record.ts';
import { plain } from '../../helpers/plain.ts';

/** A text, or an enum, of which nothing else is made. */
function text(wire: string, path: string): OptionalField {
  return { wire, is: 'string', without: { [path]: null } };
}

testOptionalFields((raw) => plain(new OpenCXSessionModel(id, raw)), record, [
  { wire: 'status', is: 'string', without: { vendorStatus: null, status: null } },
  text('ai_closure_type', 'aiClosureType'),
  text('sentiment', 'sentiment'),
  text('language', 'language'),
  text('assignee_id', 'assigneeId'),
  text('created_at', 'createdAt'),
  text('updated_at', 'updatedAt'),
  { wire: 'custom_data', is: 'object', without: { metadata: [] } },
  { wire: 'ticket_number', is: 'number', without: { ticketNumber: null } },
  { wire: 'assist_mode', is: 'boolean', without: { assistMode: null } },
  { wire: 'channel', is: 'object', without: { channel: null } },
  text('channel.type', 'channel.type'),
  { wire: 'contact', is: 'object', without: { contact: null, participant: null } },
  {
    wire: 'contact.id',
    is: 'string',
    without: { 'contact.externalId': null, 'participant.externalId': null },
  },
  {
    wire: 'contact.email',
    is: 'string',
    without: {
      'contact.email': null,
      'participant.email': 'bo@typed.example',
      'participant.verified': false,
    },
  },
  {
    wire: 'contact.name',
    is: 'string',
    without: { 'contact.name': null, 'participant.name': 'Bo Typed', 'participant.verified': false },
  },
  {
    wire: 'contact.phone_number',
    is: 'string',
    without: { 'contact.phoneNumber': null, 'participant.phone': null, 'participant.verified': true },
  },
  { wire: 'contact.custom_data', is: 'object', without: { 'contact.customData': [] } },
  text('contact.created_at', 'contact.createdAt'),
  text('contact.updated_at', 'contact.updatedAt'),
  text('contact.non_verified_name', 'contact.nonVerifiedName'),
  text('contact.non_verified_email', 'contact.nonVerifiedEmail'),
  {
    wire: 'contact.non_verified_custom_data',
    is: 'object',
    without: { 'contact.nonVerifiedCustomData': [] },
  },
  { wire: 'team', is: 'object', without: { team: null } },
  text('team.id', 'team.externalId'),
  text('team.name', 'team.name'),
  text('team.description', 'team.description'),
  { wire: 'handoff', is: 'object', without: { handoff: null } },
  text('handoff.sentiment', 'handoff.sentiment'),
  text('handoff.summary', 'handoff.summary'),
  { wire: 'ticketing_system', is: 'object', without: { ticketingSystem: null } },
  text('ticketing_system.name', 'ticketingSystem.name'),
  text('ticketing_system.external_id', 'ticketingSystem.externalId'),
  text('ticketing_system.id_type', 'ticketingSystem.idType'),
]);
