import { sum } from '../model/sum.ts';

/** A record of a conversation, as its vendor sent it. */
export interface MessageRecord {
  /** The vendor's id of the record; undefined if it has none that can be used. */
  readonly id: string | undefined;
  /** Milliseconds since 1970; null if unknown. */
  readonly createdAt: number | null;
  readonly record: Readonly<Record<string, unknown>>;
  /** The messages in the record, by name, for a vendor whose records hold more than one. Default: one without a name. */
  readonly parts?: readonly string[];
}

/** One message of a conversation, not mapped yet. */
export interface MessageRow {
  /** Names the message in its conversation: the id of its record, or its position, and the part of the record. */
  readonly key: string;
  readonly source: MessageRecord;
  readonly part: string;
  /** What the order is made of: its date, or that of the message before it. Null if none of these has a date. */
  readonly time: number | null;
}

interface TranscriptOptions {
  /** The vendor's cursor of the next page; `inconsistent` if it is unusable. */
  readonly next?: string | undefined;
  /** The number of records in the conversation, where the vendor reports it. */
  readonly total?: number | undefined;
  readonly isComplete?: boolean;
  readonly skippedRows?: number;
}

const onePart = [''];

/** A conversation, or a page of it. */
export class Transcript {
  /** In the vendor's order. */
  readonly records: readonly MessageRecord[];
  readonly next: string | undefined;
  readonly total: number | undefined;
  /** Whether it is known to have all messages. */
  readonly isComplete: boolean;
  /** The number of entries that were skipped because they are no records. */
  readonly skippedRows: number;
  /** The number of messages. */
  readonly size: number;
  #isNewestFirst: boolean | undefined;
  #rows: readonly MessageRow[] | undefined;
  #indexes: ReadonlyMap<string, number> | undefined;
  #contents: ReadonlySet<string> | undefined;

  constructor(records: readonly MessageRecord[], options: TranscriptOptions = {}) {
    this.records = records;
    this.next = options.next;
    this.total = options.total;
    this.isComplete = options.isComplete ?? true;
    this.skippedRows = options.skippedRows ?? 0;
    this.size = sum(records.map(messagesIn));
  }

  /** The messages, oldest first. They are put in order once, however many pages of them are read. */
  get rows(): readonly MessageRow[] {
    return (this.#rows ??= arrange(this.isNewestFirst ? this.records.toReversed() : this.records));
  }

  /** Where messages are missing if it is not complete: at the end that was not read. */
  get missing(): 'start' | 'end' | undefined {
    if (this.isComplete) return undefined;
    return this.isNewestFirst ? 'start' : 'end';
  }

  /** Whether its vendor lists the newest message first. */
  get isNewestFirst(): boolean {
    return (this.#isNewestFirst ??= isFalling(this.records));
  }

  /** Whether it has a record with the same id, or without ids with the same contents. */
  has(record: MessageRecord): boolean {
    this.#contents ??= new Set(this.records.map(contentsOf));
    return this.#contents.has(contentsOf(record));
  }

  /** The position of a message; undefined if it is not here. */
  indexOf(key: string): number | undefined {
    this.#indexes ??= new Map(this.rows.map((row, index) => [row.key, index]));
    return this.#indexes.get(key);
  }
}

export function messagesIn({ parts = onePart }: MessageRecord): number {
  return parts.length;
}

/** What repeated records have in common: their id, or else all of their contents. */
export function identityOf({ id, createdAt, record }: MessageRecord): string | undefined {
  if (id !== undefined) return `id ${id}`;
  // Without a date, two equal records can be two equal messages.
  return createdAt === null ? undefined : `record ${JSON.stringify(record)}`;
}

function contentsOf(record: MessageRecord): string {
  return identityOf(record) ?? JSON.stringify(record.record);
}

/** The first of repeated records. */
export function withoutRepeats(records: readonly MessageRecord[]): MessageRecord[] {
  const seen = new Set<string>();
  return records.filter((record) => {
    const identity = identityOf(record);
    if (identity === undefined) return true;
    const isNew = !seen.has(identity);
    seen.add(identity);
    return isNew;
  });
}

/** @param records in about the right order, which decides between records of one time */
function arrange(records: readonly MessageRecord[]): MessageRow[] {
  let time: number | null = null;
  const timed = records.map((source) => ({ source, time: (time = source.createdAt ?? time) }));
  timed.sort((a, b) => (a.time ?? -Infinity) - (b.time ?? -Infinity) || 0);
  const rows: MessageRow[] = [];
  for (const { source, time: at } of timed) {
    for (const part of source.parts ?? onePart) {
      rows.push({ key: keyOf(source, rows.length, part), source, part, time: at });
    }
  }
  return rows;
}

/** Vendors' ids contain no NUL, so none is equal to a position. */
function keyOf({ id }: MessageRecord, position: number, part: string): string {
  const name = id ?? `\0${position}`;
  return part === '' ? name : `${name}:${part}`;
}

/** Whether more of its records are followed by an older one than by a newer one. */
function isFalling(records: readonly MessageRecord[]): boolean {
  let falls = 0;
  let previous: number | undefined;
  for (const { createdAt } of records) {
    if (createdAt === null) continue;
    if (previous !== undefined) falls += Math.sign(previous - createdAt);
    previous = createdAt;
  }
  return falls > 0;
}
