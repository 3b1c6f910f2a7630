import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import * as fc from 'fast-check';
import { MemoryWindow } from '../../../src/upstream/budget/window.ts';

beforeEach(() => void jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void jest.useRealTimers());

const pass = (milliseconds: number): void => void jest.advanceTimersByTime(milliseconds);

test('there are never more than limit calls in a span of the window, and a turn is free when it was said to be', () => {
  const limit = fc.integer({ min: 1, max: 6 });
  const waits = fc.array(fc.integer({ min: 0, max: 70 }), { maxLength: 100 });
  fc.assert(
    fc.property(limit, waits, (most, pauses) => {
      const window = new MemoryWindow(most, 100);
      const made: number[] = [];
      for (const pause of pauses) {
        pass(pause);
        const { granted, freeIn } = window.takeNow(1, 1);
        if (granted.length > 0) made.push(Date.now());
        else {
          pass(freeIn[0] as number);
          expect(window.takeNow(1, 1).granted).toHaveLength(1);
          made.push(Date.now());
        }
      }
      for (const [place, at] of made.entries()) {
        expect((made[place + most] ?? Infinity) - at).toBeGreaterThanOrEqual(100);
      }
    }),
  );
});

test('as many turns are told as are wanted, over as many windows as that takes', () => {
  const window = new MemoryWindow(2, 100);
  window.takeNow(1, 1);
  pass(30);
  window.takeNow(1, 1);
  pass(10);
  expect(window.takeNow(1, 5)).toEqual({ granted: [], freeIn: [60, 90, 160, 190, 260] });
});

test('a turn that is given back is free at once', () => {
  const window = new MemoryWindow(1, 100);
  const [turn] = window.takeNow(1, 1).granted;
  expect(window.takeNow(1, 1).granted).toHaveLength(0);
  turn?.giveBack();
  expect(window.takeNow(1, 1).granted).toHaveLength(1);
});

test('a turn that is given back when it is long over frees no other', () => {
  const window = new MemoryWindow(1, 100);
  const [old] = window.takeNow(1, 1).granted;
  pass(100);
  expect(window.takeNow(1, 1).granted).toHaveLength(1);
  old?.giveBack();
  expect(window.takeNow(1, 1).granted).toHaveLength(0);
});

test('the status tells what is left and when all of it is there again', async () => {
  const window = new MemoryWindow(3, 100);
  expect(await window.status()).toEqual({ limit: 3, remaining: 3, resetsAt: Date.now() });
  window.takeNow(1, 1);
  pass(40);
  window.takeNow(1, 1);
  expect(await window.status()).toEqual({ limit: 3, remaining: 1, resetsAt: Date.now() + 100 });
  pass(60);
  expect(await window.status()).toEqual({ limit: 3, remaining: 2, resetsAt: Date.now() + 40 });
});

test('a call counts from its end: at some time before that the vendor has counted it', () => {
  const window = new MemoryWindow(1, 100);
  const [turn] = window.takeNow(1, 1).granted;
  pass(60);
  turn?.settle();
  pass(60);
  expect(window.takeNow(1, 1)).toEqual({ granted: [], freeIn: [40] });
  pass(40);
  expect(window.takeNow(1, 1).granted).toHaveLength(1);
});

test('several turns are granted as far as there are any, and it is told when the next are free', () => {
  const window = new MemoryWindow(3, 100);
  expect(window.takeNow(2, 1)).toMatchObject({ granted: [{}, {}], freeIn: [] });
  pass(30);
  const { granted, freeIn } = window.takeNow(5, 3);
  expect(granted).toHaveLength(1);
  expect(freeIn).toEqual([70, 70, 100]);
});

test.each([-3_600_000, 3_600_000])(
  'a window is no longer and no shorter when the clock jumps by %d ms',
  (jump) => {
    const window = new MemoryWindow(1, 100);
    window.takeNow(1, 1);
    jest.setSystemTime(Date.now() + jump);
    pass(99);
    expect(window.takeNow(1, 1)).toEqual({ granted: [], freeIn: [1] });
    pass(1);
    expect(window.takeNow(1, 1).granted).toHaveLength(1);
  },
);
