import { toTime } from '../model/dates.ts';
import type { SessionList, SessionRow } from '../paging/session-list.ts';
import { isExternalId } from './external-id.ts';
import type { MappedSession } from './provider.ts';
import { isRecord } from './values.ts';

type SessionRecord = SessionRow['record'];

/** Where a vendor's record has what a list is ordered by, and how it becomes a session. */
export interface RecordFormat<S> {
  readonly createdAt: string;
  readonly updatedAt: string;
  /** @returns the session's id; anything that is no usable id skips the record */
  idOf(record: SessionRecord): unknown;
  map(externalId: string, record: SessionRecord): S;
}

/** Reads a list of records. They are mapped when a session is asked for. */
export function toSessionList<S extends MappedSession>(
  records: readonly unknown[],
  format: RecordFormat<S>,
): SessionList<S> {
  const rows = new Map<string, SessionRow>();
  let skippedRows = 0;
  for (const record of records) {
    const externalId = isRecord(record) ? format.idOf(record) : undefined;
    if (!isRecord(record) || !isExternalId(externalId)) skippedRows += 1;
    // The first of repeated rows is used.
    else if (!rows.has(externalId)) rows.set(externalId, new Row(externalId, record, format));
  }
  return {
    rows: [...rows.values()],
    skippedRows,
    session: (externalId) => {
      const row = rows.get(externalId);
      return row && format.map(externalId, row.record);
    },
  };
}

/** Its times are parsed when they are first needed. Most lists are read in one order. */
class Row implements SessionRow {
  readonly externalId: string;
  readonly record: SessionRecord;
  readonly #format: RecordFormat<unknown>;
  #createdAt: number | null | undefined;
  #updatedAt: number | null | undefined;

  constructor(externalId: string, record: SessionRecord, format: RecordFormat<unknown>) {
    this.externalId = externalId;
    this.record = record;
    this.#format = format;
  }

  get createdAt(): number | null {
    return (this.#createdAt ??= toTime(this.record[this.#format.createdAt]));
  }

  get updatedAt(): number | null {
    return (this.#updatedAt ??= toTime(this.record[this.#format.updatedAt]));
  }
}
