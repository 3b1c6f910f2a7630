import type { Place } from '../../providers/provider.ts';
import type { Continuation } from './cursor.ts';
import { compareKeys, type Key } from './key.ts';
import { selectPage, sourcesToRead, type Selected } from './merge.ts';
import type { SourceWalk } from './source-walk.ts';
import type { FeedRow } from './take.ts';

/** Reads the sources, each within its calls, until a page of this size is certain. */
export async function readPage(
  sources: readonly SourceWalk[],
  from: Continuation,
  size: number,
): Promise<Selected<FeedRow>> {
  for (;;) {
    const readable = blocking(sources, size).filter(({ canRead }) => canRead);
    if (readable.length === 0) break;
    await Promise.all(readable.map((source) => source.read()));
  }
  const selected = select(sources, from.key, size);
  if (size === 0 || !selected.hasMore || hasAdvanced(sources, from, selected)) return selected;
  // The next page would be the same as this one.
  for (const { walk } of blocking(sources, size)) walk.giveUp();
  return select(sources, from.key, size);
}

/** Returns how each source goes on after a key. A source that failed begins where it was, and skips what precedes the key. */
export function continueAfter(key: Key, sources: readonly SourceWalk[], from: Continuation): Continuation {
  const places = new Map<string, Place | null>(from.places);
  const partial = new Set(from.partial);
  for (const { walk, provider } of answering(sources)) {
    const place = walk.placeAfter(key);
    if (place !== undefined) places.set(provider, place);
    if (walk.isPartialAfter(key)) partial.add(provider);
  }
  return { key, places, partial };
}

function answering(sources: readonly SourceWalk[]): SourceWalk[] {
  return sources.filter(({ failure }) => failure === undefined);
}

function select(sources: readonly SourceWalk[], after: Key, size: number): Selected<FeedRow> {
  return selectPage(
    answering(sources).map(({ walk }) => walk),
    { size, after },
  );
}

function blocking(sources: readonly SourceWalk[], size: number): SourceWalk[] {
  const answered = answering(sources);
  const walks = new Set(
    sourcesToRead(
      answered.map(({ walk }) => walk),
      size,
    ),
  );
  return answered.filter(({ walk }) => walks.has(walk));
}

/** Whether the next page begins elsewhere than this one. */
function hasAdvanced(
  sources: readonly SourceWalk[],
  from: Continuation,
  { position }: Selected<FeedRow>,
): boolean {
  if (compareKeys(position, from.key) !== 0) return true;
  return answering(sources).some(({ walk }) => walk.advancesTo(position));
}
