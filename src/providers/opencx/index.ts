import { badUserInput } from '../../model/errors.ts';
import type { Provider } from '../provider.ts';
import { isRecord } from '../values.ts';
import { getMessages, toMessage } from './messages.ts';
import { getSession } from './operations.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

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
    if (!uuid.test(lower)) throw badUserInput('externalId of an OpenCX session must be a UUID.');
    return lower;
  },
  operations: { getSession, getMessages },
  messages: { operation: getMessages, toMessage, maxCalls: 10 },
  standIn: () => import('./stand-in.ts'),
};
