import type { Provider } from '../provider.ts';
import { isRecord } from '../values.ts';
import { getSession, listSessions, listUserSessions } from './operations.ts';
import { source } from './source.ts';

export const zep: Provider = {
  id: 'ZEP',
  name: 'Zep',
  credentialVariable: 'ZEP_API_KEY',
  defaultBaseUrl: 'https://api.getzep.com/api/v2',
  isDocumentedError: (body) => isRecord(body) && typeof body.message === 'string',
  authorize: (credential) => ({ authorization: `Api-Key ${credential}` }),
  sessionType: 'ZepSession',
  sessionField: 'zepSession',
  operations: { getSession, listSessions, listUserSessions },
  source,
  standIn: () => import('./stand-in.ts'),
};
