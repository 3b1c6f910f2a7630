import type { ProviderDefinition } from '../provider.ts';
import { duohubApi } from './operations.ts';
import { duohubResolvers } from './resolvers.ts';

export const duohub: ProviderDefinition = {
  provider: 'DUOHUB',
  name: 'duohub',
  sessionType: 'DuohubSession',
  environmentPrefix: 'DUOHUB',
  credentialVariable: 'DUOHUB_API_KEY',
  defaultBaseUrl: 'https://api.duohub.ai',
  authorize: (credential) => ({ 'x-api-key': credential }),
  resolvers: duohubResolvers,
  connect: duohubApi,
};
