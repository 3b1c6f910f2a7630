import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { providers } from '../../src/providers/index.ts';
import { codeOf } from '../helpers/graph.ts';
import { hang, json } from '../helpers/server.ts';
import { conversationsOf, numbers } from './conversations.ts';
import { pagesOf, queryOf } from './transcripts.ts';

const withMessages = providers.filter(({ messages }) => messages);

describe.each(withMessages)('the messages of $name', (provider) => {
  const { facts, reading, readFrom, records, texts } = conversationsOf(provider);
  const isPaged = provider.id !== 'CHATWIZE';

  test('are read through its documented pages, and each is there once', async () => {
    const found = await readFrom(pagesOf(facts, records(8)));
    expect(found.texts).toEqual(isPaged ? texts(...numbers(8)) : texts(0, 1, 2));
    expect(found.conversation.transcript.isComplete).toBe(true);
    expect(found.paths.map((path) => path.split('?')[0])).toEqual(
      isPaged ? Array(3).fill(facts.path) : [facts.path],
    );
    const starts = found.paths.map((path) => facts.start(queryOf(path)));
    expect(starts).toEqual(isPaged ? [0, 3, 6] : [0]);
    expect(found.warned).toEqual([]);
  });

  test('are in the order of their dates, whatever the order and the pages, with repeated records once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 15 }), { maxLength: 25 }),
        fc.constantFrom('oldest first', 'newest first', 'any'),
        fc.integer({ min: 2, max: 9 }),
        async (shuffled, order, size) => {
          // Without the same record twice in a row, which could fill a page that repeats the one before it.
          const listed = order === 'any' ? [...new Set(shuffled)] : shuffled.toSorted((a, b) => a - b);
          if (order === 'newest first') listed.reverse();
          const rows = listed.map((number) => facts.record(number));
          const found = await readFrom(pagesOf(facts, rows, isPaged ? size : 25));
          const { isComplete } = found.conversation.transcript;
          const expected = texts(...new Set(listed.toSorted((a, b) => a - b)));
          if (isComplete) expect(found.texts).toEqual(expected);
          else expect(expected).toEqual(expect.arrayContaining(found.texts));
          if (order === 'any') expect(isComplete).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('that the vendor does not know are none, and nothing to warn of', async () => {
    const found = await readFrom(json({ error: 'nobody', message: 'nobody' }, 404));
    expect([found.texts, found.conversation.transcript.isComplete, found.warned]).toEqual([[], true, []]);
  });

  test('of a session in which nothing was said are none', async () => {
    const found = await readFrom(pagesOf(facts, []));
    expect([found.texts, found.conversation.transcript.isComplete]).toEqual([[], true]);
    expect(found.paths).toHaveLength(1);
  });

  test.each([
    ['a number', 17],
    ['a text', 'messages'],
    ['null', null],
    ['an object of something else', { rows: [] }],
    ['messages that are no list', facts.page('abc' as never, { start: 0, total: 3 })],
  ])('that are %s are an invalid answer', async (_, body) => {
    await using vendor = await reading(json(body));
    expect(await codeOf(vendor.read())).toBe('UPSTREAM_INVALID_RESPONSE');
    expect(vendor.paths).toHaveLength(1);
  });

  test('without what is no record are read, and the others are counted', async () => {
    const rows = [facts.record(0), null, 'x', facts.record(1), [], 7];
    const found = await readFrom(pagesOf(facts, rows, 10));
    expect(found.texts).toEqual(texts(0, 1));
    expect(found.warned).toEqual(['rows without a usable id were skipped']);
  });

  test('beyond the bound are left out, and where they are missing there is always more', async () => {
    const perRecord = facts.texts(0).length;
    const found = await readFrom(pagesOf(facts, records(6), isPaged ? 3 : 6), { maxMessages: 4 * perRecord });
    expect(found.texts).toEqual(texts(0, 1, 2, 3));
    expect(found.conversation.transcript.missing).toBe('end');
    expect(found.warned).toEqual([]);
  });

  test('that just reach the bound are complete', async () => {
    const perRecord = facts.texts(0).length;
    const found = await readFrom(pagesOf(facts, records(3)), { maxMessages: 3 * perRecord });
    expect(found.conversation.transcript.isComplete).toBe(true);
  });

  test('fail if the first page does', async () => {
    await using slow = await reading(hang, { timeoutMs: 200 });
    expect(await codeOf(slow.read())).toBe('UPSTREAM_TIMEOUT');
    await using limited = await reading(json({}, 429));
    expect(await codeOf(limited.read())).toBe('UPSTREAM_RATE_LIMITED');
    await using large = await reading(pagesOf(facts, records(9)), { maxListBytes: 200 });
    expect(await codeOf(large.read())).toBe('UPSTREAM_INVALID_RESPONSE');
  });

  test('have a global id each, and the vendor’s own', async () => {
    const { conversation } = await readFrom(pagesOf(facts, records(2)));
    const messages = conversation.transcript.rows.map((row) => conversation.message(row));
    expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
    expect(messages.map(({ externalId }) => externalId)).toEqual(
      numbers(2).flatMap((number) => facts.texts(number).map(() => `m${number}`)),
    );
    for (const message of messages)
      expect(message).toMatchObject({ raw: facts.record(Number(message.externalId?.slice(1))) });
  });

  test('whose record has no usable id or date are read all the same', async () => {
    const without = { id: null, uuid: 'x'.repeat(513), created_at: 'yesterday', createdAt: 17 };
    const rows = numbers(3).map((number) => facts.record(number, without));
    const { conversation, texts: found } = await readFrom(pagesOf(facts, rows));
    expect(found).toEqual(texts(0, 1, 2));
    const [first] = conversation.transcript.rows.map((row) => conversation.message(row));
    expect(first).toMatchObject({ externalId: null, createdAt: null });
  });
});
