import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { FairQueue } from '../../../src/upstream/budget/fair-queue.ts';

function fill(queue: FairQueue<string>, owners: string): FairQueue<string> {
  for (const [place, owner] of [...owners].entries()) queue.push(owner, `${owner}${place}`);
  return queue;
}

/** Everything that is left, as it comes out; an entry's first letter is its owner. */
function drain(queue: FairQueue<string>): string[] {
  return Array.from({ length: queue.length }, () => queue.shift() as string);
}

const ownersOf = (items: readonly string[]): string => items.map((item) => item[0]).join('');

test('owners take turns, each with its own items in order', () => {
  expect(drain(fill(new FairQueue(), 'aaabbc'))).toEqual(['a0', 'b3', 'c5', 'a1', 'b4', 'a2']);
});

test('who comes while a long request waits is next', () => {
  const queue = fill(new FairQueue(), 'aaaaaa');
  queue.shift();
  queue.push('b', 'b');
  expect(ownersOf(drain(queue))).toBe('baaaaa');
});

test('an owner that comes back after its last item does not overtake who waits in the same round', () => {
  const queue = fill(new FairQueue(), 'ab');
  queue.shift();
  queue.push('a', 'a again');
  expect(ownersOf(drain(queue))).toBe('ba');
});

test('what comes out last can be taken from the end', () => {
  const queue = fill(new FairQueue(), 'aab');
  expect(queue.pop()).toBe('a1');
  expect(drain(queue)).toEqual(['a0', 'b2']);
  expect(queue.pop()).toBeUndefined();
});

const owners = fc.array(fc.constantFrom(...'abcde'), { maxLength: 60 }).map((letters) => letters.join(''));

test('nothing is lost or doubled, and inOrder tells the order', () => {
  fc.assert(
    fc.property(owners, (letters) => {
      const queue = fill(new FairQueue(), letters);
      const told = [...queue.inOrder];
      const out = drain(queue);
      expect(out).toEqual(told);
      expect(out.toSorted()).toEqual([...letters].map((letter, place) => letter + place).toSorted());
      expect([queue.length, queue.shift()]).toEqual([0, undefined]);
    }),
  );
});

test('an owner’s nth item waits for no other owner’s nth-plus-first', () => {
  fc.assert(
    fc.property(owners, (letters) => {
      const had = new Map<string, number>();
      let round = 0;
      for (const owner of ownersOf(drain(fill(new FairQueue(), letters)))) {
        const turns = (had.get(owner) ?? 0) + 1;
        had.set(owner, turns);
        expect(turns).toBeGreaterThanOrEqual(round);
        round = turns;
      }
    }),
  );
});

test('whatever leaves and comes in between, one’s own items keep their order and a newcomer waits for one of each at most', () => {
  const step = fc.oneof(
    fc.record({ push: fc.constantFrom(...'abcde') }),
    fc.constant('shift' as const),
    fc.record({ remove: fc.nat({ max: 9 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const queue = new FairQueue<{ owner: string; number: number }>();
      let pushed = 0;
      for (const one of steps) {
        if (one === 'shift') queue.shift();
        else if ('remove' in one) queue.removeIf(({ number }) => number % 10 === one.remove);
        else queue.push(one.push, { owner: one.push, number: (pushed += 1) });
      }
      queue.push('new', { owner: 'new', number: (pushed += 1) });
      const order = queue.inOrder;
      for (const { owner } of order) {
        const own = order.filter((item) => item.owner === owner).map(({ number }) => number);
        expect(own).toEqual(own.toSorted((a, b) => a - b));
      }
      const ahead = order.slice(
        0,
        order.findIndex(({ owner }) => owner === 'new'),
      );
      expect(new Set(ahead.map(({ owner }) => owner)).size).toBe(ahead.length);
    }),
  );
});
