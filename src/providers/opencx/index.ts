import { badUserInput } from '../../model/errors.ts';
import type { Provider } from '../provider.ts';
import { isRecord } from '../values.ts';
import { isUuid } from './ids.ts';
import { getMessages, toMessage } from './messages.ts';
import { getSession, listSessions } from './operations.ts';
import { source } from './source.ts';

export const opencx: Provider = {
  id: 'OPENCX',
  name: 'OpenCX',
  credentialVariable: 'OPENCX_API_KEY',
  defaultBaseUrl: 'https://api.open.cx',
  callsPerMinute: 100,
  isDocumentedError: (body) =>
    isRecord(body) && (typeof body.message === 'string' || typeof body.error === 'string'),
  authorize: (credential) => ({ authorization: `Bearer ${credential}` }),
  credentialCheck: { request: { path: ['chat', 'sessions'] }, acceptedStatus: 200 },
  sessionType: 'OpenCXSession',
  sessionField: 'opencxSession',
  normalizeExternalId(externalId) {
    const lower = externalId.toLowerCase();
    if (!isUuid(lower)) throw badUserInput('externalId of an OpenCX session must be a UUID.');
    return lower;
  },
  operations: { getSession, getMessages, listSessions },
  messages: { operation: getMessages, toMessage, maxCalls: 10 },
  source,
  standIn: () => import('./stand-in.ts'),
};
