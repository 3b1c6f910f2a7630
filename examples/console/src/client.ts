import { cacheExchange } from '@urql/exchange-graphcache';
import { cacheOptions } from 'session-graph/urql';
import { Client, fetchExchange } from 'urql';

/** A server that needs a token takes it from `fetchOptions: () => ({ headers: { authorization: … } })`. */
export function createClient(): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    exchanges: [cacheExchange(cacheOptions), fetchExchange],
    // What is in the cache shows at once, and is read again.
    requestPolicy: 'cache-and-network',
  });
}
