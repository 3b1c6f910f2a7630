import { expect, jest, test } from '@jest/globals';
import { Slots } from '../../src/upstream/slots.ts';

/** Takes slots until the caller may take no more. */
function takeAll(slots: Slots, caller: string): number {
  let taken = 0;
  for (; slots.canTake(caller); taken += 1) slots.take(caller);
  return taken;
}

test.each([
  [64, 56],
  [16, 14],
  [8, 7],
  [2, 2],
  [1, 1],
])('of %d slots one caller gets %d', (size, share) => {
  expect(takeAll(new Slots(size), 'a')).toBe(share);
});

test('callers that come later find a slot while the first holds all that it may', () => {
  const slots = new Slots(64);
  expect(takeAll(slots, 'a')).toBe(56);
  expect(takeAll(slots, 'b')).toBe(7);
  expect(takeAll(slots, 'c')).toBe(1);
  expect(takeAll(slots, 'd')).toBe(0);
});

test('a released slot can be taken again, by the caller whose share it is', () => {
  const slots = new Slots(8);
  expect(takeAll(slots, 'a')).toBe(7);
  slots.release('a');
  expect(takeAll(slots, 'b')).toBe(2);
  expect(slots.canTake('a')).toBe(false);
});

test('those that wait are called once when a slot is released, in the order in which they came', () => {
  const slots = new Slots(1);
  slots.take('a');
  const order: string[] = [];
  for (const name of ['first', 'second']) slots.wait(() => order.push(name));
  slots.release('a');
  slots.take('a');
  slots.release('a');
  expect(order).toEqual(['first', 'second']);
});

test('one that was forgotten is not called', () => {
  const slots = new Slots(1);
  const onFree = jest.fn();
  slots.take('a');
  slots.wait(onFree);
  slots.forget(onFree);
  slots.release('a');
  expect(onFree).not.toHaveBeenCalled();
});
