import { toIsoDate } from '../../model/dates.ts';
import type { OpenCXSession, SessionParticipant, SessionStatus } from '../../model/generated.ts';
import { SessionModel } from '../session-model.ts';
import { allVerified, firstClaim, participant } from '../session.ts';
import { flag, number, openEnum, record, text, toEntries, type VendorRecord } from '../values.ts';

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

const readStatus = openEnum(['open', 'closed_resolved', 'closed_unresolved']);
const readClosureType = openEnum(['assumed_resolved', 'handed_off', 'resolved']);
const readSentiment = openEnum(['angry', 'happy', 'neutral']);
const readChannelType = openEnum(channels);
const readTicketingSystem = openEnum(ticketingSystems);
const readIdType = openEnum(['conversation_id', 'ticket_id', 'case_id', 'conversation_sid']);

/** A session of OpenCX, from OpenCX's record. */
export class OpenCXSessionModel extends SessionModel implements Omit<OpenCXSession, 'messages'> {
  readonly __typename = 'OpenCXSession';
  readonly provider = 'OPENCX';
  readonly endedAt = null;

  get createdAt() {
    return toIsoDate(this.raw['created_at']);
  }

  get updatedAt() {
    return toIsoDate(this.raw['updated_at']);
  }

  get status() {
    return toStatus(this.vendorStatus);
  }

  get participant() {
    const contact = record(this.raw['contact']);
    return contact && toParticipant(contact);
  }

  get metadata() {
    return toEntries(record(this.raw['custom_data']));
  }

  get vendorStatus() {
    return readStatus(this.raw['status']);
  }

  get aiClosureType() {
    return readClosureType(this.raw['ai_closure_type']);
  }

  get sentiment() {
    return readSentiment(this.raw['sentiment']);
  }

  get channel(): OpenCXSession['channel'] {
    const channel = record(this.raw['channel']);
    return channel && { __typename: 'OpenCXChannel', type: readChannelType(channel['type']) };
  }

  get contact() {
    const contact = record(this.raw['contact']);
    return contact && toContact(contact);
  }

  get language() {
    return text(this.raw['language']);
  }

  get assigneeId() {
    return text(this.raw['assignee_id']);
  }

  get team() {
    const team = record(this.raw['team']);
    return team && toTeam(team);
  }

  get handoff() {
    const handoff = record(this.raw['handoff']);
    return handoff && toHandoff(handoff);
  }

  get ticketingSystem() {
    const system = record(this.raw['ticketing_system']);
    return system && toTicketingSystem(system);
  }

  get ticketNumber() {
    return number(this.raw['ticket_number']);
  }

  get assistMode() {
    return flag(this.raw['assist_mode']);
  }
}

function toStatus(status: OpenCXSession['vendorStatus']): SessionStatus | null {
  if (status === 'OPEN') return 'OPEN';
  return status === 'CLOSED_RESOLVED' || status === 'CLOSED_UNRESOLVED' ? 'ENDED' : null;
}

function toParticipant(contact: VendorRecord): SessionParticipant {
  const name = firstClaim(text(contact['name']), text(contact['non_verified_name']));
  const email = firstClaim(text(contact['email']), text(contact['non_verified_email']));
  const phone = firstClaim(text(contact['phone_number']), null);
  return participant({
    externalId: text(contact['id']),
    name: name.value,
    email: email.value,
    phone: phone.value,
    verified: allVerified([name, email, phone]),
  });
}

function toContact(contact: VendorRecord): OpenCXSession['contact'] {
  return {
    __typename: 'OpenCXContact',
    externalId: text(contact['id']),
    email: text(contact['email']),
    phoneNumber: text(contact['phone_number']),
    name: text(contact['name']),
    customData: toEntries(record(contact['custom_data'])),
    createdAt: toIsoDate(contact['created_at']),
    updatedAt: toIsoDate(contact['updated_at']),
    nonVerifiedName: text(contact['non_verified_name']),
    nonVerifiedEmail: text(contact['non_verified_email']),
    nonVerifiedCustomData: toEntries(record(contact['non_verified_custom_data'])),
  };
}

function toTeam(team: VendorRecord): OpenCXSession['team'] {
  return {
    __typename: 'OpenCXTeam',
    externalId: text(team['id']),
    name: text(team['name']),
    description: text(team['description']),
  };
}

function toHandoff(handoff: VendorRecord): OpenCXSession['handoff'] {
  return {
    __typename: 'OpenCXHandoff',
    sentiment: readSentiment(handoff['sentiment']),
    summary: text(handoff['summary']),
  };
}

function toTicketingSystem(system: VendorRecord): OpenCXSession['ticketingSystem'] {
  return {
    __typename: 'OpenCXTicketingSystem',
    name: readTicketingSystem(system['name']),
    externalId: text(system['external_id']),
    idType: readIdType(system['id_type']),
  };
}
