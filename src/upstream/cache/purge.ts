import type { Operation } from '../operation.ts';
import type { Store } from './store.ts';

/** What one credential has cached from a provider. */
export interface CachedBy {
  readonly scope: string;
  /** All operations of the provider. */
  readonly operations: readonly Operation<unknown>[];
}

export function keyOf(scope: string, { name }: Operation<unknown>, key: string): string {
  return `${scope}:${name}:${key}`;
}

/** Drops the cached answers of one session, or of everything. */
export async function purge(
  store: Store,
  { scope, operations }: CachedBy,
  externalId?: string,
): Promise<void> {
  if (externalId === undefined) return store.deleteAll(`${scope}:`);
  const drops = operations.map((operation) => {
    if (operation.purgedWith === 'its session') return store.delete(keyOf(scope, operation, externalId));
    const prefix = keyOf(scope, operation, '');
    return operation.cachedIn === 'process' ? store.deleteOwn(prefix) : store.deleteAll(prefix);
  });
  await Promise.all(drops);
}
