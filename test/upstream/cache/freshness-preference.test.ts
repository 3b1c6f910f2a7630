import { describe, expect, test } from '@jest/globals';
import { outcomesOf, settle } from '../../helpers/outcomes.ts';
import { open, reading, stopTime } from './reading.ts';

const pass = stopTime();

describe('a freshness preference', () => {
  test('with a maximum age gets no older answer', async () => {
    const { read, vendor, load } = reading();
    await read();
    pass(1999);
    expect(await read({ maxAgeMs: 2000 })).toMatchObject({
      value: open('first'),
      stale: false,
      freshForMs: 1,
    });
    pass(1);
    vendor.answer = open('second');
    expect(await read({ maxAgeMs: 2000 })).toMatchObject({ value: open('second'), stale: false });
    expect(load).toHaveBeenCalledTimes(2);
  });

  test('with a maximum age gets an older answer marked stale when the vendor fails', async () => {
    const { read, vendor } = reading();
    await read();
    pass(2000);
    vendor.answer = 'UPSTREAM_UNAVAILABLE';
    expect(await read({ maxAgeMs: 2000 })).toMatchObject({ value: open('first'), stale: true });
  });

  test('with a maximum age above the lifetime has no effect', async () => {
    const { read, load } = reading();
    await read();
    pass(8000);
    await read({ maxAgeMs: 3_600_000 });
    expect(load).toHaveBeenCalledTimes(2);
  });

  test('for stale answers is limited by the grace period', async () => {
    const { read, vendor } = reading();
    vendor.hold = undefined;
    await read();
    vendor.hold = new Promise(() => undefined);
    pass(64_999);
    expect(await read({ maxStaleMs: Infinity })).toMatchObject({ value: open('first'), stale: true });
    pass(1);
    const outcomes = outcomesOf([read({ maxStaleMs: Infinity })]);
    await settle();
    expect(outcomes).toEqual([undefined]);
  });

  test('of many concurrent requests causes one read', async () => {
    const { read, load } = reading();
    await read();
    pass(1000);
    await Promise.all(Array.from({ length: 50 }, () => read({ maxAgeMs: 1000 })));
    expect(load).toHaveBeenCalledTimes(2);
  });
});
