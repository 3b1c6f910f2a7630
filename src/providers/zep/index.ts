import type { ProviderDefinition } from '../provider.ts';
import { zepApi } from './operations.ts';
import { zepResolvers } from './resolvers.ts';

export const zep: ProviderDefinition = {
  provider: 'ZEP',
  name: 'Zep',
  sessionType: 'ZepSession',
  environmentPrefix: 'ZEP',
  credentialVariable: 'ZEP_API_KEY',
  defaultBaseUrl: 'https://api.getzep.com/api/v2',
  authorize: (credential) => ({ authorization: `Api-Key ${credential}` }),
  resolvers: zepResolvers,
  connect: zepApi,
};
