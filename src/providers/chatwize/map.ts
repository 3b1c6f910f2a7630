import { z } from 'zod';
import { toIsoDate } from '../../model/dates.ts';
import type { ChatwizeSession } from '../../model/generated.ts';
import { encodeNodeId } from '../../model/node-id.ts';
import type { Mapped } from '../provider.ts';
import { record, text, toEntries } from '../values.ts';
import { toParticipant } from './participant.ts';

const wireSession = z.object({ created_at: text, modified_at: text, meta: record });

/** @param raw Chatwize's record of the session `externalId` */
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
