import { expect, jest, test } from '@jest/globals';
import { Slots } from '../../src/upstream/slots.ts';

const ignore = (): void => undefined;

test('as many slots are taken as there are, and the next taker is called when one is released', () => {
  const slots = new Slots(2);
  const onFree = jest.fn();
  expect([slots.take(ignore), slots.take(ignore), slots.take(onFree)]).toEqual([true, true, false]);
  expect(onFree).not.toHaveBeenCalled();
  slots.release();
  expect(onFree).toHaveBeenCalledTimes(1);
  expect(slots.take(onFree)).toBe(true);
});

test('a taker that finds no slot again waits behind the others', () => {
  const slots = new Slots(1);
  slots.take(ignore);
  const order: string[] = [];
  const taker = (name: string) => {
    const onFree = (): void => void (slots.take(onFree) && order.push(name));
    return onFree;
  };
  for (const name of ['a', 'b', 'c']) slots.take(taker(name));
  for (let released = 0; released < 3; released += 1) slots.release();
  expect(order).toEqual(['a', 'b', 'c']);
});

test('a taker that was forgotten is not called', () => {
  const slots = new Slots(1);
  const onFree = jest.fn();
  slots.take(ignore);
  slots.take(onFree);
  slots.forget(onFree);
  slots.release();
  expect(onFree).not.toHaveBeenCalled();
});
