/** What a list is ordered and filtered by, available without mapping the vendor's record. */
export interface SessionRow {
  readonly externalId: string;
  /** Milliseconds since 1970; null if unknown. */
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  /** The vendor's record. */
  readonly record: Readonly<Record<string, unknown>>;
}

/** A whole list as a vendor sent it. Its sessions are mapped on demand, since most are never asked for. */
export interface SessionList<S> {
  readonly rows: readonly SessionRow[];
  /** The number of rows that were skipped because they have no usable id. */
  readonly skippedRows: number;
  /** Maps a session anew. @returns undefined for a session that is not in the list */
  session(externalId: string): S | undefined;
}
