import type { Resolvers } from '../../graphql/generated.ts';

export const opencxResolvers: Resolvers = {
  Query: {
    opencxSession: (_, { externalId }, { loaders }) => loaders.session('OpenCXSession', externalId),
  },
};
