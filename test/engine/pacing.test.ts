import { expect, test } from '@jest/globals';
import { isSettled } from '../helpers/barrier.ts';
import { stopClock } from '../helpers/clock.ts';
import { repeated } from '../helpers/outcomes.ts';
import { json } from '../helpers/server.ts';
import { scrape, valuesOf } from '../server/metrics/metrics.ts';
import { until } from '../helpers/until.ts';
import { query } from '../helpers/graphql-server.ts';
import { startReplica, type Replica } from './replica.ts';
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

/** Long enough that nothing is refused or given up because the machine is slow. */
const patient = {
  CACHE: 'off',
  REQUEST_TIMEOUT_MS: '600000',
  OPENCX_TIMEOUT_MS: '600000',
  ZEP_TIMEOUT_MS: '600000',
};

/** How many of the server's calls wait for their turn, and how many are over for the server as well. */
async function callsOf({ url }: Replica): Promise<{ queued: number; ended: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const sumOf = (name: string): number =>
    [...text.matchAll(new RegExp(`^session_graph_${name}\\{.*\\} (\\d+)$`, 'gm'))].reduce(
      (sum, [, count]) => sum + Number(count),
      0,
    );
  return { queued: sumOf('queue_length'), ended: sumOf('upstream_calls_total') };
}

function untilCalls(server: Replica, expected: { queued?: number; ended?: number }): Promise<void> {
  return until(async () => {
    const calls = await callsOf(server);
    return (
      calls.queued === (expected.queued ?? calls.queued) && calls.ended === (expected.ended ?? calls.ended)
    );
  });
}

