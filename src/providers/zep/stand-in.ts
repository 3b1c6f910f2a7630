import { faultIdsBy } from '../../stand-in/faults.ts';
import { SANDBOX_CREDENTIAL } from '../../stand-in/stand-in.ts';
import type { StandIn } from '../../stand-in/stand-in.ts';
import { messagesAnswer } from './stand-in-messages.ts';
import { SAMPLE_SESSION, DELETED_SESSION, zepSessions } from './stand-in-data.ts';
import { listedSession, sessionsOrdered, userSessions } from './stand-in-list.ts';

const faultIds = faultIdsBy((name) => `fault-${name}`);
const sessions = zepSessions(Object.values(faultIds));

const unknownSession = { status: 404, body: { message: 'unknown session' } };

export const standIn: StandIn = {
  provider: 'ZEP',
  prefix: '/zep/api/v2',
  routes: [
    { path: 'sessions-ordered', answer: (_, request) => sessionsOrdered(request) },
    { path: 'users/:id/sessions', knowsFaultIds: true, answer: (id) => userSessions(id) },
    {
      path: 'sessions/:id',
      knowsFaultIds: true,
      answer(id) {
        const session = sessions.get(id) ?? listedSession(id);
        return session ? { status: 200, body: session } : unknownSession;
      },
    },
    {
      path: 'sessions/:id/messages',
      answer(id, request) {
        const session = sessions.get(id) ?? listedSession(id);
        return session ? messagesAnswer(session, request) : unknownSession;
      },
    },
  ],
  refuse({ authorization }) {
    if (authorization === `Api-Key ${SANDBOX_CREDENTIAL}`) return undefined;
    return { status: 401, body: { message: 'unauthorized' } };
  },
  unknownPath: { status: 404, body: { message: 'no such route' } },
  rateLimited: { status: 429, body: { message: 'rate limit exceeded' } },
  serverError: { status: 500, body: { message: 'internal server error' } },
  limitHeaders: ({ limit, remaining, resetAt, retryAfterSeconds, exceeded }) => ({
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(resetAt),
    ...(exceeded && { 'retry-after': String(retryAfterSeconds) }),
  }),
  faultIds,
  samples: {
    session: SAMPLE_SESSION,
    deletedSession: DELETED_SESSION,
    unknownSession: 'support-aylin-1999',
  },
};
