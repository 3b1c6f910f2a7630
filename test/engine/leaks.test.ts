import { Agent, request } from 'node:http';
import { once } from 'node:events';
import { expect, jest, test } from '@jest/globals';
import { hang, json } from '../helpers/server.ts';
import { until } from '../helpers/until.ts';
import { readZep, startReplica, zepSession } from './replica.ts';
import { idOf, startVendor } from './vendors.ts';

const operations = 10_000;
const connections = 50;

/** Sends so many operations over a few connections; a part of the clients goes before the answer comes. */
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
      count(await once(sent, 'response').then(read, () => 'left'));
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

/** What keeps the process awake, by kind. */
function resources(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

test('10,000 operations, with failures of all kinds, leave nothing behind', async () => {
  const warned = jest.fn();
  process.on('warning', warned);
  await using zep = await startVendor('ZEP');
  await using server = await startReplica(
    { ZEP: zep },
    {
      ZEP_CACHE_OPEN_MS: '50',
      CACHE_MAX_ENTRIES: '500',
      ZEP_TIMEOUT_MS: '300',
      ZEP_BREAKER_OPEN_MS: '20',
      ZEP_MAX_CONNECTIONS: '20',
      LOG_LEVEL: 'silent',
    },
  );
  await readZep(server.url, idOf(1));
  const idle = resources();
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
  expect(outcomes.get('answered')).toBeGreaterThan(operations / 2);
  expect(outcomes.get('left')).toBeGreaterThan(10);
  await until(() => zep.running() === 0);
  // Kept connections to the vendor are bounded; nothing else is there that was not there before.
  const extra = (): string[] =>
    Object.entries(resources())
      .filter(([kind, count]) => count > (idle[kind] ?? 0) + (kind.startsWith('TCP') ? 2 * 20 : 0))
      .map(([kind, count]) => `${kind}: ${idle[kind] ?? 0} to ${count}`);
  await until(() => extra().length === 0);
  expect(warned).not.toHaveBeenCalled();
  process.off('warning', warned);
}, 120_000);
