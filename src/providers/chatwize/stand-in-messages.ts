import { conversationOf } from '../../stand-in/conversations.ts';
import { uuidFor } from '../../stand-in/ids.ts';
import { PEOPLE, PRIYA } from '../../stand-in/people.ts';
import type { Person } from '../../stand-in/people.ts';
import type { Answer } from '../../stand-in/stand-in.ts';

type ChatwizeRecord = Readonly<Record<string, unknown>>;

/** Chatwize's answer to `GET /session/{uuid}/messages`: questions with their answers, all at once. */
export function messagesAnswer(session: ChatwizeRecord): Answer {
  const { uuid, created_at: createdAt, meta } = session;
  const person = personIn(meta);
  const turns = person ? conversationOf(person, String(createdAt)) : [];
  const said = turns.filter(({ by }) => by === 'customer' || by === 'assistant');
  const records: ChatwizeRecord[] = [];
  for (const [index, { by, text, at }] of said.entries()) {
    if (by === 'assistant' && said[index - 1]?.by === 'customer') continue;
    const answer = said[index + 1]?.by === 'assistant' ? said[index + 1]?.text : '';
    records.push({
      uuid: uuidFor(`chatwize-message/${String(uuid)}`, index),
      created_at: at.toISOString(),
      modified_at: at.toISOString(),
      finish_reason: 'stop',
      cite_data_json: null,
      meta_json: null,
      query: by === 'customer' ? text : '',
      response: by === 'customer' ? answer : text,
    });
  }
  return { status: 200, body: records };
}

/** Visitors without a lead or an identity talk, too. Nothing was said where `meta` is there and empty. */
function personIn(meta: unknown): Person | undefined {
  if (meta === undefined) return PRIYA;
  const text = JSON.stringify(meta);
  return PEOPLE.find(({ name, email }) => text.includes(name) || text.includes(email));
}
