import type { Resolvers } from '../../model/generated.ts';

export const duohubResolvers: Resolvers = {
  Query: {
    duohubSession: (_, { externalId }, { loaders }) => loaders.session('DuohubSession', externalId),
  },
};
