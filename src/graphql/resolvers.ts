import type { Resolvers as ModelResolvers, SessionProviderInfo } from '../model/generated.ts';
import type { GraphContext } from '../reads/context.ts';
import type { ProviderStatus } from '../reads/accounts.ts';
import type { RegisteredProvider } from '../reads/registry.ts';
import { messageResolvers } from './messages.ts';
import { toFeedConnection } from './feed.ts';
import { DateTime, JSON } from './scalars.ts';

export type Resolvers = ModelResolvers<GraphContext>;

const maxIds = 200;

/** The resolvers that belong to no single provider. */
export const resolvers: Resolvers = {
  DateTime,
  JSON,
  Node: { __resolveType: ({ __typename }) => __typename },
  Session: { __resolveType: ({ __typename }) => __typename },
  ...messageResolvers,
  Query: {
    node: (_, { id }, { loaders }) => loaders.nodeById(id, 'id'),
    nodes: (_, { ids }, { loaders }) =>
      loaders.many({ ids, argument: 'ids', max: maxIds }, (id) => loaders.nodeById(id, 'An entry of ids')),
    session: (_, { id }, { loaders }) => loaders.sessionById(id, 'id'),
    sessionsByIds: (_, { ids }, { loaders }) =>
      loaders.many({ ids, argument: 'ids', max: maxIds }, (id) => loaders.sessionById(id, 'An entry of ids')),
    sessionByExternalId: (_, { provider, externalId }, { loaders, providers }) =>
      loaders.session(providers.ofProvider(provider).provider.sessionType, externalId),
    sessions: (_, args, context) => toFeedConnection(args, context),
    sessionProviders: (_, __, { providers, caller }) =>
      providers.all.map(async (registered) =>
        toProviderInfo(registered, await providers.status(registered, caller)),
      ),
  },
};

function toProviderInfo(
  { provider: { id: provider } }: RegisteredProvider,
  status: ProviderStatus | undefined,
): SessionProviderInfo {
  return {
    __typename: 'SessionProviderInfo',
    provider,
    enabled: status !== undefined,
    availability: status?.availability ?? null,
    retryAt: status?.retryAt === undefined ? null : new Date(status.retryAt).toISOString(),
    quota: toQuota(status?.quota),
    credentialRefused: status?.credentialRefused ?? null,
  };
}

function toQuota(quota: ProviderStatus['quota']): SessionProviderInfo['quota'] {
  if (!quota) return null;
  const resetsAt = new Date(quota.resetsAt).toISOString();
  return { __typename: 'SessionProviderQuota', limit: quota.limit, remaining: quota.remaining, resetsAt };
}
