import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { CallerQueue } from '../../../src/upstream/budget/caller-queue.ts';

interface Item {
  readonly caller: string;
  readonly queueId: string;
  readonly number: number;
}

/** Items such as `a1`: the first request of the caller a. */
function fill(names: string): CallerQueue<Item> {
  const queue = new CallerQueue<Item>();
  names.split(' ').forEach((queueId, number) => queue.push({ caller: queueId[0] ?? '', queueId, number }));
  return queue;
}

const anyone = (): boolean => true;

function drain(queue: CallerQueue<Item>, condition: (caller: string) => boolean = anyone): string {
  const out: string[] = [];
  for (;;) {
    const caller = queue.nextCaller(condition);
    const item = caller === undefined ? undefined : queue.shift(caller);
    if (!item) return out.join(' ');
    out.push(item.queueId);
  }
}

test('callers take turns however many requests they have, and their requests take turns within', () => {
  expect(drain(fill('a1 a1 a1 a2 a3 b1 b1'))).toBe('a1 b1 a2 b1 a3 a1 a1');
});

test('a caller that may not start lets the others pass, and keeps its place', () => {
  const queue = fill('a1 b1 c1 a1');
  expect(drain(queue, (caller) => caller !== 'a')).toBe('b1 c1');
  expect(drain(queue)).toBe('a1 a1');
});

test('the item that is dropped when the queue is full belongs to the caller with the most', () => {
  const queue = fill('a1 a2 a3 b1');
  expect(queue.pop()?.caller).toBe('a');
  expect(drain(queue)).toBe('a1 b1 a2');
});

const step = fc.oneof(
  fc.record({ push: fc.constantFrom('a1', 'a2', 'b1', 'c1', 'c2', 'c3') }),
  fc.constantFrom('shift', 'pop'),
  fc.record({ remove: fc.nat({ max: 9 }) }),
);

test('nothing is lost or doubled, whatever comes and leaves, and inOrder tells the order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const queue = new CallerQueue<Item>();
      const left = new Set<Item>();
      let number = 0;
      for (const one of steps) {
        if (typeof one === 'object' && 'push' in one) {
          const item = { caller: one.push[0] ?? '', queueId: one.push, number: (number += 1) };
          queue.push(item);
          left.add(item);
        } else if (typeof one === 'object') {
          for (const item of queue.removeIf((queued) => queued.number % 10 === one.remove)) left.delete(item);
        } else {
          const caller = queue.nextCaller(anyone);
          const item = one === 'pop' ? queue.pop() : caller === undefined ? undefined : queue.shift(caller);
          if (item) left.delete(item);
        }
        expect(queue.length).toBe(left.size);
      }
      const told = queue.inOrder.map(({ queueId }) => queueId).join(' ');
      expect(new Set(queue.inOrder)).toEqual(left);
      expect(drain(queue)).toBe(told);
    }),
  );
});
