import type { Resolvers } from '../../model/generated.ts';

export const zepResolvers: Resolvers = {
  Query: {
    zepSession: (_, { externalId }, { loaders }) => loaders.session('ZepSession', externalId),
  },
};
