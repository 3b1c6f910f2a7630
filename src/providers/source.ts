import type { SessionList } from '../paging/session-list.ts';
import type { Fetched } from '../upstream/cache/freshness.ts';
import type { Operation } from '../upstream/operation.ts';
import type { Mapped, Session } from './provider.ts';
import type { ProviderSettings } from './settings.ts';

/** A page of a vendor's list. */
export type FetchedPage = Fetched<SessionList<Mapped<Session>>>;

/** How a vendor lists its sessions for `Query.sessions`. The list is read in parts, each older than the one before. */
export interface SessionSource {
  /** Whether the vendor reports the state of a session. */
  readonly hasStatus: boolean;
  /** The reads of lists whose records have every field of a session's record: such a session is not read again. */
  readonly wholeLists: readonly Operation<unknown>[];
  /** Every email address of a session's end user. Omitted if the vendor stores none. */
  emailsOf?(session: Mapped<Session>): readonly (string | null | undefined)[];
  /** Whether the settings suffice to list sessions. Default: they do. */
  isConfigured?(settings: ProviderSettings): boolean;
  /** @param place where to start: `next` of the part before. Undefined for the first part */
  readPart(query: SourceQuery, place: Place | undefined, reader: SourceReader): Promise<Part>;
}

/** What is asked for. A source can ignore all of it: the rows are filtered again. Times are in milliseconds since 1970. */
export interface SourceQuery {
  /** The id of the person whose sessions are asked for. */
  readonly personId: string | undefined;
  /** Only sessions that started after this time. */
  readonly createdAfter: number | undefined;
  /** Only sessions that started before this time. It gets earlier from page to page. */
  readonly createdBefore: number | undefined;
}

/** A place in a vendor's list. It is part of cursors, so it must be short, and mean the same in another process. */
export type Place = readonly (number | null)[];

export interface SourceReader {
  readonly settings: ProviderSettings;
  /** How many calls a source may make for one page. */
  readonly maxCalls: number;
  /** How many of them are left. Answers from the cache are no calls. */
  callsLeft(): number;
  read<Value>(operation: Operation<Value>, key: string): Promise<Fetched<Value>>;
}

/** A part of a vendor's list. */
export interface Part {
  readonly pages: readonly FetchedPage[];
  /** The pages' rows outside of it are in other parts: from this time on, and before this time. */
  readonly range?: TimeRange;
  /**
   * All sessions that started later than this time are in the parts so far. Null if these are all sessions. Undefined if the part
   * says nothing about that.
   */
  readonly readTo: number | null | undefined;
  /** Where to go on; null at the end of the list. */
  readonly next: Place | null;
  /** Whether a limit ended the reading of the part, so that sessions can be missing. */
  readonly isCut?: boolean;
}

/** A range of `createdAt`, in milliseconds since 1970. Null is unbounded. */
export interface TimeRange {
  readonly from: number | null;
  readonly before: number | null;
}

/** The parts of an operation that all lists share. */
export const listOperation = {
  maxBytes: 'maxListBytes',
  nullWhenNotFound: false,
  lifetimeMs: (_: unknown, { cacheListMs }: { readonly cacheListMs: number }) => cacheListMs,
  // Lists are long, and fresh only for seconds.
  cachedIn: 'process',
  purgedWith: 'any session',
  skippedRows: ({ skippedRows }: { readonly skippedRows: number }) => skippedRows,
} as const;
