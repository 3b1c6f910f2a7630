import { describe, expect, test } from '@jest/globals';
import { outcomesOf, settle } from '../../helpers/outcomes.ts';
import { open, reading, stopTime } from './reading.ts';

const pass = stopTime();

describe('a purge', () => {
  test.each([['id'], [undefined]])('of %s drops the session', async (externalId) => {
    const { read, reads, load } = reading();
    await read();
    await reads.purge(externalId);
    await read();
    expect(load).toHaveBeenCalledTimes(2);
  });

  test('of another session keeps it', async () => {
    const { read, reads, load } = reading();
    await read();
    await reads.purge('other');
    await read();
    expect(load).toHaveBeenCalledTimes(1);
  });

  test('is not undone by a read in flight, which no later request joins', async () => {
    const { read, reads, vendor } = reading();
    const held = Promise.withResolvers<void>();
    vendor.hold = held.promise;
    const before = read();
    await settle();
    await reads.purge();
    vendor.answer = open('second');
    vendor.hold = undefined;
    expect(await read()).toMatchObject({ value: open('second') });
    held.resolve();
    expect(await before).toMatchObject({ value: open('first') });
    expect(await read()).toMatchObject({ value: open('second') });
  });

  test('leaves no stale answer for reads that wait', async () => {
    const { read, reads, vendor } = reading();
    await read();
    pass(10_000);
    const held = Promise.withResolvers<void>();
    vendor.hold = held.promise;
    vendor.answer = 'UPSTREAM_UNAVAILABLE';
    const waiting = outcomesOf([read()]);
    await settle();
    await reads.purge();
    held.resolve();
    await settle();
    expect(waiting).toMatchObject([{ code: 'UPSTREAM_UNAVAILABLE' }]);
  });
});
