import { toIsoDate } from '../../model/dates.ts';
import type { DuohubSession, SessionMetadataEntry } from '../../model/generated.ts';
import { SessionModel } from '../session-model.ts';
import { participantById, statusOf } from '../session.ts';
import { isRecord, list, text, toEntry } from '../values.ts';

/** A session of duohub, from duohub's record. */
export class DuohubSessionModel extends SessionModel implements Omit<DuohubSession, 'messages'> {
  readonly __typename = 'DuohubSession';
  readonly provider = 'DUOHUB';

  get createdAt() {
    return toIsoDate(this.raw['createdAt']);
  }

  get updatedAt() {
    return toIsoDate(this.raw['updatedAt']);
  }

  get endedAt() {
    return toIsoDate(this.raw['endedAt']);
  }

  get deletedAt() {
    return toIsoDate(this.raw['deletedAt']);
  }

  get status() {
    return statusOf({ deletedAt: this.raw['deletedAt'], endedAt: this.raw['endedAt'] });
  }

  get participant() {
    return participantById(this.customerUserId);
  }

  get metadata() {
    return (list(this.raw['metadata']) ?? []).flatMap(toPairs);
  }

  get userId() {
    return text(this.raw['userID']);
  }

  get customerUserId() {
    return text(this.raw['customerUserID']);
  }
}

function toPairs(pair: unknown): SessionMetadataEntry[] {
  return isRecord(pair) && typeof pair['key'] === 'string' ? [toEntry(pair['key'], pair['value'])] : [];
}
