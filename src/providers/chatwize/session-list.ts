import type { ChatwizeSession } from '../../model/generated.ts';
import { isExternalId } from '../external-id.ts';
import type { Mapped } from '../provider.ts';
import type { SessionList, SessionRow } from '../../paging/session-list.ts';
import { isRecord } from '../values.ts';
import { toChatwizeSession, toRow } from './map.ts';

/**
 * @param json a chatbot's sessions as Chatwize sends them
 * @param bytes the size of what was sent
 * @throws when it is not an array
 */
export function toSessionList(json: unknown, bytes: number): SessionList<Mapped<ChatwizeSession>> {
  if (!Array.isArray(json)) throw new Error('not a list');
  const rows: SessionRow[] = [];
  const records = new Map<string, unknown>();
  let leftOut = 0;
  for (const raw of json as readonly unknown[]) {
    const externalId = isRecord(raw) ? raw['uuid'] : undefined;
    if (!isRecord(raw) || !isExternalId(externalId)) leftOut += 1;
    else if (!records.has(externalId)) {
      records.set(externalId, raw);
      rows.push(toRow(externalId, raw));
    }
  }
  return {
    rows,
    leftOut,
    bytes,
    session: (externalId) =>
      records.has(externalId) ? toChatwizeSession(externalId, records.get(externalId)) : undefined,
  };
}
