import type { Resolvers } from '../../graphql/generated.ts';

export const duohubResolvers: Resolvers = {
  Query: {
    duohubSession: (_, { externalId }, { loaders }) => loaders.session('DuohubSession', externalId),
  },
};
