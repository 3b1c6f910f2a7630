import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { inTurns } from '../../src/graphql/turns.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

test('a short list is returned as it is', () => {
  const items = numbers(50);
  expect(inTurns(items, Infinity)).toBe(items);
});

test('so is a long list of an operation with few fields', () => {
  const items = numbers(1000);
  expect(inTurns(items, 30_000)).toBe(items);
  expect(inTurns(items, 30_001)).not.toBe(items);
});

test('of all long lists together, at most 50 items are ready in one round of the event loop', async () => {
  let ready = 0;
  const lists = [
    inTurns(numbers(1000), Infinity),
    inTurns(numbers(120), Infinity),
    inTurns(numbers(51), Infinity),
  ];
  const all = lists.map((list) =>
    Promise.all(
      list.map(async (item) => {
        const value = await item;
        ready += 1;
        return value;
      }),
    ),
  );
  const perRound: number[] = [];
  for (let seen = 0; seen < 1171; seen = ready) {
    await setImmediate();
    perRound.push(ready - seen);
  }
  expect(await Promise.all(all)).toEqual([numbers(1000), numbers(120), numbers(51)]);
  expect(Math.max(...perRound)).toBeLessThanOrEqual(50);
});
