import type { Provider } from '../provider.ts';
import { isRecord } from '../values.ts';
import { getMessages, toMessage } from './messages.ts';
import { getSession } from './operations.ts';

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
  operations: { getSession, getMessages },
  messages: { operation: getMessages, toMessage },
  standIn: () => import('./stand-in.ts'),
};
