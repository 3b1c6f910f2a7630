import { z } from 'zod';
import { toIsoDate } from '../../model/dates.ts';
import type { ZepSession } from '../../model/generated.ts';
import { encodeNodeId } from '../../model/node-id.ts';
import type { Mapped } from '../provider.ts';
import { participantById, statusOf } from '../session.ts';
import { json, number, objectOrNull, record, text, toEntries } from '../values.ts';

const wireSession = z.object({
  session_id: text,
  uuid: text,
  user_id: text,
  project_uuid: text,
  id: number,
  created_at: text,
  updated_at: text,
  ended_at: json,
  deleted_at: json,
  classifications: record,
  metadata: record,
  facts: z.array(z.unknown()).nullish().catch(null),
  fact_rating_instruction: objectOrNull(
    z.object({
      instruction: text,
      examples: objectOrNull(z.object({ high: text, medium: text, low: text })),
    }),
  ),
});

/** @param raw Zep's record of the session `externalId` */
export function toZepSession(externalId: string, raw: unknown): Mapped<ZepSession> {
  const wire = wireSession.parse(raw);
  return {
    __typename: 'ZepSession',
    id: encodeNodeId({ type: 'ZepSession', externalId }),
    provider: 'ZEP',
    externalId,
    createdAt: toIsoDate(wire.created_at),
    updatedAt: toIsoDate(wire.updated_at),
    endedAt: toIsoDate(wire.ended_at),
    deletedAt: toIsoDate(wire.deleted_at),
    status: statusOf({ deletedAt: wire.deleted_at, endedAt: wire.ended_at }),
    participant: participantById(wire.user_id),
    metadata: toEntries(wire.metadata),
    raw,
    sessionId: wire.session_id,
    uuid: wire.uuid,
    userId: wire.user_id,
    projectUuid: wire.project_uuid,
    classifications: wire.classifications && toEntries(wire.classifications),
    facts: wire.facts?.filter((fact) => typeof fact === 'string') ?? null,
    factRatingInstruction: toInstruction(wire.fact_rating_instruction),
    rowId: wire.id,
  };
}

function toInstruction(
  wire: z.infer<typeof wireSession>['fact_rating_instruction'],
): ZepSession['factRatingInstruction'] {
  if (!wire) return null;
  return {
    __typename: 'ZepFactRatingInstruction',
    instruction: wire.instruction,
    examples: wire.examples && { __typename: 'ZepFactRatingExamples', ...wire.examples },
  };
}
