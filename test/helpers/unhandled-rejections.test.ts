import { expect, jest, test } from '@jest/globals';
import { unhandledRejectionsOf } from './unhandled-rejections.ts';

const failure = new Error('nobody handles this');

test('a rejection without a handler is reported', async () => {
  expect(await unhandledRejectionsOf(() => void Promise.reject(failure))).toEqual([failure]);
});

test('a rejection is reported while timers are fake', async () => {
  jest.useFakeTimers();
  const reasons = await unhandledRejectionsOf(() => void Promise.reject(failure));
  jest.useRealTimers();
  expect(reasons).toEqual([failure]);
});

test('a rejection with a handler is not reported', async () => {
  expect(await unhandledRejectionsOf(() => Promise.reject(failure).catch(() => undefined))).toEqual([]);
});
