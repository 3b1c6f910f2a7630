import { faultIdsBy } from '../../stand-in/faults.ts';
import { uuidFor } from '../../stand-in/ids.ts';
import { SANDBOX_CREDENTIAL } from '../../stand-in/stand-in.ts';
import type { Answer, StandIn } from '../../stand-in/stand-in.ts';
import { historyAnswer } from './stand-in-messages.ts';
import { opencxSessions, SAMPLE_SESSION } from './stand-in-data.ts';
import { listedSession, listSessions } from './stand-in-list.ts';

// OpenCX's ids are UUIDs, so the faults are numbered instead of named.
const faultIds = faultIdsBy((_name, number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`);
const sessions = opencxSessions(Object.values(faultIds));

function failure(statusCode: number, error: string, message: string): Answer {
  return { status: statusCode, body: { statusCode, message, error } };
}

const unknownSession = failure(404, 'Not Found', 'No such chat session');

export const standIn: StandIn = {
  provider: 'OPENCX',
  prefix: '/opencx',
  routes: [
    { path: 'chat/sessions', answer: (_, request) => listSessions(request) },
    {
      path: 'chat/sessions/:id',
      knowsFaultIds: true,
      answer(id) {
        const session = sessions.get(id.toLowerCase()) ?? listedSession(id.toLowerCase());
        return session ? { status: 200, body: session } : unknownSession;
      },
    },
    {
      path: 'chat/sessions/:id/history',
      answer(id, request) {
        const session = sessions.get(id.toLowerCase()) ?? listedSession(id.toLowerCase());
        return session ? historyAnswer(session, request) : unknownSession;
      },
    },
  ],
  refuse({ authorization }) {
    if (authorization === `Bearer ${SANDBOX_CREDENTIAL}`) return undefined;
    return failure(401, 'Unauthorized', 'A valid API key is needed');
  },
  unknownPath: failure(404, 'Not Found', 'No such endpoint'),
  rateLimited: failure(429, 'Too Many Requests', 'Over the limit of this API key'),
  serverError: failure(500, 'Internal Server Error', 'Unexpected condition'),
  faultIds,
  samples: { session: SAMPLE_SESSION, unknownSession: uuidFor('opencx-unknown', 1) },
};
