import { toIsoDate } from '../../model/dates.ts';
import type { ChatwizeSession } from '../../model/generated.ts';
import { SessionModel } from '../session-model.ts';
import { record, toEntries } from '../values.ts';
import { toParticipant } from './participant.ts';

/** A session of Chatwize, from Chatwize's record. */
export class ChatwizeSessionModel extends SessionModel implements Omit<ChatwizeSession, 'messages'> {
  readonly __typename = 'ChatwizeSession';
  readonly provider = 'CHATWIZE';
  readonly endedAt = null;
  readonly status = null;

  get createdAt() {
    return toIsoDate(this.raw['created_at']);
  }

  get updatedAt() {
    return toIsoDate(this.raw['modified_at']);
  }

  get participant() {
    return toParticipant(this.authData, this.lead);
  }

  get metadata() {
    const { user: _, auth_data: __, ...rest } = this.#meta ?? {};
    return toEntries(rest);
  }

  get uuid() {
    return this.externalId;
  }

  get lead() {
    return this.#meta?.['user'] ?? null;
  }

  get authData() {
    return this.#meta?.['auth_data'] ?? null;
  }

  get identityVerified() {
    return this.authData !== null;
  }

  get #meta() {
    return record(this.raw['meta']);
  }
}
