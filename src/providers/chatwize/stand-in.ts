import { faultIdsBy } from '../../stand-in/faults.ts';
import { uuidFor } from '../../stand-in/ids.ts';
import { SANDBOX_CREDENTIAL } from '../../stand-in/stand-in.ts';
import type { Answer, StandIn } from '../../stand-in/stand-in.ts';
import { messagesAnswer } from './stand-in-messages.ts';
import { CHATBOTS, chatwizeSessions, SAMPLE_SESSION, sessionsByChatbot } from './stand-in-data.ts';

const faultIds = faultIdsBy((name) => `fault-${name}`);
const chatbots = sessionsByChatbot();
const sessions = chatwizeSessions(chatbots, Object.values(faultIds));

// The vendor documents no errors. These are plausible examples.
function failure(status: number, detail: string): Answer {
  return { status, body: { detail } };
}

function found(record: unknown, what: string): Answer {
  return record === undefined ? failure(404, `Unknown ${what}`) : { status: 200, body: record };
}

export const standIn: StandIn = {
  provider: 'CHATWIZE',
  prefix: '/chatwize/api/v1',
  routes: [
    { path: 'session/:id', knowsFaultIds: true, answer: (id) => found(sessions.get(id), 'session') },
    { path: 'session/:id/messages', answer: answerMessages },
    { path: 'chatbot/:id/sessions', answer: (id) => found(chatbots.get(id), 'chatbot') },
  ],
  refuse({ authorization }) {
    if (authorization === `Bearer ${SANDBOX_CREDENTIAL}`) return undefined;
    return failure(401, 'The token is missing or wrong');
  },
  unknownPath: failure(404, 'Unknown path'),
  rateLimited: failure(429, 'Too many calls'),
  serverError: failure(500, 'The server failed'),
  faultIds,
  samples: {
    session: SAMPLE_SESSION,
    unknownSession: uuidFor('chatwize-unknown', 1),
    chatbots: CHATBOTS,
  },
};

function answerMessages(id: string): Answer {
  const session = sessions.get(id);
  return session ? messagesAnswer(session) : failure(404, 'Unknown session');
}
