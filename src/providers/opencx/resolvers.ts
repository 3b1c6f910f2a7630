import type { Resolvers } from '../../model/generated.ts';

export const opencxResolvers: Resolvers = {
  Query: {
    opencxSession: (_, { externalId }, { loaders }) => loaders.session('OpenCXSession', externalId),
  },
};
