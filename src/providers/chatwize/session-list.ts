import type { ChatwizeSession } from '../../graphql/generated.ts';
import { isExternalId } from '../external-id.ts';
import type { SessionList, SessionRow } from '../session-list.ts';
import { isRecord } from '../values.ts';
import { toChatwizeSession, toRow } from './map.ts';

export interface ChatwizeSessionList extends SessionList<ChatwizeSession> {
  /** How many rows were left out because they have no usable uuid. */
  readonly withoutId: number;
}

/**
 * @param json a chatbot's sessions as Chatwize sends them
 * @throws when it is not an array
 */
export function toSessionList(json: unknown): ChatwizeSessionList {
  if (!Array.isArray(json)) throw new Error('not a list');
  const rows: SessionRow[] = [];
  const records = new Map<string, unknown>();
  let withoutId = 0;
  for (const raw of json as readonly unknown[]) {
    const externalId = isRecord(raw) ? raw['uuid'] : undefined;
    if (!isRecord(raw) || !isExternalId(externalId)) withoutId += 1;
    else if (!records.has(externalId)) {
      records.set(externalId, raw);
      rows.push(toRow(externalId, raw));
    }
  }
  return {
    rows,
    withoutId,
    session: (externalId) =>
      records.has(externalId) ? toChatwizeSession(externalId, records.get(externalId)) : undefined,
  };
}
