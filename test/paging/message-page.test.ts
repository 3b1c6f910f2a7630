import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { paginateMessages } from '../../src/paging/message-page.ts';
import type { PageArgs } from '../../src/paging/paginate.ts';
import { Transcript } from '../../src/paging/transcript.ts';
import { anyTranscript, recordOf } from './transcripts.ts';

const session = 'the session';
const keysOn = (transcript: Transcript, args: PageArgs, of = session): string[] =>
  paginateMessages(transcript, args, of).rows.map(({ key }) => key);
const keysIn = ({ rows }: Transcript): string[] => rows.map(({ key }) => key);

/** All pages from one end to the other. */
function walk(transcript: Transcript, size: number, direction: 'forwards' | 'backwards'): string[] {
  const keys: string[] = [];
  for (let cursor: string | null = null; ;) {
    const args: PageArgs =
      direction === 'forwards' ? { first: size, after: cursor } : { last: size, before: cursor };
    const page = paginateMessages(transcript, args, session);
    const found = page.rows.map(({ key }) => key);
    expect(found.length).toBeLessThanOrEqual(size);
    expect(keys.length + found.length).toBeLessThanOrEqual(transcript.size);
    if (direction === 'forwards') keys.push(...found);
    else keys.unshift(...found);
    const [hasMore, next] =
      direction === 'forwards'
        ? [page.hasNextPage, page.endCursor]
        : [page.hasPreviousPage, page.startCursor];
    if (!hasMore || next === null) return keys;
    cursor = next;
  }
}

const sizes = fc.integer({ min: 1, max: 15 });

describe('pages of a conversation', () => {
  test.each(['forwards', 'backwards'] as const)('have each message once, %s', (direction) => {
    fc.assert(
      fc.property(anyTranscript, sizes, (transcript, size) => {
        expect(walk(transcript, size, direction)).toEqual(keysIn(transcript));
      }),
    );
  });

  test('after and before a cursor are the messages beside it', () => {
    fc.assert(
      fc.property(anyTranscript, fc.nat(), sizes, (transcript, at, size) => {
        const keys = keysIn(transcript);
        if (keys.length === 0) return;
        const index = at % keys.length;
        const { endCursor } = paginateMessages(transcript, { first: index + 1 }, session);
        expect(keysOn(transcript, { after: endCursor, first: size })).toEqual(
          keys.slice(index + 1, index + 1 + size),
        );
        expect(keysOn(transcript, { before: endCursor, last: size })).toEqual(
          keys.slice(Math.max(0, index - size), index),
        );
      }),
    );
  });

  test('go on where they were when messages are added at the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 9 }), (count, added) => {
        const numbers = Array.from({ length: count + added }, (_, index) => recordOf(index));
        const before = new Transcript(numbers.slice(0, count));
        const { endCursor } = paginateMessages(before, { last: 1 }, session);
        const now = new Transcript(numbers);
        expect(keysOn(now, { after: endCursor })).toEqual(keysIn(now).slice(count));
      }),
    );
  });

  test('go on behind the time of a message that is gone', () => {
    const { endCursor } = paginateMessages(
      new Transcript([1, 2, 3].map((n) => recordOf(n))),
      { first: 2 },
      session,
    );
    const left = new Transcript([recordOf(1), recordOf(3)]);
    expect(keysOn(left, { after: endCursor })).toEqual(['m3']);
    expect(keysOn(left, { before: endCursor })).toEqual(['m1']);
    expect(keysOn(new Transcript([recordOf(1)]), { after: endCursor })).toEqual([]);
  });

  test('always have more at the end that was not read', () => {
    const oldestFirst = new Transcript([recordOf(1), recordOf(2)], { isComplete: false });
    const newestFirst = new Transcript([recordOf(2), recordOf(1)], { isComplete: false });
    const all = { first: 10 };
    expect(paginateMessages(oldestFirst, all, session)).toMatchObject({
      hasNextPage: true,
      hasPreviousPage: false,
    });
    expect(paginateMessages(newestFirst, all, session)).toMatchObject({
      hasNextPage: false,
      hasPreviousPage: true,
    });
  });
});

describe('a cursor', () => {
  const transcript = new Transcript([1, 2, 3].map((number) => recordOf(number)));
  const { startCursor } = paginateMessages(transcript, { first: 1 }, session);
  const cursor = startCursor ?? '';

  test('of another session is refused', () => {
    const refusal = { code: 'BAD_USER_INPUT', message: "after is not a cursor of this session's messages." };
    expect(() => keysOn(transcript, { after: cursor }, 'another')).toThrow(expect.objectContaining(refusal));
  });

  test('with anything added, left out or replaced is refused', () => {
    fc.assert(
      fc.property(fc.nat({ max: cursor.length - 1 }), fc.string({ maxLength: 3 }), (at, change) => {
        const edited = cursor.slice(0, at) + change + cursor.slice(at + 1);
        fc.pre(edited !== cursor);
        expect(() => keysOn(transcript, { before: edited })).toThrow(
          expect.objectContaining({ code: 'BAD_USER_INPUT' }),
        );
      }),
    );
  });

  test.each([
    ['nothing', ''],
    ['a megabyte', 'A'.repeat(1024 * 1024)],
    ['JSON of another shape', Buffer.from('["a",1]').toString('base64url')],
    ['an id', Buffer.from('ZepSession:a').toString('base64url')],
  ])('that is %s is refused', (_, text) => {
    expect(() => keysOn(transcript, { after: text })).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    );
  });

  test.each([
    ['first and last', { first: 1, last: 1 }],
    ['a negative first', { first: -1 }],
    ['a last above the maximum', { last: 1001 }],
  ])('page sizes are checked: %s', (_, args) => {
    expect(() => keysOn(transcript, args)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });

  test('is for any key and any time', () => {
    const records = [
      recordOf(1, { id: 'ü'.repeat(256), createdAt: null }),
      recordOf(2, { id: '\u0001'.repeat(512) }),
    ];
    const strange = new Transcript(records);
    for (const { key } of strange.rows) {
      const page = paginateMessages(strange, { first: keysIn(strange).indexOf(key) + 1 }, session);
      expect(keysOn(strange, { after: page.endCursor })).toEqual(keysIn(strange).slice(page.rows.length));
    }
  });
});
