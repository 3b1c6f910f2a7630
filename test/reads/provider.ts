import { expect } from '@jest/globals';
import { silentLogger } from '../../src/model/logger.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { providerSettings, type ProviderSettings } from '../../src/providers/settings.ts';
import { zep } from '../../src/providers/zep/index.ts';
import { Accounts, credentialOf, type AccountsOptions } from '../../src/reads/accounts.ts';
import { graphSettings } from '../../src/reads/settings.ts';
import { Store } from '../../src/upstream/cache/store.ts';
import type { RequestContext } from '../../src/upstream/call.ts';
import type { Operation } from '../../src/upstream/operation.ts';

/** A read of any JSON, which a test changes as it needs. */
export const anyJson: Operation<unknown> = {
  name: 'getAnything',
  request: (key) => ({ path: ['anything', key] }),
  decode: (json) => json,
  maxBytes: 'maxSessionBytes',
  nullWhenNotFound: false,
  lifetimeMs: (_, { cacheOpenMs }) => cacheOpenMs,
  cachedIn: 'redis',
  purgedWith: 'its session',
};

/** A provider that declares these operations and nothing of its own in shared code. */
export function providerWith(...operations: readonly Operation<unknown>[]): Provider {
  const byName = Object.fromEntries(operations.map((operation) => [operation.name, operation]));
  return { ...zep, operations: { ...zep.operations, ...byName } };
}

export function settingsFor(baseUrl: string, options: Partial<ProviderSettings> = {}): ProviderSettings {
  return providerSettings(zep).parse({ credential: 'first', baseUrl, ...options });
}

export function openAccounts(options: Partial<AccountsOptions> = {}): Accounts & Disposable {
  const accounts = new Accounts({
    settings: graphSettings.parse({}),
    store: new Store({ maxEntries: 100, maxBytes: 1_000_000 }),
    observer: {},
    maxAccounts: 10,
    ...options,
  });
  return Object.assign(accounts, { [Symbol.dispose]: () => accounts.stop() });
}

export function accountOf(accounts: Accounts, provider: Provider, settings: ProviderSettings) {
  return accounts.get(credentialOf(provider, settings));
}

export function request(fields: Partial<RequestContext> = {}): RequestContext {
  const { signal } = new AbortController();
  const deadline = performance.now() + 15_000;
  return { signal, log: silentLogger, caller: 'caller', queueId: 'request', deadline, ...fields };
}

export const anyFailure = (code: string): object => expect.objectContaining({ code });
