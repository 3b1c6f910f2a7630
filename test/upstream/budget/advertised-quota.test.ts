import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { AdvertisedQuota } from '../../../src/upstream/budget/advertised-quota.ts';

beforeEach(() => void jest.useFakeTimers({ now: 1_000_000_000 }));
afterEach(() => void jest.useRealTimers());

const pass = (milliseconds: number): void => void jest.advanceTimersByTime(milliseconds);
const nowSeconds = (): number => Date.now() / 1000;

function quota(remaining: number | string, resetInSeconds: number, limit = 10): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(nowSeconds() + resetInSeconds),
  };
}

test('without rate-limit headers there is no status', () => {
  const advertised = new AdvertisedQuota();
  advertised.learn(200, {}, 0);
  expect([advertised.wait(), advertised.status()]).toEqual([0, undefined]);
});

test('when nothing remains, calls wait for the reset, and no longer', () => {
  const advertised = new AdvertisedQuota();
  advertised.learn(200, quota(0, 30), 0);
  expect(advertised.wait()).toBe(30_000);
  pass(29_999);
  expect(advertised.wait()).toBe(1);
  pass(1);
  expect([advertised.wait(), advertised.status()]).toEqual([0, undefined]);
});

test('calls that are made count before the vendor has counted them', () => {
  const advertised = new AdvertisedQuota();
  advertised.learn(200, quota(2, 30), 0);
  advertised.spend();
  expect([advertised.wait(), advertised.status()?.remaining]).toEqual([0, 1]);
  advertised.spend();
  expect(advertised.wait()).toBe(30_000);
});

test('other calls that run are taken off what remains', () => {
  const advertised = new AdvertisedQuota();
  advertised.learn(200, quota(5, 30), 3);
  expect(advertised.status()).toEqual({ limit: 10, remaining: 2, resetsAt: Date.now() + 30_000 });
});

test('an answer that was overtaken does not raise what remains', () => {
  const advertised = new AdvertisedQuota();
  advertised.learn(200, quota(3, 30), 0);
  advertised.learn(200, quota(7, 30), 0);
  expect(advertised.status()?.remaining).toBe(3);
});

test('a new window counts anew, and an old one that comes late does not replace it', () => {
  const advertised = new AdvertisedQuota();
  const old = quota(0, 1);
  advertised.learn(200, old, 0);
  pass(1000);
  advertised.learn(200, quota(9, 60), 0);
  advertised.learn(200, old, 0);
  expect([advertised.wait(), advertised.status()?.remaining]).toEqual([0, 9]);
});

test('of a new window no more is used than the last one had, until the vendor tells', () => {
  const advertised = new AdvertisedQuota();
  advertised.learn(200, quota(0, 5, 3), 0);
  pass(5000);
  const waits = Array.from({ length: 4 }, () => {
    const wait = advertised.wait();
    advertised.spend();
    return wait;
  });
  expect([waits, advertised.status()]).toEqual([[0, 0, 0, 1000], undefined]);
  advertised.learn(200, quota(2, 5, 3), 2);
  expect([advertised.wait(), advertised.status()?.remaining]).toEqual([5000, 0]);
});

test('a vendor that tells no limit, and nothing more, gets a call a second', () => {
  const advertised = new AdvertisedQuota();
  advertised.learn(200, { ...quota(0, 5), 'x-ratelimit-limit': '' }, 0);
  pass(5000);
  const waits = Array.from({ length: 3 }, () => {
    pass(advertised.wait());
    advertised.spend();
    advertised.learn(200, {}, 0);
    return advertised.wait();
  });
  expect(waits).toEqual([1000, 1000, 1000]);
});

test.each([
  ['seconds from now', '30'],
  ['milliseconds', String(1_000_000_030_000)],
  ['more than a day ahead', String(1_000_000 + 86_401)],
  ['more than a date can be', '999999999999999'],
  ['no number', 'soon'],
])('a reset in %s stops nothing', (_, reset) => {
  const advertised = new AdvertisedQuota();
  advertised.learn(200, { ...quota(0, 1), 'x-ratelimit-reset': reset }, 0);
  expect([advertised.wait(), advertised.status()]).toEqual([0, undefined]);
});

test('after a 429 calls wait as long as Retry-After says, whatever is answered meanwhile', () => {
  const advertised = new AdvertisedQuota();
  advertised.learn(429, { 'retry-after': '7' }, 0);
  advertised.learn(429, { 'retry-after': '3' }, 0);
  advertised.learn(200, quota(5, 30), 0);
  expect(advertised.wait()).toBe(7000);
});

test('a 429 that names no time stops calls for a second, and twice as long each time, up to a minute', () => {
  const advertised = new AdvertisedQuota();
  const pauses = Array.from({ length: 8 }, () => {
    advertised.learn(429, {}, 0);
    const wait = advertised.wait();
    pass(wait);
    return wait / 1000;
  });
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  advertised.learn(200, {}, 0);
  advertised.learn(429, {}, 0);
  expect(advertised.wait()).toBe(1000);
});

test('calls that are refused together count once', () => {
  const advertised = new AdvertisedQuota();
  for (let refused = 0; refused < 5; refused += 1) advertised.learn(429, {}, 4 - refused);
  expect(advertised.wait()).toBe(1000);
});

test.each(['999999999', new Date(1_000_000_000 + 365 * 86_400_000).toUTCString()])(
  'Retry-After: %s pauses calls for five minutes, then the vendor is asked again',
  (retryAfter) => {
    const advertised = new AdvertisedQuota();
    advertised.learn(429, { 'retry-after': retryAfter }, 0);
    expect(advertised.wait()).toBe(5 * 60_000);
  },
);

test.each([
  ['4294967295', '10'],
  ['100', '4294967295'],
])('X-RateLimit-Limit %s with %s remaining is no information', (limit, remaining) => {
  const advertised = new AdvertisedQuota();
  const reset = String(Math.ceil(Date.now() / 1000) + 60);
  advertised.learn(
    200,
    { 'x-ratelimit-limit': limit, 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': reset },
    0,
  );
  expect(advertised.status()).toBeUndefined();
});

test.each([-3_600_000, 3_600_000])(
  'a pause and a window are no longer and no shorter when the clock jumps by %d ms',
  (jump) => {
    const advertised = new AdvertisedQuota();
    const full = quota(0, 30);
    advertised.learn(200, full, 0);
    advertised.pause(20_000);
    jest.setSystemTime(Date.now() + jump);
    advertised.learn(200, full, 0);
    pass(29_999);
    expect(advertised.wait()).toBe(1);
    pass(1);
    expect(advertised.wait()).toBe(0);
  },
);

test('all of it can be forgotten', () => {
  const advertised = new AdvertisedQuota();
  advertised.learn(200, quota(0, 30), 0);
  advertised.pause(60_000);
  advertised.forget();
  expect([advertised.wait(), advertised.status()]).toEqual([0, undefined]);
});

test('a vendor that says that nothing remains for hours is asked again after five minutes, by one call', () => {
  const advertised = new AdvertisedQuota();
  advertised.learn(200, quota(0, 23 * 3600, 100), 0);
  expect(advertised.wait()).toBe(300_000);
  pass(300_000);
  expect(advertised.wait()).toBe(0);
  advertised.spend();
  expect(advertised.wait()).toBe(1000);
  advertised.learn(200, quota(0, 22 * 3600, 100), 0);
  expect(advertised.wait()).toBe(300_000);
});
