import { compareKeys, end, firstOf, isBefore, type Key } from './key.ts';

/** What is known of one source. */
export interface Known<Row extends { readonly key: Key }> {
  /** Every row that was read, in order. */
  readonly rows: readonly Row[];
  /** Its frontier: all rows up to here are known. */
  readonly knownTo: Key;
}

export interface Selected<Row> {
  readonly rows: readonly Row[];
  /** Where the next page begins: the last row, or the frontier that ends a page early. */
  readonly position: Key;
  readonly hasMore: boolean;
}

/** Selects the rows of a page: none older than any frontier, since an unknown row could come before it. */
export function selectPage<Row extends { readonly key: Key }>(
  sources: readonly Known<Row>[],
  { size, after }: { readonly size: number; readonly after: Key },
): Selected<Row> {
  const frontier = firstOf(sources.map(({ knownTo }) => knownTo));
  const certain = inOrder(sources).filter(({ key }) => !isBefore(frontier, key));
  const rows = certain.slice(0, size);
  const last = rows.at(-1)?.key ?? after;
  const isFull = rows.length === size;
  const position = isFull || frontier === end ? last : later(last, frontier);
  const hasMore = frontier !== end || rows.length < certain.length;
  return { rows, position, hasMore };
}

/** Returns the sources that must be read further before a page of this size is certain. */
export function sourcesToRead<Source extends Known<{ readonly key: Key }>>(
  sources: readonly Source[],
  size: number,
): Source[] {
  if (size === 0) return [];
  const last = inOrder(sources)[size - 1]?.key ?? end;
  return sources.filter(({ knownTo }) => isBefore(knownTo, last));
}

function inOrder<Row extends { readonly key: Key }>(sources: readonly Known<Row>[]): Row[] {
  return sources.flatMap(({ rows }) => rows).toSorted((a, b) => compareKeys(a.key, b.key));
}

function later(a: Key, b: Key): Key {
  return isBefore(a, b) ? b : a;
}
