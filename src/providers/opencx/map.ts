import { z } from 'zod';
import { toIsoDate } from '../../model/dates.ts';
import type { OpenCXSession, SessionParticipant, SessionStatus } from '../../model/generated.ts';
import { encodeNodeId } from '../../model/node-id.ts';
import type { Mapped } from '../provider.ts';
import { allVerified, firstClaim, participant } from '../session.ts';
import { flag, number, objectOrNull, openEnum, record, text, toEntries } from '../values.ts';

const sentiment = openEnum(['angry', 'happy', 'neutral']);

const wireContact = z.object({
  id: text,
  email: text,
  phone_number: text,
  name: text,
  custom_data: record,
  created_at: text,
  updated_at: text,
  non_verified_name: text,
  non_verified_email: text,
  non_verified_custom_data: record,
});

const ticketingSystems = [
  'dynamics365',
  'freshchat',
  'freshdesk',
  'freshdesk_ticketing',
  'front',
  'gorgias',
  'hubspot',
  'infobip',
  'intercom',
  'open',
  'salesforce',
  'salesforce_v2',
  'twilio_flex',
  'zendesk',
  'zendesk_v2',
] as const;

const channels = [
  'web',
  'email',
  'phone_voice',
  'slack',
  'sms',
  'whatsapp',
  'instagram',
  'messenger',
  'api',
  'web_voice',
] as const;

const wireSession = z.object({
  status: openEnum(['open', 'closed_resolved', 'closed_unresolved']),
  ai_closure_type: openEnum(['assumed_resolved', 'handed_off', 'resolved']),
  sentiment,
  channel: objectOrNull(z.object({ type: openEnum(channels) })),
  contact: objectOrNull(wireContact),
  language: text,
  assignee_id: text,
  custom_data: record,
  team: objectOrNull(z.object({ id: text, name: text, description: text })),
  handoff: objectOrNull(z.object({ sentiment, summary: text })),
  ticketing_system: objectOrNull(
    z.object({
      name: openEnum(ticketingSystems),
      external_id: text,
      id_type: openEnum(['conversation_id', 'ticket_id', 'case_id', 'conversation_sid']),
    }),
  ),
  ticket_number: number,
  assist_mode: flag,
  created_at: text,
  updated_at: text,
});

type Wire = z.infer<typeof wireSession>;

/** @param raw OpenCX's record of the session `externalId` */
export function toOpenCXSession(externalId: string, raw: unknown): Mapped<OpenCXSession> {
  const wire = wireSession.parse(raw);
  return {
    __typename: 'OpenCXSession',
    id: encodeNodeId({ type: 'OpenCXSession', externalId }),
    provider: 'OPENCX',
    externalId,
    createdAt: toIsoDate(wire.created_at),
    updatedAt: toIsoDate(wire.updated_at),
    endedAt: null,
    status: toStatus(wire.status),
    participant: wire.contact && toParticipant(wire.contact),
    metadata: toEntries(wire.custom_data),
    raw,
    vendorStatus: wire.status,
    aiClosureType: wire.ai_closure_type,
    sentiment: wire.sentiment,
    channel: wire.channel && { __typename: 'OpenCXChannel', type: wire.channel.type },
    contact: wire.contact && toContact(wire.contact),
    language: wire.language,
    assigneeId: wire.assignee_id,
    team: wire.team && toTeam(wire.team),
    handoff: wire.handoff && { __typename: 'OpenCXHandoff', ...wire.handoff },
    ticketingSystem: wire.ticketing_system && toTicketingSystem(wire.ticketing_system),
    ticketNumber: wire.ticket_number,
    assistMode: wire.assist_mode,
  };
}

function toStatus(status: Wire['status']): SessionStatus | null {
  if (status === 'OPEN') return 'OPEN';
  return status === 'CLOSED_RESOLVED' || status === 'CLOSED_UNRESOLVED' ? 'ENDED' : null;
}

function toParticipant(contact: NonNullable<Wire['contact']>): SessionParticipant {
  const name = firstClaim(contact.name, contact.non_verified_name);
  const email = firstClaim(contact.email, contact.non_verified_email);
  const phone = firstClaim(contact.phone_number, null);
  return participant({
    externalId: contact.id,
    name: name.value,
    email: email.value,
    phone: phone.value,
    verified: allVerified([name, email, phone]),
  });
}

function toContact(contact: NonNullable<Wire['contact']>): OpenCXSession['contact'] {
  return {
    __typename: 'OpenCXContact',
    externalId: contact.id,
    email: contact.email,
    phoneNumber: contact.phone_number,
    name: contact.name,
    customData: toEntries(contact.custom_data),
    createdAt: toIsoDate(contact.created_at),
    updatedAt: toIsoDate(contact.updated_at),
    nonVerifiedName: contact.non_verified_name,
    nonVerifiedEmail: contact.non_verified_email,
    nonVerifiedCustomData: toEntries(contact.non_verified_custom_data),
  };
}

function toTeam({ id, name, description }: NonNullable<Wire['team']>): OpenCXSession['team'] {
  return { __typename: 'OpenCXTeam', externalId: id, name, description };
}

function toTicketingSystem(wire: NonNullable<Wire['ticketing_system']>): OpenCXSession['ticketingSystem'] {
  return {
    __typename: 'OpenCXTicketingSystem',
    name: wire.name,
    externalId: wire.external_id,
    idType: wire.id_type,
  };
}