/** A vendor that counts down in its headers, in windows that begin with the first call after the last one. */
function countDown(vendor: Vendor, limit: number, windowMs: number): { readonly refused: () => number } {
  let left = 0;
  let resetsAt = 0;
  let refused = 0;
  vendor.answer((request, response) => {
    const now = Date.now();
    if (now >= resetsAt) {
      left = limit;
      // Whole seconds, since the header has no others.
      resetsAt = (Math.floor(now / 1000) + windowMs / 1000) * 1000;
    }
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
  return { refused: () => refused };
}

test('after a 429 with Retry-After no call is sent before its time', async () => {
  await using opencx = await startVendor('OPENCX');
  using clock = stopClock();
  let refusedAt = 0;
  opencx.answer((request, response) => {
    if (refusedAt > 0) return json({ id: request.url?.split('/').at(-1) })(request, response);
    refusedAt = Date.now();
    return json({}, 429, { 'retry-after': '1' })(request, response);
  });
  // One connection, so that no other call is under way when the vendor refuses one.
  await using server = await startReplica(
    { OPENCX: opencx },
    { ...patient, OPENCX_MAX_CONNECTIONS: '1', OPENCX_QUOTA: '0' },
  );
  const answers = [
    read(server.url, idsOf('OpenCXSession', 0, 20)),
    read(server.url, idsOf('OpenCXSession', 100, 1)),
  ];
  // The refused call is in the queue again, behind the pause.
  await untilCalls(server, { queued: 21 });
  clock.pass(999);
  // The first calls of this one pump the queue: they find the pause as well.
  const later = read(server.url, idsOf('OpenCXSession', 200, 2));
  await untilCalls(server, { queued: 23 });
  expect(opencx.arrivals).toHaveLength(1);
  clock.pass(1);
  expect((await Promise.all([...answers, later])).map(answered)).toEqual([20, 1, 2]);
  expect(opencx.arrivals).toHaveLength(24);
});

test('once the vendor’s headers say that no call remains, none is sent before the reset', async () => {
  await using zep = await startVendor('ZEP');
  using clock = stopClock();
  const { refused } = countDown(zep, 5, 1000);
  await using server = await startReplica({ ZEP: zep }, patient);
  expect(answered(await read(server.url, idsOf('ZepSession', 0, 1)))).toBe(1);
  const answers = [0, 10, 20].map((first) => read(server.url, idsOf('ZepSession', first, 4)));
  for (const [sent, waiting] of [
    [5, 8],
    [10, 3],
  ] as const) {
    await untilCalls(server, { ended: sent, queued: waiting });
    expect(zep.arrivals).toHaveLength(sent);
    clock.pass(1000);
  }
  expect((await Promise.all(answers)).map(answered)).toEqual([4, 4, 4]);
  expect([refused(), zep.arrivals.length]).toEqual([0, 13]);
});

test.each([
  ['the vendor’s headers', {}],
  ['the configuration', { ZEP_QUOTA: '4' }],
])(
  'with a quota from %s, the calls that fit are answered and the rest fail without waiting',
  async (_, quota) => {
    await using zep = await startVendor('ZEP');
    using clock = stopClock();
    const { refused } = countDown(zep, 4, 60_000);
    // If it waited, the test would run out of time.
    const environment = { CACHE: 'off', ZEP_TIMEOUT_MS: '50000', REQUEST_TIMEOUT_MS: '50000', ...quota };
    await using server = await startReplica({ ZEP: zep }, environment);
    expect(answered(await read(server.url, idsOf('ZepSession', 0, 1)))).toBe(1);
    const answer = await read(server.url, idsOf('ZepSession', 0, 10));
    expect(answered(answer)).toBe(3);
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual(
      repeated(7, {
        code: 'UPSTREAM_RATE_LIMITED',
        retryable: true,
        provider: 'ZEP',
        retryAfterSeconds: 60,
      }),
    );
    clock.pass(60_000);
    expect(answered(await read(server.url, idsOf('ZepSession', 20, 1)))).toBe(1);
    expect([refused(), zep.arrivals.length]).toEqual([0, 5]);
  },
);

test('small requests get their calls in the next window while a request for 200 ids waits', async () => {
  await using opencx = await startVendor('OPENCX');
  using clock = stopClock();
  const quota = { OPENCX_QUOTA: '20', OPENCX_QUOTA_WINDOW_MS: '300' };
  await using server = await startReplica({ OPENCX: opencx }, { ...patient, ...quota });
  const large = read(server.url, idsOf('OpenCXSession', 0, 200));
  await untilCalls(server, { ended: 20, queued: 180 });
  const small = [1000, 2000, 3000].map((first) => read(server.url, idsOf('OpenCXSession', first, 2)));
  await untilCalls(server, { ended: 20, queued: 186 });
  expect(opencx.arrivals).toHaveLength(20);
  clock.pass(300);
  expect((await Promise.all(small)).map(answered)).toEqual([2, 2, 2]);
  // The next window had room for the six of them.
  expect(isSettled(large)).toBe(false);
  for (let ended = 40; ended < 206; ended += 20) {
    await untilCalls(server, { ended, queued: 206 - ended });
    clock.pass(300);
  }
  expect(answered(await large)).toBe(200);
  expect(opencx.arrivals).toHaveLength(206);
});

test('a request that fills the queue makes room for other requests', async () => {
  await using opencx = await startVendor('OPENCX');
  const limits = { OPENCX_QUOTA: '0', OPENCX_MAX_CONNECTIONS: '1', OPENCX_MAX_QUEUE: '50' };
  await using server = await startReplica({ OPENCX: opencx }, { ...patient, ...limits });
  const refused = async (): Promise<number> => {
    const calls = valuesOf(await scrape(server.url), 'session_graph_upstream_calls_total');
    return calls['{provider="OPENCX",operation="getSession",outcome="UPSTREAM_RATE_LIMITED"}'] ?? 0;
  };
  const release = opencx.hold();
  const large = read(server.url, idsOf('OpenCXSession', 0, 200));
  // The first runs, and 50 found a place in the queue.
  await until(async () => (await refused()) === 149 && opencx.arrivals.length === 1);
  const small = read(server.url, idsOf('OpenCXSession', 1000, 2));
  // The last two of the large request have made room.
  await until(async () => (await refused()) === 151);
  release();
  expect(answered(await small)).toBe(2);
  const answer = await large;
  expect(answered(answer)).toBe(49);
  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(
    repeated(151, 'UPSTREAM_RATE_LIMITED'),
  );
});
