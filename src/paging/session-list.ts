/** What a list is ordered and filtered by, without a look into the vendor's record. */
export interface SessionRow {
  readonly externalId: string;
  /** Milliseconds since 1970; null when unknown. */
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  readonly hasLead: boolean;
  readonly identityVerified: boolean;
}

/** A whole list as a vendor sent it. Its sessions are made when somebody asks for them: most never are. */
export interface SessionList<S> {
  readonly rows: readonly SessionRow[];
  /** How many rows were left out because they have no usable id. */
  readonly leftOut: number;
  /** The size of the list as it was sent. */
  readonly bytes: number;
  /** @returns undefined for a session that is not in the list */
  session(externalId: string): S | undefined;
}
