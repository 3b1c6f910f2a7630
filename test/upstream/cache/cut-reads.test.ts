import { describe, expect, test } from '@jest/globals';
import { outcomesOf, repeated, settle } from '../../helpers/outcomes.ts';
import { open, reading, stopTime } from './reading.ts';

const pass = stopTime();

const complete = { value: open('complete'), fetchedAt: 1_000_000, stale: true, freshForMs: 0 };

/** A vendor whose complete answer is cached, and whose next answer is cut. */
async function readingAfterComplete(cut: 'quota' | 'deadline' | 'bound' | 'inconsistent') {
  const found = reading();
  found.vendor.answer = open('complete');
  await found.read();
  found.vendor.answer = open('cut');
  found.vendor.cut = cut;
  return found;
}

describe.each(['quota', 'deadline'] as const)('a read that the %s cuts short', (cut) => {
  test('is answered with the complete answer of before, which stays', async () => {
    const { read, vendor, load, outcomes } = await readingAfterComplete(cut);
    pass(10_000);
    expect(await Promise.all([read(), read()])).toMatchObject(repeated(2, complete));
    vendor.answer = 'UPSTREAM_UNAVAILABLE';
    expect(await read()).toMatchObject(complete);
    expect([load.mock.calls.length, outcomes()]).toEqual([3, ['miss', 'stale', 'stale', 'stale']]);
  });

  test('lets no further reader wait, while the next refresh is under way', async () => {
    const { read, vendor, load } = await readingAfterComplete(cut);
    pass(10_000);
    await read();
    vendor.hold = new Promise(() => undefined);
    for (let second = 0; second < 2; second += 1) {
      expect(await read()).toMatchObject(complete);
      pass(999);
    }
    expect(load).toHaveBeenCalledTimes(3);
    pass(1003);
    const waiting = outcomesOf([read()]);
    await settle();
    expect(waiting).toEqual([undefined]);
  });

  test('in the background replaces no complete answer', async () => {
    const { read, load } = await readingAfterComplete(cut);
    pass(5000);
    await read();
    await settle();
    expect(await read()).toMatchObject({ value: open('complete'), stale: true });
    expect(load).toHaveBeenCalledTimes(3);
  });

  test('is answered as far as it was read once the complete answer is too old', async () => {
    const { read } = await readingAfterComplete(cut);
    pass(65_000);
    expect(await read()).toMatchObject({ value: open('cut'), fetchedAt: 1_065_000, stale: false });
    expect(await read()).toMatchObject({ value: open('cut'), stale: false });
  });

  test('is answered as far as it was read if the complete answer is purged meanwhile', async () => {
    const { read, reads, vendor } = await readingAfterComplete(cut);
    pass(10_000);
    const held = Promise.withResolvers<void>();
    vendor.hold = held.promise;
    const waiting = read();
    await settle();
    await reads.purge('id');
    held.resolve();
    expect(await waiting).toMatchObject({ value: open('cut'), stale: false });
  });

  test('replaces another one that was cut short', async () => {
    const { read, vendor } = reading();
    vendor.cut = cut;
    await read();
    pass(10_000);
    vendor.answer = open('second');
    expect(await read()).toMatchObject({ value: open('second'), stale: false });
  });

  test('is replaced by a complete answer', async () => {
    const { read, vendor } = reading();
    vendor.cut = cut;
    await read();
    pass(10_000);
    vendor.answer = open('complete');
    vendor.cut = undefined;
    expect(await read()).toMatchObject({ value: open('complete'), stale: false });
    vendor.cut = cut;
    pass(10_000);
    expect(await read()).toMatchObject({ value: open('complete'), stale: true });
  });
});

test.each(['bound', 'inconsistent'] as const)(
  'a read that ends because of what the vendor has (%s) replaces a complete answer',
  async (cut) => {
    const { read } = await readingAfterComplete(cut);
    pass(10_000);
    expect(await read()).toMatchObject({ value: open('cut'), stale: false });
  },
);
