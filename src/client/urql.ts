import type { CacheExchangeOpts, KeyGenerator } from '@urql/exchange-graphcache';
import { introspection, typesWithoutId } from './generated.ts';

const embedded: KeyGenerator = () => null;

/**
 * Options for urql's normalized cache. The schema tells it which types a fragment on `Session` matches and which fields
 * can be null. Types without an id are stored in their parents. Pages are stored one by one, so read each with a query
 * of its own.
 * @example cacheExchange(cacheOptions)
 */
export const cacheOptions: Required<Pick<CacheExchangeOpts, 'schema' | 'keys'>> = {
  schema: introspection,
  keys: {
    ...Object.fromEntries(typesWithoutId.map((name) => [name, embedded])),
    SessionProviderInfo: ({ provider }) => String(provider),
  },
};
