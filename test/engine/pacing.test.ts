import { expect, test } from '@jest/globals';
import { isSettled } from '../helpers/barrier.ts';
import { json } from '../helpers/server.ts';
import { until } from '../helpers/until.ts';
import { codes, query } from '../helpers/graphql-server.ts';
import { startReplica } from './replica.ts';
import { idOf, startVendor, type Vendor } from './vendors.ts';

type Type = 'OpenCXSession' | 'ZepSession';

function idsOf(type: Type, first: number, count: number): string[] {
  return Array.from({ length: count }, (_, place) =>
    Buffer.from(`${type}:${idOf(first + place)}`).toString('base64url'),
  );
}

interface Data {
  readonly sessionsByIds: readonly ({ readonly externalId: string } | null)[];
}

function read(url: string, ids: readonly string[]) {
  return query<Data>(url, 'query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { externalId } }', { ids });
}

const answered = ({ data }: { data?: Data | null }): number =>
  data?.sessionsByIds.filter((session) => session !== null).length ?? 0;

/** A vendor that counts down in its headers, in windows that begin with the first call after the last one. */
function countDown(
  vendor: Vendor,
  limit: number,
  windowMs: number,
): { refused: () => number; early: () => number } {
  let left = 0;
  let resetsAt = 0;
  let refused = 0;
  let early = 0;
  vendor.answer((request, response) => {
    const now = Date.now();
    if (now >= resetsAt) {
      left = limit;
      // Whole seconds, since the header has no others.
      resetsAt = (Math.floor(now / 1000) + windowMs / 1000) * 1000;
    } else if (left === 0) early += 1;
    const isRefused = left === 0;
    if (isRefused) refused += 1;
    else left -= 1;
    const id = request.url?.split('/').at(-1);
    json(isRefused ? {} : { session_id: id }, isRefused ? 429 : 200, {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(left),
      'x-ratelimit-reset': String(resetsAt / 1000),
    })(request, response);
  });
  return { refused: () => refused, early: () => early };
}

test('after a 429 with Retry-After no call is sent before its time', async () => {
  await using opencx = await startVendor('OPENCX');
  let toldUntil = 0;
  opencx.answer((request, response) => {
    if (toldUntil > 0) return json({ id: request.url?.split('/').at(-1) })(request, response);
    toldUntil = performance.now() + 1000;
    return json({}, 429, { 'retry-after': '1' })(request, response);
  });
  // One connection, so that no other call is under way when the vendor tells it.
  await using server = await startReplica({ OPENCX: opencx }, { CACHE: 'off', OPENCX_MAX_CONNECTIONS: '1' });
  const answers = await Promise.all([
    read(server.url, idsOf('OpenCXSession', 0, 20)),
    read(server.url, idsOf('OpenCXSession', 100, 1)),
  ]);
  expect(answers.map(answered)).toEqual([20, 1]);
  // Timers of Node may be early by a millisecond.
  expect(opencx.arrivals.filter((at) => at < toldUntil - 2)).toHaveLength(1);
  expect(opencx.arrivals).toHaveLength(22);
});

test('a vendor that counts down to nothing is not asked before the reset, and never beyond its limit', async () => {
  await using zep = await startVendor('ZEP');
  const { refused, early } = countDown(zep, 5, 2000);
  await using server = await startReplica({ ZEP: zep }, { CACHE: 'off' });
  expect(answered(await read(server.url, idsOf('ZepSession', 0, 1)))).toBe(1);
  const answers = await Promise.all(
    [0, 10, 20].map((first) => read(server.url, idsOf('ZepSession', first, 4))),
  );
  expect(answers.map(answered)).toEqual([4, 4, 4]);
  expect([refused(), early(), zep.arrivals.length]).toEqual([0, 0, 13]);
});

test.each([
  ['what the vendor tells', {}, 'ZepSession'],
  ['what is configured', { ZEP_QUOTA: '4' }, 'ZepSession'],
] as const)('by %s: what fits is answered, and what does not is refused at once', async (_, quota, type) => {
  await using zep = await startVendor('ZEP');
  const { early } = countDown(zep, 4, 60_000);
  // If it waited, the test would run out of time.
  const environment = { CACHE: 'off', ZEP_TIMEOUT_MS: '50000', REQUEST_TIMEOUT_MS: '50000', ...quota };
  await using server = await startReplica({ ZEP: zep }, environment);
  expect(answered(await read(server.url, idsOf(type, 0, 1)))).toBe(1);
  const answer = await read(server.url, idsOf(type, 0, 10));
  expect(answered(answer)).toBe(3);
  expect(new Set(codes(answer).map((code) => code.split(': ')[1]))).toEqual(
    new Set(['UPSTREAM_RATE_LIMITED']),
  );
  for (const { extensions } of answer.errors ?? []) {
    expect(extensions).toMatchObject({ retryable: true, provider: 'ZEP' });
    expect(extensions['retryAfterSeconds']).toBeGreaterThan(50);
    expect(extensions['retryAfterSeconds']).toBeLessThanOrEqual(60);
  }
  expect([early(), zep.arrivals.length]).toEqual([0, 4]);
});

test('small requests get through while one of 200 ids waits for its turns', async () => {
  await using opencx = await startVendor('OPENCX');
  const quota = { OPENCX_QUOTA: '20', OPENCX_QUOTA_WINDOW_MS: '300', OPENCX_TIMEOUT_MS: '20000' };
  await using server = await startReplica(
    { OPENCX: opencx },
    { CACHE: 'off', REQUEST_TIMEOUT_MS: '20000', ...quota },
  );
  const large = read(server.url, idsOf('OpenCXSession', 0, 200));
  await until(() => opencx.arrivals.length >= 20);
  const small = await Promise.all(
    [1000, 2000, 3000].map((first) => read(server.url, idsOf('OpenCXSession', first, 2))),
  );
  expect(small.map(answered)).toEqual([2, 2, 2]);
  expect(isSettled(large)).toBe(false);
  // The next window had room for the six of them; one more is granted to a slow machine.
  expect(opencx.arrivals.length).toBeLessThanOrEqual(80);
  expect(answered(await large)).toBe(200);
});

test('one request that asks for more than the queue holds does not keep others out', async () => {
  await using opencx = await startVendor('OPENCX');
  const limits = { OPENCX_QUOTA: '0', OPENCX_MAX_CONNECTIONS: '1', OPENCX_MAX_QUEUE: '50' };
  await using server = await startReplica({ OPENCX: opencx }, { CACHE: 'off', ...limits });
  const release = opencx.hold();
  const large = read(server.url, idsOf('OpenCXSession', 0, 200));
  await until(() => opencx.arrivals.length === 1);
  const small = read(server.url, idsOf('OpenCXSession', 1000, 2));
  await fetch(`${server.url}/healthz`);
  release();
  expect(answered(await small)).toBe(2);
  const answer = await large;
  expect(answered(answer)).toBeGreaterThanOrEqual(49);
  expect(answer.errors?.every(({ extensions }) => extensions.code === 'UPSTREAM_RATE_LIMITED')).toBe(true);
});
