import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { FairQueue } from '../../../src/upstream/budget/fair-queue.ts';

interface Item {
  readonly owner: string;
  readonly request: string;
  readonly number: number;
}

/** `ab` are an item of a and one of b; `a1 a2` are items of two requests of a. */
function fill(queue: FairQueue<Item>, names: string): FairQueue<Item> {
  const all = names.includes(' ') ? names.split(' ') : [...names];
  for (const request of all) queue.push({ owner: request[0] ?? '', request, number: queue.length });
  return queue;
}

const single = (names = ''): FairQueue<Item> => fill(new FairQueue<Item>(({ owner }) => owner), names);
const nested = (names: string): FairQueue<Item> =>
  fill(
    new FairQueue<Item>(
      ({ owner }) => owner,
      ({ request }) => request,
    ),
    names,
  );

function drain(queue: FairQueue<Item>, condition?: (owner: string) => boolean): Item[] {
  const out: Item[] = [];
  for (;;) {
    const owner = queue.nextOwner(condition);
    const item = owner === undefined ? undefined : queue.shift(owner);
    if (!item) return out;
    out.push(item);
  }
}

const ownersOf = (items: readonly Item[]): string => items.map(({ owner }) => owner).join('');
const requestsOf = (items: readonly Item[]): string => items.map(({ request }) => request).join(' ');

test('owners take turns, each with its own items in order', () => {
  expect(drain(single('aaabbc')).map(({ owner, number }) => owner + number)).toEqual([
    'a0',
    'b3',
    'c5',
    'a1',
    'b4',
    'a2',
  ]);
});

test('an owner that comes while a long request waits is next', () => {
  const queue = single('aaaaaa');
  queue.shift();
  fill(queue, 'b');
  expect(ownersOf(drain(queue))).toBe('baaaaa');
});

test('an owner that comes back after its last item does not overtake those that wait in the same round', () => {
  const queue = single('ab');
  queue.shift();
  fill(queue, 'a');
  expect(ownersOf(drain(queue))).toBe('ba');
});

test('an owner that comes back after each of its items does not keep others waiting', () => {
  const queue = single('bb');
  queue.shift();
  const order: string[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    fill(queue, 'a');
    order.push(queue.shift()?.owner ?? '');
  }
  expect(order.join('')).toBe('abaa');
});

test('an owner that removes most of its items does not wait longer for the next one', () => {
  const queue = single('aaaaaabbbbbb');
  queue.removeIf(({ owner, number }) => owner === 'a' && number > 0);
  fill(queue, 'a');
  expect(ownersOf(drain(queue))).toBe('ababbbbb');
});

test('the item that is dropped belongs to the owner with the most, and is its last', () => {
  const queue = single('aaabbc');
  expect(queue.pop()).toMatchObject({ owner: 'a', number: 2 });
  queue.removeIf(({ owner }) => owner === 'a');
  expect(queue.pop()).toMatchObject({ owner: 'b', number: 4 });
  expect(ownersOf(drain(queue))).toBe('bc');
  expect(queue.pop()).toBeUndefined();
});

test('an owner that may not start lets the others pass, and keeps its place', () => {
  const queue = single('abca');
  expect(ownersOf(drain(queue, (owner) => owner !== 'a'))).toBe('bc');
  fill(queue, 'b');
  expect(ownersOf(drain(queue))).toBe('aba');
});

test('with a second key the requests of an owner take turns, however many it has', () => {
  expect(requestsOf(drain(nested('a1 a1 a1 a2 a3 b1 b1')))).toBe('a1 b1 a2 b1 a3 a1 a1');
});

describe('whatever comes and leaves', () => {
  const step = fc.oneof(
    fc.record({ push: fc.constantFrom('a1', 'a2', 'b1', 'c1', 'c2', 'd1') }),
    fc.constantFrom('shift', 'pop', 'remove'),
    fc.record({ removeIf: fc.nat({ max: 9 }) }),
  );
  const steps = fc.array(step, { maxLength: 80 });
  type Step = Parameters<Parameters<typeof steps.map>[0]>[0][number];

  /** Does what the steps say, and returns what must be left. */
  function run(queue: FairQueue<Item>, all: readonly Step[]): Set<Item> {
    const left = new Set<Item>();
    const taken = (items: readonly (Item | undefined)[]): void =>
      items.forEach((item) => item && left.delete(item));
    for (const [number, one] of all.entries()) {
      if (one === 'shift') taken([queue.shift()]);
      else if (one === 'pop') taken([queue.pop()]);
      else if (one === 'remove') taken([...left].slice(0, 1).filter((item) => queue.remove(item)));
      else if ('removeIf' in one) taken(queue.removeIf((item) => item.number % 10 === one.removeIf));
      else {
        const item = { owner: one.push[0] ?? '', request: one.push, number };
        queue.push(item);
        left.add(item);
      }
      expect(queue.length).toBe(left.size);
    }
    return left;
  }

  test.each([
    ['one key', single],
    ['two keys', () => nested('')],
  ] as const)('nothing is lost or doubled with %s, and inOrder tells the order', (_, create) => {
    fc.assert(
      fc.property(steps, (all) => {
        const queue = create();
        const left = run(queue, all);
        const told = [...queue.inOrder];
        expect(new Set(told)).toEqual(left);
        expect(drain(queue)).toEqual(told);
        expect([queue.length, queue.shift()]).toEqual([0, undefined]);
      }),
    );
  });

  test('one’s own items keep their order, and a newcomer waits for at most one of each other owner', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const queue = single();
        run(queue, all);
        queue.push({ owner: 'new', request: 'new', number: 1000 });
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

  test('an owner’s nth item waits for no other owner’s nth-plus-first', () => {
    const letters = fc.array(fc.constantFrom(...'abcde'), { maxLength: 60 });
    fc.assert(
      fc.property(letters, (names) => {
        const had = new Map<string, number>();
        let round = 0;
        for (const { owner } of drain(single(names.join('')))) {
          const turns = (had.get(owner) ?? 0) + 1;
          had.set(owner, turns);
          expect(turns).toBeGreaterThanOrEqual(round);
          round = turns;
        }
      }),
    );
  });
});
