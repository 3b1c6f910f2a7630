import type { CacheExchangeOpts, KeyGenerator } from '@urql/exchange-graphcache';
import { introspection, typesWithoutId } from './generated.ts';

const embedded: KeyGenerator = () => null;

/**
 * Options for urql's normalized cache. The schema tells it which types a fragment on `Session` matches and which fields
 * can be null. Types without an id are stored in their parents.
 * @example cacheExchange(cacheOptions)
 */
export const cacheOptions = {
  schema: introspection,
  keys: {
    ...Object.fromEntries(typesWithoutId.map((name) => [name, embedded])),
    SessionProviderInfo: ({ provider }) => String(provider),
  },
} satisfies CacheExchangeOpts;
