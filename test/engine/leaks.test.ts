import { Agent, request } from 'node:http';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { bytes, hang, json } from '../helpers/server.ts';
import { until } from '../helpers/until.ts';
import { ask, readZep, runReplica, zepSession } from './replica.ts';
import { idOf, startVendor } from './vendors.ts';

const operations = 10_000;
const connections = 50;
const vendorConnections = 20;

/** Sends so many operations over a few connections; one client in a hundred goes before the answer comes. */
async function load(url: string): Promise<Map<string, number>> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const outcomes = new Map<string, number>();
  const count = (outcome: string): void => void outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  let next = 0;
  async function work(): Promise<void> {
    while (next < operations) {
      next += 1;
      const leaves = next % 100 === 0;
      const body = JSON.stringify({ query: zepSession, variables: { id: idOf(next % 3000) } });
      const headers = { 'content-type': 'application/json', 'content-length': body.length };
      const sent = request(`${url}/graphql`, { method: 'POST', agent, headers }).end(body);
      if (leaves) sent.once('finish', () => sent.destroy());
      count(await once(sent, 'response').then(read, () => (leaves ? 'left' : 'connection broken')));
    }
  }
  await Promise.all(Array.from({ length: connections }, work));
  agent.destroy();
  return outcomes;
}

async function read([response]: unknown[]): Promise<string> {
  let text = '';
  for await (const chunk of response as AsyncIterable<Buffer>) text += String(chunk);
  const { errors } = JSON.parse(text) as { errors?: readonly { extensions: { code: string } }[] };
  return errors?.[0]?.extensions.code ?? 'answered';
}

/** What keeps the server's process awake, by kind, and how many calls it has queued. */
async function resources(url: string): Promise<Record<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.matchAll(
    /^(?:nodejs_active_resources\{type="(\w+)"\}|session_graph_(queue_length)\{provider="ZEP"\}) (\d+)$/gm,
  );
  return Object.fromEntries([...lines].map(([, type, queue, count]) => [type ?? queue, Number(count)]));
}

test('10,000 operations, with failures of all kinds, leave nothing behind in the server, and no warning', async () => {
  await using zep = await startVendor('ZEP');
  await using server = await runReplica(
    { ZEP: zep },
    {
      ZEP_CACHE_OPEN_MS: '50',
      CACHE_MAX_ENTRIES: '500',
      // Ends the calls that hang; long enough for all others.
      ZEP_TIMEOUT_MS: '2000',
      ZEP_BREAKER_OPEN_MS: '20',
      ZEP_MAX_CONNECTIONS: String(vendorConnections),
      // A timer of a request that is not cleared outlasts the test.
      REQUEST_TIMEOUT_MS: '600000',
      LOG_LEVEL: 'silent',
    },
  );
  await readZep(server.url, idOf(1));
  const idle = await resources(server.url);
  expect(idle).toMatchObject({ TCPServerWrap: 1, TCPSocketWrap: expect.any(Number), queue_length: 0 });
  let calls = 0;
  zep.answer((call, response) => {
    const id = call.url?.split('/').at(-1);
    calls += 1;
    if (calls % 500 === 0) return hang(call, response);
    if (calls % 97 === 0) return call.socket.resetAndDestroy();
    if (calls % 23 === 0) return json({}, 500)(call, response);
    if (calls % 31 === 0) return json({}, 404)(call, response);
    return json({ session_id: id })(call, response);
  });
  const outcomes = await load(server.url);
  expect([...outcomes.values()].reduce((sum, times) => sum + times, 0)).toBe(operations);
  expect(calls).toBeGreaterThan(1000);
  expect(outcomes.get('answered')).toBeGreaterThan(operations / 2);
  expect(outcomes.get('left')).toBe(operations / 100);
  expect(outcomes.get('connection broken')).toBeUndefined();
  await until(() => zep.running() === 0);
  // Kept connections to the vendor are bounded; nothing else is there that was not there before.
  const bound = (kind: string): number =>
    (idle[kind] ?? 0) + (kind === 'TCPSocketWrap' ? vendorConnections : 0);
  const extra = async (): Promise<string[]> =>
    Object.entries(await resources(server.url))
      .filter(([kind, count]) => count > bound(kind))
      .map(([kind, count]) => `${kind}: ${idle[kind] ?? 0} to ${count}`);
  let found = await extra();
  // The server learns a little later than the test that the last connections have closed.
  for (let look = 0; look < 500 && found.length > 0; look += 1) found = await extra();
  expect(found).toEqual([]);
  server.process.signal('SIGTERM');
  expect(await server.process.exit).toBe(0);
  // Node prints warnings and unhandled rejections; the line with the address is all that the server has to say.
  expect(server.process.output()).toMatch(/^ready at \S+\n$/);
}, 120_000);

test('answers that are kept to be sent again hold no conversation that the cache has dropped', async () => {
  await using zep = await startVendor('ZEP');
  const messages = Array.from({ length: 2_000 }, (_, number) => ({
    uuid: String(number),
    content: `${number} ${'x'.repeat(500)}`,
  }));
  const conversation = bytes(JSON.stringify({ messages, total_count: messages.length }));
  const mebibyte = 1024 * 1024;
  await using server = await runReplica(
    { ZEP: zep },
    // 200 conversations take more than twice the memory that the process has.
    { CACHE_MAX_BYTES: String(4 * mebibyte), NODE_OPTIONS: '--max-old-space-size=100', LOG_LEVEL: 'silent' },
  );
  const lastMessage = `query ($id: String!) {
    zepSession(externalId: $id) { messages(last: 1) { nodes { externalId } } }
  }`;
  await readZep(server.url, idOf(0));
  for (let number = 1; number <= 200; number += 1) {
    zep.answer((call, response) => {
      const answer = call.url?.includes('/messages') ? conversation : json({ session_id: idOf(number) });
      answer(call, response);
    });
    const { body } = await ask(server.url, lastMessage, { id: idOf(number) });
    expect(body).toEqual({ data: { zepSession: { messages: { nodes: [{ externalId: '1999' }] } } } });
  }
}, 120_000);
