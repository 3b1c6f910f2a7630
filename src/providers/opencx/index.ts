import { badUserInput } from '../../model/errors.ts';
import type { ProviderDefinition } from '../provider.ts';
import { opencxApi } from './operations.ts';
import { opencxResolvers } from './resolvers.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const opencx: ProviderDefinition = {
  provider: 'OPENCX',
  name: 'OpenCX',
  sessionType: 'OpenCXSession',
  environmentPrefix: 'OPENCX',
  credentialVariable: 'OPENCX_API_KEY',
  defaultBaseUrl: 'https://api.open.cx',
  callsPerMinute: 100,
  authorize: (credential) => ({ authorization: `Bearer ${credential}` }),
  normalizeExternalId(externalId) {
    const lower = externalId.toLowerCase();
    if (!uuid.test(lower)) throw badUserInput('externalId of an OpenCX session must be a UUID.');
    return lower;
  },
  resolvers: opencxResolvers,
  connect: opencxApi,
};
