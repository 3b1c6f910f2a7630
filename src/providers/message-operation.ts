import { toTime } from '../model/dates.ts';
import { isRawNumber } from '../model/json.ts';
import { sum } from '../model/sum.ts';
import {
  identityOf,
  messagesIn,
  Transcript,
  withoutRepeats,
  type MessageRecord,
} from '../paging/transcript.ts';
import type { Operation, OperationLimits, UpstreamRequest } from '../upstream/operation.ts';
import { isExternalId } from './external-id.ts';
import { isRecord, maxTokenLength } from './values.ts';

interface GetMessages {
  /** @param cursor of the page; undefined for the first one */
  request(externalId: string, cursor?: string): UpstreamRequest;
  /**
   * Reads one page.
   * @throws {Error} if it is not a page of this session's messages
   */
  decode(json: unknown, externalId: string): Transcript;
  /** Finds the cursor of the page after those that were read. Default: the one in the last page. */
  next?(pages: readonly Transcript[]): string | 'inconsistent' | undefined;
}

/** The read of a session's messages, with the rules that all providers share. Null if the vendor does not know the session. */
export function messageOperation({
  request,
  decode,
  next = nextInPage,
}: GetMessages): Operation<Transcript | null> {
  return {
    name: 'getMessages',
    request: (externalId) => request(externalId),
    decode,
    chain: {
      maxRequests: ({ maxMessageCalls }) => maxMessageCalls,
      next(_, externalId, { pages, limits: { maxMessages } }) {
        const read = pages.filter((one) => one !== null);
        const cursor = next(read);
        const count = countOf(read);
        if (cursor === 'inconsistent' || repeats(read)) return 'inconsistent';
        if (cursor === undefined) return exceeds(read, count, maxMessages) ? 'bound' : undefined;
        return count >= maxMessages ? 'bound' : request(externalId, cursor);
      },
      join: (pages, isComplete, limits) =>
        join(
          pages.filter((page) => page !== null),
          isComplete,
          limits,
        ),
    },
    maxBytes: 'maxListBytes',
    nullWhenNotFound: true,
    lifetimeMs: (_, { cacheMessagesMs }) => cacheMessagesMs,
    // Conversations are long, and fresh only for seconds.
    cachedIn: 'process',
    purgedWith: 'its session',
    skippedRows: (transcript) => transcript?.skippedRows ?? 0,
  };
}

function nextInPage(pages: readonly Transcript[]): string | undefined {
  return pages.at(-1)?.next;
}

/** Whether the last page has nothing that no page before it had, or leads back to itself or an earlier one. */
function repeats(pages: readonly Transcript[]): boolean {
  const earlier = pages.slice(0, -1);
  const [previous, last] = pages.slice(-2);
  if (!previous || !last) return false;
  if (last.next !== undefined && earlier.some(({ next }) => next === last.next)) return true;
  // Without an id and a date, equal records far from each other are more likely two equal messages.
  const isKnown = (record: MessageRecord): boolean =>
    identityOf(record) === undefined ? previous.has(record) : earlier.some((page) => page.has(record));
  return last.records.length > 0 && last.records.every(isKnown);
}

function countOf(pages: readonly Transcript[]): number {
  return sum(pages.map(({ size }) => size));
}

/** @param count of the messages with those that are repeated */
function exceeds(pages: readonly Transcript[], count: number, maxMessages: number): boolean {
  if (count <= maxMessages) return false;
  const records = withoutRepeats(pages.flatMap((page) => page.records));
  return sum(records.map(messagesIn)) > maxMessages;
}

/** Keeps the records that were read first, up to the bound. */
function join(
  pages: readonly Transcript[],
  isComplete: boolean,
  { maxMessages }: OperationLimits,
): Transcript {
  const records = withoutRepeats(pages.flatMap((page) => page.records));
  let room = maxMessages;
  const surplus = records.findIndex((record) => (room -= messagesIn(record)) < 0);
  const skippedRows = sum(pages.map((page) => page.skippedRows));
  return new Transcript(surplus === -1 ? records : records.slice(0, surplus), { isComplete, skippedRows });
}

interface RecordFields {
  /** The fields that hold the id and the date. */
  readonly id: string;
  readonly createdAt: string;
  /** The messages in a record. Default: one. */
  partsOf?(record: MessageRecord['record']): readonly string[];
}

/**
 * Reads the entries of a page.
 * @param entries null for none: some languages write an empty list so
 * @throws {Error} if they are no list
 */
export function toRecords(
  entries: unknown,
  fields: RecordFields,
): { readonly records: readonly MessageRecord[]; readonly skippedRows: number } {
  if (entries === null) return { records: [], skippedRows: 0 };
  if (!Array.isArray(entries)) throw new Error('not a list');
  const found = entries.filter(isRecord);
  const records = found.map((record) => new Entry(record, fields));
  return { records, skippedRows: entries.length - found.length };
}

/** Its date is parsed when it is first needed: a record beyond the bound never needs one. */
class Entry implements MessageRecord {
  readonly id: string | undefined;
  readonly record: MessageRecord['record'];
  readonly parts?: readonly string[];
  readonly #dateField: string;
  #createdAt: number | null | undefined;

  constructor(record: MessageRecord['record'], { id, createdAt, partsOf }: RecordFields) {
    this.id = toId(record[id]);
    this.record = record;
    if (partsOf) this.parts = partsOf(record);
    this.#dateField = createdAt;
  }

  get createdAt(): number | null {
    if (this.#createdAt === undefined) this.#createdAt = toTime(this.record[this.#dateField]);
    return this.#createdAt;
  }
}

/** A vendor's cursor as text; undefined if there is no further page, `inconsistent` if there is one that cannot be asked for. */
export function toCursor(value: unknown): string | 'inconsistent' | undefined {
  if (value === null || value === undefined || value === '' || value === false) return undefined;
  const cursor = textOf(value);
  return cursor !== undefined && cursor.length <= maxTokenLength ? cursor : 'inconsistent';
}

function toId(value: unknown): string | undefined {
  const id = textOf(value);
  return isExternalId(id) ? id : undefined;
}

function textOf(value: unknown): string | undefined {
  if (isRawNumber(value)) return value.rawJSON;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
