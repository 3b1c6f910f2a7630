import { toIsoDate } from '../../model/dates.ts';
import type { ZepSession } from '../../model/generated.ts';
import { SessionModel } from '../session-model.ts';
import { participantById, statusOf } from '../session.ts';
import { list, number, record, text, toEntries } from '../values.ts';

/** A session of Zep, from Zep's record. */
export class ZepSessionModel extends SessionModel implements Omit<ZepSession, 'messages'> {
  readonly __typename = 'ZepSession';
  readonly provider = 'ZEP';

  get createdAt() {
    return toIsoDate(this.raw['created_at']);
  }

  get updatedAt() {
    return toIsoDate(this.raw['updated_at']);
  }

  get endedAt() {
    return toIsoDate(this.raw['ended_at']);
  }

  get deletedAt() {
    return toIsoDate(this.raw['deleted_at']);
  }

  get status() {
    return statusOf({ deletedAt: this.raw['deleted_at'], endedAt: this.raw['ended_at'] });
  }

  get participant() {
    return participantById(this.userId);
  }

  get metadata() {
    return toEntries(record(this.raw['metadata']));
  }

  get sessionId() {
    return text(this.raw['session_id']);
  }

  get uuid() {
    return text(this.raw['uuid']);
  }

  get userId() {
    return text(this.raw['user_id']);
  }

  get projectUuid() {
    return text(this.raw['project_uuid']);
  }

  get classifications() {
    const classifications = record(this.raw['classifications']);
    return classifications && toEntries(classifications);
  }

  get facts() {
    return list(this.raw['facts'])?.filter((fact) => typeof fact === 'string') ?? null;
  }

  get factRatingInstruction() {
    return toInstruction(this.raw['fact_rating_instruction']);
  }

  get rowId() {
    return number(this.raw['id']);
  }
}

function toInstruction(value: unknown): ZepSession['factRatingInstruction'] {
  const wire = record(value);
  if (!wire) return null;
  const examples = record(wire['examples']);
  return {
    __typename: 'ZepFactRatingInstruction',
    instruction: text(wire['instruction']),
    examples: examples && {
      __typename: 'ZepFactRatingExamples',
      high: text(examples['high']),
      medium: text(examples['medium']),
      low: text(examples['low']),
    },
  };
}
