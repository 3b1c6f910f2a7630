import { z } from 'zod';
import { toIsoDate } from '../../model/dates.ts';
import type { DuohubSession, SessionMetadataEntry } from '../../model/generated.ts';
import { encodeNodeId } from '../../model/node-id.ts';
import type { Mapped } from '../provider.ts';
import { participantById, statusOf } from '../session.ts';
import { isRecord, json, text, toEntry } from '../values.ts';

const wireSession = z.object({
  userID: text,
  customerUserID: text,
  metadata: z.array(z.unknown()).nullish().catch(null),
  createdAt: text,
  updatedAt: text,
  deletedAt: json,
  endedAt: json,
});

/** @param raw duohub's record of the session `externalId` */
export function toDuohubSession(externalId: string, raw: unknown): Mapped<DuohubSession> {
  const wire = wireSession.parse(raw);
  return {
    __typename: 'DuohubSession',
    id: encodeNodeId({ type: 'DuohubSession', externalId }),
    provider: 'DUOHUB',
    externalId,
    createdAt: toIsoDate(wire.createdAt),
    updatedAt: toIsoDate(wire.updatedAt),
    endedAt: toIsoDate(wire.endedAt),
    deletedAt: toIsoDate(wire.deletedAt),
    status: statusOf(wire),
    participant: participantById(wire.customerUserID),
    metadata: (wire.metadata ?? []).flatMap(toPairs),
    raw,
    userId: wire.userID,
    customerUserId: wire.customerUserID,
  };
}

function toPairs(pair: unknown): SessionMetadataEntry[] {
  return isRecord(pair) && typeof pair['key'] === 'string' ? [toEntry(pair['key'], pair['value'])] : [];
}
