import type { Provider } from '../provider.ts';
import { isRecord } from '../values.ts';
import { getMessages, toMessage } from './messages.ts';
import { getSession, listSessions, listUserSessions } from './operations.ts';
import { source } from './source.ts';

export const zep: Provider = {
  id: 'ZEP',
  name: 'Zep',
  credentialVariable: 'ZEP_API_KEY',
  defaultBaseUrl: 'https://api.getzep.com/api/v2',
  isDocumentedError: (body) => isRecord(body) && typeof body.message === 'string',
  authorize: (credential) => ({ authorization: `Api-Key ${credential}` }),
  credentialCheck: {
    request: { path: ['sessions-ordered'], query: { page_number: 1, page_size: 1 } },
    acceptedStatus: 200,
  },
  sessionType: 'ZepSession',
  sessionField: 'zepSession',
  operations: { getSession, getMessages, listSessions, listUserSessions },
  messages: { operation: getMessages, toMessage },
  source,
  standIn: () => import('./stand-in.ts'),
};
