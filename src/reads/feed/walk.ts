import type { Part, Place } from '../../providers/provider.ts';
import { after, compareKeys, end, firstOf, isBefore, start, type Key } from './key.ts';
import type { Known } from './merge.ts';
import { takeRows, type FeedRow, type TakeOptions } from './take.ts';

export interface WalkOptions extends TakeOptions {
  /** Where the source goes on. Undefined at its start; null if it has been read to its end. */
  readonly place: Place | null | undefined;
  /** Whether sessions are missing since an earlier page. */
  readonly isPartial: boolean;
}

interface ReadPart {
  /** Where the part was read. */
  readonly place: Place | undefined;
  readonly next: Place | null;
  /** The last of its rows; the start if it has none. */
  readonly lastRow: Key;
  readonly isTruncated: boolean;
}

/** The way of one page through one source: the parts that were read, and what is known by them. */
export class Walk implements Known<FeedRow> {
  readonly #options: WalkOptions;
  readonly #rows = new Map<string, FeedRow>();
  readonly #parts: ReadPart[] = [];
  #sorted: readonly FeedRow[] | undefined;
  /** The index of the first part in which sessions can be missing. */
  #firstCut = Infinity;
  /** The first row of the last part. */
  #firstId: string | undefined;
  /** The rows that were left out come after this one. */
  #takenTo: Key = end;
  knownTo: Key;

  constructor(options: WalkOptions) {
    this.#options = options;
    this.knownTo = options.place === null ? end : start;
  }

  get rows(): readonly FeedRow[] {
    return (this.#sorted ??= [...this.#rows.values()].toSorted((a, b) => compareKeys(a.key, b.key)));
  }

  /** Whether sessions can be missing. */
  get isPartial(): boolean {
    return this.#options.isPartial || this.#firstCut < Infinity;
  }

  /** Where the source is read next. */
  get next(): Place | null | undefined {
    return this.#parts.length > 0 ? this.#parts.at(-1)?.next : this.#options.place;
  }

  async add(read: Part): Promise<void> {
    // A list whose next part is the same again has no end.
    const part = this.#isRepeated(read) ? { ...read, readTo: null, next: null, isCut: true } : read;
    const place = this.next ?? undefined;
    const taken = await takeRows(part, this.#options);
    for (const row of taken.rows) this.#addRow(row);
    if (part.isCut) this.#cut(this.#parts.length);
    const lastRow = taken.rows.at(-1)?.key ?? start;
    if (taken.isTruncated) this.#takenTo = firstOf([this.#takenTo, lastRow]);
    const known = this.#knownTo(part);
    this.#parts.push({
      place,
      // All that is older is not asked for.
      next: known === end ? null : part.next,
      lastRow,
      isTruncated: taken.isTruncated,
    });
    if (known && isBefore(this.knownTo, known)) this.knownTo = known;
  }

  /**
   * Gives up on the order of what cannot be read in it: a source that has more sessions of one time than it can read for a page.
   * What was read counts as all there is.
   */
  giveUp(): void {
    this.#cut(this.#parts.length - 1);
    const last = this.rows.at(-1)?.key;
    if (last && isBefore(this.knownTo, last)) this.knownTo = last;
  }

  /** Whether the next page begins at another place of the source than this one. */
  advancesTo(key: Key): boolean {
    return String(this.placeAfter(key)) !== String(this.#options.place);
  }

  /** Where the source must be read for what comes after `key`. */
  placeAfter(key: Key): Place | null | undefined {
    const part = this.#parts[this.#indexAfter(key)];
    return part ? part.place : this.next;
  }

  /** Whether sessions are missing that no part from there on has. A part that is read again shows by itself what it lacks. */
  isPartialAfter(key: Key): boolean {
    return this.#firstCut < this.#indexAfter(key);
  }

  /** The index of the part that has what comes after `key`. */
  #indexAfter(key: Key): number {
    const index = this.#parts.findIndex(({ lastRow, isTruncated }) => isTruncated || isBefore(key, lastRow));
    return index === -1 ? this.#parts.length : index;
  }

  #cut(index: number): void {
    this.#firstCut = Math.min(this.#firstCut, index);
  }

  #isRepeated({ pages, range }: Part): boolean {
    // Ranges overlap.
    if (range) return false;
    const firstId = pages[0]?.value.rows[0]?.externalId;
    const isRepeated = firstId !== undefined && firstId === this.#firstId;
    this.#firstId = firstId;
    return isRepeated;
  }

  #addRow(row: FeedRow): void {
    const { externalId } = row.key;
    if (this.#rows.has(externalId)) return;
    // The vendor broke its order. The row comes too late for earlier pages, if it belonged there.
    if (!isBefore(this.knownTo, row.key)) this.#cut(this.#parts.length);
    this.#rows.set(externalId, row);
    this.#sorted = undefined;
  }

  #knownTo({ readTo }: Part): Key | undefined {
    if (readTo === undefined) return undefined;
    const isAll = readTo === null || readTo <= this.#options.createdAfter;
    return firstOf([isAll ? end : after(readTo), this.#takenTo]);
  }
}
