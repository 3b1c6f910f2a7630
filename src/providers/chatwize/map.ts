import { z } from 'zod';
import type { ChatwizeSession } from '../../model/generated.ts';
import { encodeNodeId } from '../../model/node-id.ts';
import type { Mapped } from '../provider.ts';
import type { SessionRow } from '../../paging/session-list.ts';
import { isRecord, record, text, toEntries, toIsoDate, toTime } from '../values.ts';
import { toParticipant } from './participant.ts';

const wireSession = z.object({ created_at: text, modified_at: text, meta: record });

/** @param raw Chatwize's record, known to be the session `externalId` */
export function toChatwizeSession(externalId: string, raw: unknown): Mapped<ChatwizeSession> {
  const wire = wireSession.parse(raw);
  const { user: lead = null, auth_data: authData = null, ...rest } = wire.meta ?? {};
  return {
    __typename: 'ChatwizeSession',
    id: encodeNodeId({ type: 'ChatwizeSession', externalId }),
    provider: 'CHATWIZE',
    externalId,
    createdAt: toIsoDate(wire.created_at),
    updatedAt: toIsoDate(wire.modified_at),
    endedAt: null,
    status: null,
    participant: toParticipant(authData, lead),
    metadata: toEntries(rest),
    raw,
    uuid: externalId,
    lead,
    authData,
    identityVerified: authData !== null,
  };
}

/** What the list of a chatbot is ordered and filtered by. */
export function toRow(externalId: string, raw: Readonly<Record<string, unknown>>): SessionRow {
  const meta = isRecord(raw['meta']) ? raw['meta'] : {};
  return {
    externalId,
    createdAt: toTime(raw['created_at']),
    updatedAt: toTime(raw['modified_at']),
    hasLead: (meta['user'] ?? null) !== null,
    identityVerified: (meta['auth_data'] ?? null) !== null,
  };
}
