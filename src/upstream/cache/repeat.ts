import type { RequestContext } from '../call.ts';
import type { Observer, ReadReport } from '../observer.ts';
import { usableEntry, type StalePolicy } from './freshness.ts';
import type { Store } from './store.ts';

export interface RepeatOptions extends StalePolicy {
  readonly store: Store;
  readonly observer: Observer;
}

/**
 * Reports the reads of an earlier request as hits of another one, if each of them would return the same entry now.
 * @returns whether all would. Otherwise nothing is reported
 */
export function repeatReads(
  reads: readonly ReadReport[],
  { freshness, onRead }: Pick<RequestContext, 'freshness' | 'onRead'>,
  { store, observer, ...policy }: RepeatOptions,
): boolean {
  const hits: ReadReport[] = [];
  for (const { provider, operation, cached } of reads) {
    const entry = cached?.entry.deref();
    const isSame = cached !== undefined && entry !== undefined && store.holds(cached.key, entry);
    const fetched = isSame ? usableEntry(entry, freshness, policy) : undefined;
    if (!fetched || fetched.stale) return false;
    const freshUntil = performance.now() + fetched.freshForMs;
    hits.push({ provider, operation, cached, outcome: 'hit', attempts: 0, durationMs: 0, freshUntil });
  }
  for (const hit of hits) {
    const { provider, operation, outcome } = hit;
    observer.cacheRead?.({ provider, operation, outcome });
    onRead?.(hit);
  }
  return true;
}
