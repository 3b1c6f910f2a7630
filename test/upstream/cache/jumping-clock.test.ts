import { expect, jest, test } from '@jest/globals';
import { open, reading, stopTime } from './reading.ts';

const start = 10_000_000;
const pass = stopTime(start);
const setClock = (milliseconds: number): void => void jest.setSystemTime(start + milliseconds);

test.each([-3_600_000, 3_600_000])(
  'a clock that is set by %d ms neither keeps answers fresh nor drops them',
  async (jump) => {
    const { read, vendor, outcomes } = reading();
    await read();
    setClock(jump);
    pass(4999);
    expect(await read()).toMatchObject({
      value: open('first'),
      fetchedAt: start,
      stale: false,
      freshForMs: 1,
    });
    vendor.answer = 'UPSTREAM_UNAVAILABLE';
    pass(60_000);
    expect(await read()).toMatchObject({ value: open('first'), fetchedAt: start, stale: true });
    pass(1);
    await expect(read()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(outcomes()).toEqual(['miss', 'hit', 'stale', 'failed']);
  },
);
