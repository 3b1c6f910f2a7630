import type { SessionList, SessionRow } from '../../paging/session-list.ts';
import { toSessionList as listOf, type RecordFormat } from '../session-list.ts';
import { isRecord } from '../values.ts';
import { ChatwizeSessionModel } from './map.ts';

const format: RecordFormat<ChatwizeSessionModel> = {
  createdAt: 'created_at',
  updatedAt: 'modified_at',
  idOf: ({ uuid }) => uuid,
  map: (externalId, record) => new ChatwizeSessionModel(externalId, record),
};

/**
 * @param json a chatbot's sessions as Chatwize sends them
 * @throws {Error} if it is not an array
 */
export function toSessionList(json: unknown): SessionList<ChatwizeSessionModel> {
  if (!Array.isArray(json)) throw new Error('not a list');
  return listOf(json, format);
}

/** Whether the visitor has submitted the lead form. */
export function hasLead(row: SessionRow): boolean {
  return (metaOf(row)['user'] ?? null) !== null;
}

/** Whether the visitor has completed identity verification. */
export function isIdentityVerified(row: SessionRow): boolean {
  return (metaOf(row)['auth_data'] ?? null) !== null;
}

function metaOf({ record: { meta } }: SessionRow): Readonly<Record<string, unknown>> {
  return isRecord(meta) ? meta : {};
}
