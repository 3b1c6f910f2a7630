import { expect, test } from '@jest/globals';
import { chatwize } from '../../../src/providers/chatwize/index.ts';
import { conversationsOf } from '../conversations.ts';
import { pagesOf } from '../transcripts.ts';

const { facts, readFrom } = conversationsOf(chatwize);

async function messagesOf(...records: readonly object[]) {
  const { conversation } = await readFrom(pagesOf(facts, records, 100));
  return conversation.transcript.rows.map((row) =>
    Object.assign(conversation.message(row), { key: row.key }),
  );
}

test('a record is a question and its answer, with one id of Chatwize and two of this graph', async () => {
  const [question, answer, ...others] = await messagesOf(facts.record(1));
  expect(question).toMatchObject({ key: 'm1:q', externalId: 'm1', role: 'USER', text: 'said 1' });
  expect(answer).toMatchObject({ key: 'm1:a', externalId: 'm1', role: 'ASSISTANT', text: 'answered 1' });
  expect(question).toMatchObject({
    createdAt: answer?.createdAt,
    raw: answer?.raw,
    author: null,
    attachments: [],
  });
  expect(others).toEqual([]);
  const halves = [question, answer].map(({ id = '' } = {} as never) =>
    Buffer.from(id, 'base64url').toString(),
  );
  expect(halves.map((id) => id.slice(-2))).toEqual([':q', ':a']);
});

test.each([
  ['a question without an answer', { response: '' }, [':q']],
  ['an answer without a question', { query: null }, [':a']],
  ['a blank question', { query: ' \n' }, [':a']],
  ['neither', { query: undefined, response: '' }, []],
])('%s has only the messages that are there', async (_, fields, halves) => {
  const messages = await messagesOf(facts.record(1, fields));
  expect(messages.map(({ key }) => key)).toEqual(halves.map((half) => `m1${half}`));
});

test('a half that is no text is a message whose contents are in raw', async () => {
  const [question] = await messagesOf(facts.record(1, { query: { image: 'x' }, response: '' }));
  expect(question).toMatchObject({ role: 'USER', text: null, raw: { query: { image: 'x' } } });
});

test('records without ids are told apart by their place', async () => {
  const nameless = { uuid: null };
  const messages = await messagesOf(facts.record(1, nameless), facts.record(2, nameless));
  expect(messages.map(({ key }) => key.slice(1))).toEqual(['0:q', '1:a', '2:q', '3:a']);
  expect(new Set(messages.map(({ id }) => id)).size).toBe(4);
});

test('a bound never tears a record apart', async () => {
  const records = [1, 2, 3].map((number) => facts.record(number));
  const { conversation, texts } = await readFrom(pagesOf(facts, records, 100), { maxMessages: 3 });
  expect(texts).toEqual(['said 1', 'answered 1']);
  expect(conversation.transcript.missing).toBe('end');
});
