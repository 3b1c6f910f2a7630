import type { Provider } from '../provider.ts';
import { isRecord } from '../values.ts';
import { getMessages, toMessage } from './messages.ts';
import { getSession, listSessions } from './operations.ts';
import { source } from './source.ts';

export const duohub: Provider = {
  id: 'DUOHUB',
  name: 'duohub',
  credentialVariable: 'DUOHUB_API_KEY',
  defaultBaseUrl: 'https://api.duohub.ai',
  isDocumentedError: (body) =>
    isRecord(body) && typeof body.error === 'string' && typeof body.status === 'string',
  authorize: (credential) => ({ 'x-api-key': credential }),
  credentialCheck: {
    request: { path: ['sessions', 'list'], query: { limit: 1 } },
    acceptedStatus: 200,
  },
  sessionType: 'DuohubSession',
  sessionField: 'duohubSession',
  operations: { getSession, getMessages, listSessions },
  messages: { operation: getMessages, toMessage },
  source,
  standIn: () => import('./stand-in.ts'),
};
