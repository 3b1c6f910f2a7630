import { faultIdsBy } from '../../stand-in/faults.ts';
import { uuidFor } from '../../stand-in/ids.ts';
import { SANDBOX_CREDENTIAL } from '../../stand-in/stand-in.ts';
import type { Answer, StandIn } from '../../stand-in/stand-in.ts';
import { messagesAnswer } from './stand-in-messages.ts';
import {
  ACCOUNT,
  DELETED_SESSION,
  duohubSessions,
  FORBIDDEN_SESSION,
  SAMPLE_SESSION,
} from './stand-in-data.ts';
import { listedSession, listSessions } from './stand-in-list.ts';

const faultIds = faultIdsBy((name) => `fault-${name}`);
const sessions = duohubSessions(Object.values(faultIds));

function failure(httpStatus: number, status: string, error: string): Answer {
  return { status: httpStatus, body: { error, status } };
}

export const standIn: StandIn = {
  provider: 'DUOHUB',
  prefix: '/duohub',
  routes: [
    { path: 'sessions/get/:id', knowsFaultIds: true, answer: sessionAnswer },
    {
      path: 'messages/list',
      idIn: ({ query }) => query.get('sessionID'),
      answer(id, request) {
        const found = sessionAnswer(id);
        const session = sessions.get(id) ?? listedSession(id);
        return found.status === 200 && session ? messagesAnswer(session, request) : found;
      },
    },
    { path: 'sessions/list', answer: (_, request) => listSessions(request) },
  ],
  refuse(headers) {
    const key = headers['x-api-key'];
    if (key === SANDBOX_CREDENTIAL) return undefined;
    return key === undefined || key === ''
      ? failure(401, 'unauthorized', 'The X-API-Key header is missing')
      : failure(403, 'forbidden', 'This API key does not exist');
  },
  unknownPath: failure(404, 'not_found', 'There is nothing at this path'),
  rateLimited: failure(429, 'error', 'Slow down'),
  serverError: failure(500, 'error', 'Something broke on our side'),
  faultIds,
  samples: {
    session: SAMPLE_SESSION,
    deletedSession: DELETED_SESSION,
    forbiddenSession: FORBIDDEN_SESSION,
    unknownSession: uuidFor('duohub-unknown', 1),
  },
};

function sessionAnswer(id: string): Answer {
  if (id === '') return failure(400, 'bad_request', 'The path names no session');
  const session = sessions.get(id) ?? listedSession(id);
  if (session === undefined) return failure(404, 'not_found', 'No session has this id');
  // A session without the field belongs to this account.
  if ((session['userID'] ?? ACCOUNT) !== ACCOUNT)
    return failure(403, 'forbidden', 'This session belongs to another account');
  if (typeof session['deletedAt'] === 'string') return failure(404, 'not_found', 'This session is deleted');
  return { status: 200, body: { status: 'success', data: session } };
}
