import type { Provider } from '../provider.ts';
import { getSession, listSessions } from './operations.ts';
import { source } from './source.ts';
import { hasLead, isIdentityVerified } from './session-list.ts';

export const chatwize: Provider = {
  id: 'CHATWIZE',
  name: 'Chatwize',
  credentialVariable: 'CHATWIZE_API_TOKEN',
  defaultBaseUrl: 'https://app.chatwize.ai/api/v1',
  authorize: (credential) => ({ authorization: `Bearer ${credential}` }),
  sessionType: 'ChatwizeSession',
  sessionField: 'chatwizeSession',
  operations: { getSession, listSessions },
  collections: [
    {
      type: 'ChatwizeChatbot',
      field: 'chatwizeChatbot',
      listField: 'chatwizeChatbots',
      maxIds: 20,
      operation: listSessions,
      flags: { hasLead, identityVerified: isIdentityVerified },
    },
  ],
  source,
  standIn: () => import('./stand-in.ts'),
};
