import { describe, expect, test } from '@jest/globals';
import { toMessage } from '../../../src/providers/zep/messages.ts';
import { zep } from '../../../src/providers/zep/index.ts';
import { json, type Answer } from '../../helpers/server.ts';
import { conversationsOf } from '../conversations.ts';
import { queryOf } from '../transcripts.ts';

const { records, readFrom, texts } = conversationsOf(zep);
const map = (record: object) =>
  toMessage({
    key: '',
    part: '',
    time: null,
    source: { id: undefined, createdAt: null, record: { ...record } },
  });

test('a message has its text, and the name that Zep calls a role', () => {
  expect(map({ role_type: 'user', role: 'Bo', content: 'Hello' })).toEqual({
    role: 'USER',
    author: 'Bo',
    text: 'Hello',
  });
  expect(map({})).toEqual({ role: 'OTHER', author: null, text: null });
  expect(map({ role_type: 7, role: {}, content: ['x'] })).toEqual({
    role: 'OTHER',
    author: null,
    text: null,
  });
});

test.each([
  ['user', 'USER'],
  ['assistant', 'ASSISTANT'],
  ['system', 'SYSTEM'],
  ['tool', 'TOOL'],
  ['function', 'TOOL'],
  ['norole', 'OTHER'],
  ['added-later', 'OTHER'],
  ['constructor', 'OTHER'],
  ['__proto__', 'OTHER'],
])('the role type %s is %s', (roleType, role) => {
  expect(map({ role_type: roleType })).toMatchObject({ role });
});

/** Pages without a total, as offsets say. */
const uncounted =
  (count: number): Answer =>
  (request, response) => {
    const start = Number(queryOf(request.url).get('cursor') ?? 0);
    json({ messages: records(count).slice(start, start + 4) })(request, response);
  };

describe('pages', () => {
  test('are asked for by 1,000 messages, and by the number of those before', async () => {
    const { paths } = await readFrom(uncounted(5));
    expect(paths).toEqual(
      ['', '&cursor=4', '&cursor=5'].map((cursor) => `/sessions/tg%201%2F2/messages?limit=1000${cursor}`),
    );
  });

  test('without a total end with an empty one, however short the others are', async () => {
    const found = await readFrom(uncounted(6));
    expect(found.texts).toEqual(texts(0, 1, 2, 3, 4, 5));
    expect(found.conversation.transcript.isComplete).toBe(true);
  });

  test.each([
    ['null', null, true],
    ['an empty list', [], true],
  ])('whose messages are %s are empty', async (_, messages, isComplete) => {
    const found = await readFrom(json({ messages, row_count: 0, total_count: 0 }));
    expect([found.texts, found.conversation.transcript.isComplete]).toEqual([[], isComplete]);
  });

  test('that overlap until the total is reached are not complete', async () => {
    // The second page begins with the last message of the first one, so the last one is never sent.
    const found = await readFrom((request, response) => {
      const start = Math.max(0, Number(queryOf(request.url).get('cursor') ?? 0) - 1);
      const messages = records(9).slice(start, start + 3);
      json({ messages, total_count: 6 })(request, response);
    });
    expect(found.texts).toEqual(texts(0, 1, 2, 3, 4));
    expect(found.conversation.transcript.isComplete).toBe(false);
    expect(found.warned).toHaveLength(1);
  });

  test('are read on if the total is lower than what came', async () => {
    const found = await readFrom((request, response) => {
      const start = Number(queryOf(request.url).get('cursor') ?? 0);
      json({ messages: records(6).slice(start, start + 4), total_count: 0 })(request, response);
    });
    expect(found.texts).toEqual(texts(0, 1, 2, 3, 4, 5));
    expect(found.conversation.transcript.isComplete).toBe(true);
  });

  test('that are empty although the total is not are not complete', async () => {
    const found = await readFrom(json({ messages: [], row_count: 0, total_count: 9 }));
    expect([found.texts, found.conversation.transcript.isComplete]).toEqual([[], false]);
    expect(found.paths).toHaveLength(1);
    expect(found.warned).toHaveLength(1);
  });

  test.each([0, -1, 2.5, '3', 1e300])('with a total of %p end', async (total) => {
    const found = await readFrom((request, response) => {
      const start = Number(queryOf(request.url).get('cursor') ?? 0);
      json({ messages: records(3).slice(start), total_count: total })(request, response);
    });
    expect(found.texts).toEqual(texts(0, 1, 2));
    expect(found.paths.length).toBeLessThanOrEqual(2);
  });
});
