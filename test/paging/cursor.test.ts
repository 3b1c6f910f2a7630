import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { decodeCursor, encodeCursor } from '../../src/paging/cursor.ts';
import { SessionGraphError } from '../../src/model/errors.ts';
import { externalId, order } from './arbitraries.ts';

const scope = fc.record({ listOf: fc.string(), order });
const place = fc.record({
  time: fc.option(fc.maxSafeInteger()),
  externalId: fc.oneof(externalId, fc.constant('\u0001'.repeat(512)), fc.constant('"'.repeat(512))),
});

test('a cursor tells the place that it was made of', () => {
  fc.assert(
    fc.property(scope, place, (of, at) => {
      const cursor = encodeCursor(of, at);
      expect(cursor).toMatch(/^[\w-]+$/);
      expect(decodeCursor(cursor, of, 'after')).toEqual(at);
    }),
  );
});

/** The message that refuses it. */
function refusal(cursor: string, of: Parameters<typeof decodeCursor>[1]): string {
  try {
    decodeCursor(cursor, of, 'after');
  } catch (error) {
    expect(error).toBeInstanceOf(SessionGraphError);
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT' });
    return (error as Error).message;
  }
  throw new Error(`${cursor} was not refused`);
}

test('a cursor of another list or order is refused', () => {
  fc.assert(
    fc.property(scope, scope, place, (of, other, at) => {
      fc.pre(JSON.stringify(of) !== JSON.stringify(other));
      expect(refusal(encodeCursor(of, at), other)).toMatch(/^after is a cursor of another (list|order)\.$/);
    }),
  );
});

test('what is no cursor is refused', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64url')),
    fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')),
    fc.constantFrom('', 'null', 'A'.repeat(100_000)),
  );
  fc.assert(
    fc.property(scope, anyText, (of, text) => void refusal(text, of)),
    { numRuns: 1000 },
  );
});

test('a cursor that was tampered with is refused, or is another place of the same list', () => {
  fc.assert(
    fc.property(scope, place, fc.nat(), fc.string({ maxLength: 3 }), (of, at, index, change) => {
      const cursor = encodeCursor(of, at);
      const cut = index % cursor.length;
      const changed = cursor.slice(0, cut) + change + cursor.slice(cut + 1);
      fc.pre(changed !== cursor);
      try {
        expect(decodeCursor(changed, of, 'after')).not.toEqual(at);
      } catch (error) {
        expect(error).toMatchObject({ code: 'BAD_USER_INPUT' });
      }
    }),
  );
});

test.each([
  ['another list', { listOf: 'other' }, 'after is a cursor of another list.'],
  [
    'another date',
    { order: { field: 'UPDATED_AT', direction: 'ASC' } },
    'after is a cursor of another order.',
  ],
  [
    'another direction',
    { order: { field: 'CREATED_AT', direction: 'DESC' } },
    'after is a cursor of another order.',
  ],
] as const)('a cursor of %s alone is refused, and said to be one', (_, difference, message) => {
  const of = { listOf: 'list', order: { field: 'CREATED_AT', direction: 'ASC' } } as const;
  expect(refusal(encodeCursor(of, { time: 1, externalId: 'a' }), { ...of, ...difference })).toBe(message);
});

test.each([' ', '=', '!', '\n', '.', 'é'])('a cursor with %j added is refused', (added) => {
  const of = { listOf: 'list', order: { field: 'CREATED_AT', direction: 'ASC' } } as const;
  const cursor = encodeCursor(of, { time: 1, externalId: 'a' });
  for (const changed of [cursor + added, added + cursor]) {
    expect(refusal(changed, of)).toBe('after is not a cursor of this graph.');
  }
});
