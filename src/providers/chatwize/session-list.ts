import { toTime } from '../../model/dates.ts';
import type { SessionList, SessionRow } from '../../paging/session-list.ts';
import { isExternalId } from '../external-id.ts';
import { isRecord } from '../values.ts';
import { ChatwizeSessionModel } from './map.ts';

/**
 * @param json a chatbot's sessions as Chatwize sends them
 * @throws {Error} if it is not an array
 */
export function toSessionList(json: unknown): SessionList<ChatwizeSessionModel> {
  if (!Array.isArray(json)) throw new Error('not a list');
  const rows = new Map<string, SessionRow>();
  let skippedRows = 0;
  for (const record of json as readonly unknown[]) {
    const externalId = isRecord(record) ? record['uuid'] : undefined;
    if (!isRecord(record) || !isExternalId(externalId)) skippedRows += 1;
    // The first of repeated rows is used.
    else if (!rows.has(externalId)) rows.set(externalId, new Row(externalId, record));
  }
  return {
    rows: [...rows.values()],
    skippedRows,
    session: (externalId) => {
      const row = rows.get(externalId);
      return row && new ChatwizeSessionModel(externalId, row.record);
    },
  };
}

/** Whether the visitor has submitted the lead form. */
export function hasLead(row: SessionRow): boolean {
  return (metaOf(row)['user'] ?? null) !== null;
}

/** Whether the visitor has completed identity verification. */
export function isIdentityVerified(row: SessionRow): boolean {
  return (metaOf(row)['auth_data'] ?? null) !== null;
}

/** Its times are parsed when they are first needed. Most lists are read in one order. */
class Row implements SessionRow {
  readonly externalId: string;
  readonly record: SessionRow['record'];
  #createdAt: number | null | undefined;
  #updatedAt: number | null | undefined;

  constructor(externalId: string, record: SessionRow['record']) {
    this.externalId = externalId;
    this.record = record;
  }

  get createdAt(): number | null {
    return (this.#createdAt ??= toTime(this.record['created_at']));
  }

  get updatedAt(): number | null {
    return (this.#updatedAt ??= toTime(this.record['modified_at']));
  }
}

function metaOf({ record: { meta } }: SessionRow): Readonly<Record<string, unknown>> {
  return isRecord(meta) ? meta : {};
}
