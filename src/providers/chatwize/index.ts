import type { Provider } from '../provider.ts';
import { getMessages, toMessage } from './messages.ts';
import { getSession, listSessions } from './operations.ts';
import { source } from './source.ts';
import { hasLead, isIdentityVerified } from './session-list.ts';

export const chatwize: Provider = {
  id: 'CHATWIZE',
  name: 'Chatwize',
  credentialVariable: 'CHATWIZE_API_TOKEN',
  defaultBaseUrl: 'https://app.chatwize.ai/api/v1',
  authorize: (credential) => ({ authorization: `Bearer ${credential}` }),
  // It has no list without an id, and does not document what it answers for an unknown one.
  credentialCheck: { request: { path: ['session', '00000000-0000-4000-8000-000000000000'] } },
  sessionType: 'ChatwizeSession',
  sessionField: 'chatwizeSession',
  operations: { getSession, listSessions, getMessages },
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
  messages: { operation: getMessages, toMessage },
  source,
  standIn: () => import('./stand-in.ts'),
};
