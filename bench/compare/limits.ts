import autocannon from 'autocannon';
import { startOwn, startVendors, type Contender } from './contenders.ts';
import { cpuSeconds, residentMemory } from './load.ts';

/** A number of session-graph alone that must not be exceeded. */
export interface Limit {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly most: number;
}

export async function measureLimits(): Promise<readonly Limit[]> {
  const vendors = await startVendors(0);
  const startedAt = performance.now();
  const server = await startOwn(vendors.url, { name: 'session-graph', isCached: false });
  const readyMs = performance.now() - startedAt;
  await new Promise((later) => setTimeout(later, 2_000));
  const idleMiB = residentMemory(server.pid);
  const scaling = [
    { name: 'CPU of 200 ids to 20 ids', value: await ratio(server, ids(200), ids(20)) },
    {
      name: 'CPU of a list of 10,000 to one of 1,000',
      value: await ratio(server, list(10_000), list(1_000)),
    },
    { name: 'CPU of 80 clients to 8 clients', value: await ratio(server, one, one, 80, 8) },
  ];
  const pauses = await pausesOfLongList(server);
  await server.stop();
  await vendors.stop();
  return [
    ...scaling.map(({ name, value }) => ({ name, value, unit: '×', most: 11 })),
    ...pauses,
    { name: 'Start to ready', unit: 'ms', value: readyMs, most: 500 },
    { name: 'Memory when idle', unit: 'MiB', value: idleMiB, most: 125 },
  ];
}

type Body = (number: number) => string;
const body = (query: string, variables: object): string => JSON.stringify({ query, variables });

const ids =
  (count: number): Body =>
  (number) =>
    body('query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { externalId createdAt } }', {
      ids: Array.from({ length: count }, (_, place) =>
        Buffer.from(`ZepSession:limit-${number}-${place}`).toString('base64url'),
      ),
    });

const list =
  (length: number): Body =>
  (number) =>
    body(
      'query ($id: String!) { chatwizeChatbot(externalId: $id) { sessions(first: 50) { nodes { externalId createdAt } } } }',
      { id: `${length}-${number}` },
    );

const one: Body = (number) =>
  body('query ($id: String!) { zepSession(externalId: $id) { externalId createdAt } }', {
    id: `limit-${number}`,
  });

let next = 0;

async function run(server: Contender, of: Body, connections: number, amount: number) {
  const before = cpuSeconds(server.pid);
  const result = await autocannon({
    url: `${server.url}/graphql`,
    connections,
    amount,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => ({ ...request, body: of((next += 1)) }),
      },
    ],
  });
  return { cpu: cpuSeconds(server.pid) - before, latency: result.latency };
}

/** The CPU of ten times as much, by that of once as much. */
async function ratio(server: Contender, large: Body, small: Body, many = 4, few = 4): Promise<number> {
  const amount = few === many ? 400 : 2_000;
  await run(server, small, few, amount);
  const { cpu: less } = await run(server, small, few, amount);
  const { cpu: more } = await run(server, large, many, few === many ? amount : (amount * many) / few);
  return more / less;
}

/** What a page of a list of 100,000 sessions does to the event loop and to other queries. */
async function pausesOfLongList(server: Contender): Promise<Limit[]> {
  const url = `${server.url}/graphql`;
  const headers = { 'content-type': 'application/json' };
  const long = list(100_000);
  const over = new AbortController();
  const latencies: number[] = [];
  const victim = (async () => {
    while (!over.signal.aborted) {
      const sentAt = performance.now();
      await (await fetch(url, { method: 'POST', headers, body: '{"query":"{ __typename }"}' })).text();
      latencies.push(performance.now() - sentAt);
      await new Promise((later) => setTimeout(later, 5));
    }
  })();
  // Resets the histogram of the event loop's delays.
  await (await fetch(`${server.url}/metrics`)).text();
  for (let page = 0; page < 5; page += 1) {
    await (await fetch(url, { method: 'POST', headers, body: long((next += 1)) })).text();
  }
  over.abort();
  await victim;
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  const [, p99 = 'NaN'] = /^nodejs_eventloop_lag_p99_seconds (\S+)$/m.exec(metrics) ?? [];
  return [
    {
      name: 'Page of a list of 100,000: event loop delay, p99',
      unit: 'ms',
      value: Number(p99) * 1000,
      most: 50,
    },
    {
      name: 'Page of a list of 100,000: another query, slowest',
      unit: 'ms',
      value: Math.max(...latencies),
      most: 250,
    },
  ];
}
