import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { expect, test } from '@jest/globals';
import { isSettled } from '../helpers/barrier.ts';
import { until } from '../helpers/until.ts';
import { json } from '../helpers/server.ts';
import { ask, readZep, startReplica, zepSession } from './replica.ts';
import { idOf, startVendor } from './vendors.ts';

const off = { CACHE: 'off' };

/** Sends the operation on so many connections at once, and returns when the server has read all of them. */
async function sendTogether(url: string, count: number, id: string): Promise<Promise<unknown>[]> {
  const agent = new Agent({ maxSockets: Infinity });
  const body = JSON.stringify({ query: zepSession, variables: { id } });
  const requests = Array.from({ length: count }, () => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    return request(`${url}/graphql`, { method: 'POST', agent, headers }).end(body);
  });
  const answers = requests.map(async (sent) => {
    const [response] = await once(sent, 'response');
    let text = '';
    for await (const chunk of response) text += String(chunk);
    return JSON.parse(text) as unknown;
  });
  await Promise.all(requests.map((sent) => once(sent, 'finish')));
  await roundTrips(url);
  return answers;
}

/** The server is in this process: by its next answers it has read what had been sent before. */
async function roundTrips(url: string): Promise<void> {
  for (let time = 0; time < 5; time += 1) await fetch(`${url}/healthz`);
}

test('500 operations that ask for the same at once are one call', async () => {
  await using zep = await startVendor('ZEP');
  await using server = await startReplica({ ZEP: zep }, off);
  const release = zep.hold();
  const answers = await sendTogether(server.url, 500, idOf(1));
  expect(answers.some(isSettled)).toBe(false);
  release();
  const session = { externalId: idOf(1), fetchedAt: expect.any(String), stale: false };
  const all = await Promise.all(answers);
  expect(all).toEqual(all.map(() => ({ data: { zepSession: session } })));
  expect(new Set(all.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(zep.arrivals).toHaveLength(1);
});

test('and one failure', async () => {
  await using zep = await startVendor('ZEP');
  zep.answer(json({}, 403));
  await using server = await startReplica({ ZEP: zep }, off);
  const release = zep.hold();
  const answers = await sendTogether(server.url, 100, idOf(1));
  release();
  const all = await Promise.all(answers);
  const failed = { data: { zepSession: null }, errors: [{ extensions: { code: 'UPSTREAM_FORBIDDEN' } }] };
  expect(all).toMatchObject(all.map(() => failed));
  expect(zep.arrivals).toHaveLength(1);
});

test('with two credentials they are two calls, and neither sees what the other read', async () => {
  await using zep = await startVendor('ZEP');
  zep.answer((call, response) => {
    const id = call.url?.split('/').at(-1);
    json({ session_id: id, user_id: call.headers.authorization })(call, response);
  });
  const servers = await Promise.all(
    ['one', 'two'].map((key) => startReplica({ ZEP: zep }, { ZEP_API_KEY: key })),
  );
  const document = `{ zepSession(externalId: "${idOf(1)}") { userId } }`;
  const release = zep.hold();
  const waiting = servers.map(({ url }) => Promise.all([ask(url, document), ask(url, document)]));
  await until(() => zep.arrivals.length === 2);
  release();
  const answers = (await Promise.all(waiting)).map((same) =>
    same.map(({ body }) => body.data?.['zepSession']),
  );
  expect(answers).toEqual([
    [{ userId: 'Api-Key one' }, { userId: 'Api-Key one' }],
    [{ userId: 'Api-Key two' }, { userId: 'Api-Key two' }],
  ]);
  for (const server of servers) await server.app.stop();
});

test('a client that goes aborts the call that nobody else waits for, and no other', async () => {
  await using zep = await startVendor('ZEP');
  await using server = await startReplica({ ZEP: zep }, off);
  const release = zep.hold();
  const leaving = [idOf(1), idOf(2)].map((id) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request(`${server.url}/graphql`, { method: 'POST', headers, agent: false });
    sent.on('error', () => undefined).end(JSON.stringify({ query: zepSession, variables: { id } }));
    return sent;
  });
  await until(() => zep.arrivals.length === 2);
  const staying = readZep(server.url, idOf(1));
  await roundTrips(server.url);
  for (const sent of leaving) sent.destroy();
  await until(() => zep.closed() === 1);
  release();
  expect((await staying).data).toMatchObject({ zepSession: { externalId: idOf(1) } });
  expect([zep.arrivals.length, zep.closed()]).toEqual([2, 1]);
});
