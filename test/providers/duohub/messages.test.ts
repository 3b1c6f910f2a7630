import { expect, test } from '@jest/globals';
import { duohub } from '../../../src/providers/duohub/index.ts';
import { toMessage } from '../../../src/providers/duohub/messages.ts';
import { codeOf } from '../../helpers/graph.ts';
import { json } from '../../helpers/server.ts';
import { conversationsOf } from '../conversations.ts';
import { pagesOf } from '../transcripts.ts';

const { facts, records, reading, readFrom, texts } = conversationsOf(duohub);
const map = (record: object) =>
  toMessage({
    key: '',
    part: '',
    time: null,
    source: { id: undefined, createdAt: null, record: { ...record } },
  });

test.each([
  ['user', 'USER'],
  ['customer', 'USER'],
  ['User', 'USER'],
  ['assistant', 'ASSISTANT'],
  ['ai', 'ASSISTANT'],
  ['bot', 'ASSISTANT'],
  ['agent', 'AGENT'],
  ['human', 'AGENT'],
  ['system', 'SYSTEM'],
  ['tool', 'TOOL'],
  ['function', 'TOOL'],
  ['added-later', 'OTHER'],
  ['', 'OTHER'],
  [null, 'OTHER'],
])('the role %j is %s', (word, role) => {
  expect(map({ role: word, content: 'Hello' })).toEqual({ role, text: 'Hello' });
});

test('messages come with and without the wrapper of status and data', async () => {
  const page = facts.page(records(2), { start: 0, total: 2 });
  for (const body of [page, { status: 'success', data: page }]) {
    expect((await readFrom(json(body))).texts).toEqual(texts(0, 1));
  }
});

test('pages are asked for by 100 messages of the session, and by the token of the page before', async () => {
  const { paths } = await readFrom(pagesOf(facts, records(4)));
  const query = `sessionID=${facts.id}&limit=100`;
  expect(paths).toEqual([`/messages/list?${query}`, `/messages/list?${query}&nextToken=from+3`]);
});

test('a message of another session is an invalid answer: nothing of it is shown', async () => {
  const rows = [facts.record(0), facts.record(1, { sessionID: 'another' })];
  await using vendor = await reading(pagesOf(facts, rows));
  expect(await codeOf(vendor.read())).toBe('UPSTREAM_INVALID_RESPONSE');
});

test('a message that does not say its session is of this one', async () => {
  const rows = [facts.record(0, { sessionID: null }), facts.record(1, { sessionID: undefined })];
  expect((await readFrom(pagesOf(facts, rows))).texts).toEqual(texts(0, 1));
});

test.each([null, '', undefined, false])('a next token of %j is none', async (nextToken) => {
  const found = await readFrom(json({ messages: records(2), nextToken }));
  expect([found.paths.length, found.conversation.transcript.isComplete]).toEqual([1, true]);
});
