import type { ProviderStatus } from '../reads/account.ts';
import type { RegisteredProvider } from '../reads/registry.ts';
import type { Resolvers, SessionProviderInfo } from '../model/generated.ts';
import { DateTime, JSON } from './scalars.ts';

const mostIds = 200;

/** What belongs to no single vendor. */
export const resolvers: Resolvers = {
  DateTime,
  JSON,
  Node: { __resolveType: ({ __typename }) => __typename },
  Session: { __resolveType: ({ __typename }) => __typename },
  Query: {
    node: (_, { id }, { loaders }) => loaders.nodeById(id, 'id'),
    nodes: (_, { ids }, { loaders }) =>
      loaders.many({ ids, argument: 'ids', most: mostIds }, (id) => loaders.nodeById(id, 'An entry of ids')),
    session: (_, { id }, { loaders }) => loaders.sessionById(id, 'id'),
    sessionsByIds: (_, { ids }, { loaders }) =>
      loaders.many({ ids, argument: 'ids', most: mostIds }, (id) =>
        loaders.sessionById(id, 'An entry of ids'),
      ),
    sessionByExternalId: (_, { provider, externalId }, { loaders, providers }) =>
      loaders.session(providers.ofProvider(provider).definition.sessionType, externalId),
    sessionProviders: (_, __, { providers }) => providers.all.map(toProviderInfo),
  },
};

async function toProviderInfo({ definition, connection }: RegisteredProvider): Promise<SessionProviderInfo> {
  const status = await connection?.status();
  return {
    __typename: 'SessionProviderInfo',
    provider: definition.provider,
    enabled: connection !== undefined,
    availability: status?.availability ?? null,
    retryAt: status?.retryAt === undefined ? null : new Date(status.retryAt).toISOString(),
    quota: toQuota(status?.quota),
  };
}

function toQuota(quota: ProviderStatus['quota']): SessionProviderInfo['quota'] {
  if (!quota) return null;
  const resetsAt = new Date(quota.resetsAt).toISOString();
  return { __typename: 'SessionProviderQuota', limit: quota.limit, remaining: quota.remaining, resetsAt };
}
