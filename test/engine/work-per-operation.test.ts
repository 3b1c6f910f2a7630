import { afterEach, expect, jest, test } from '@jest/globals';
import { ChatwizeSessionModel } from '../../src/providers/chatwize/map.ts';
import { SessionModel } from '../../src/providers/session-model.ts';
import { json } from '../helpers/server.ts';
import { ask, startReplica, zepSession, type Replica } from './replica.ts';
import { idOf, startVendor } from './vendors.ts';

/*
 * What an operation costs, in things that can be counted. Times depend on the machine, so they are in bench/. A number may fall;
 * whoever lets one rise has made every operation of this kind slower.
 */

const { AbortController } = globalThis;

afterEach(() => {
  jest.restoreAllMocks();
  globalThis.AbortController = AbortController;
});

/** Counts the objects for aborts that are created from now on. */
function countSignals() {
  let controllers = 0;
  globalThis.AbortController = class extends AbortController {
    constructor() {
      super();
      controllers += 1;
    }
  };
  const composed = jest.spyOn(AbortSignal, 'any').mock.calls;
  const timed = jest.spyOn(AbortSignal, 'timeout').mock.calls;
  return () => ({ controllers, composed: composed.length, timed: timed.length });
}

const sessions = 'query ($ids: [ID!]!) { sessionsByIds(ids: $ids) { externalId createdAt } }';
const nodeIds = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, place) =>
    Buffer.from(`ZepSession:${idOf(first + place)}`).toString('base64url'),
  );

/** Answers once, so that what is made once per process is there. */
async function warmUp({ url }: Replica): Promise<void> {
  await ask(url, zepSession, { id: idOf(9_999) });
  await ask(url, sessions, { ids: nodeIds(9_000, 3) });
}

test('a session that is not cached takes one call, and one controller besides that of the request', async () => {
  await using zep = await startVendor('ZEP');
  await using server = await startReplica({ ZEP: zep });
  await warmUp(server);
  const before = zep.arrivals.length;
  const signals = countSignals();
  await ask(server.url, zepSession, { id: idOf(1) });
  expect(zep.arrivals.length - before).toBe(1);
  expect(signals()).toEqual({ controllers: 2, composed: 1, timed: 1 });
});

test('99 sessions take 99 calls and a controller each, but no further signal', async () => {
  await using zep = await startVendor('ZEP');
  await using server = await startReplica({ ZEP: zep });
  await warmUp(server);
  const before = zep.arrivals.length;
  const signals = countSignals();
  await ask(server.url, sessions, { ids: nodeIds(1, 99) });
  expect(zep.arrivals.length - before).toBe(99);
  expect(signals()).toEqual({ controllers: 100, composed: 1, timed: 1 });
});

test('the same 99 sessions again take no call, and none of them is mapped', async () => {
  await using zep = await startVendor('ZEP');
  await using server = await startReplica({ ZEP: zep });
  await ask(server.url, sessions, { ids: nodeIds(1, 99) });
  const before = zep.arrivals.length;
  const signals = countSignals();
  const mapped = jest.spyOn(SessionModel.prototype, 'withFreshness');
  await ask(server.url, sessions, { ids: nodeIds(1, 99) });
  expect([zep.arrivals.length - before, mapped.mock.calls.length]).toEqual([0, 0]);
  expect(signals()).toEqual({ controllers: 1, composed: 1, timed: 1 });
});

function readsOf(field: 'createdAt' | 'participant' | 'metadata'): readonly unknown[] {
  return jest.spyOn(ChatwizeSessionModel.prototype, field, 'get').mock.calls;
}

const day = 86_400_000;
const rows = Array.from({ length: 2_000 }, (_, row) => ({
  uuid: `row-${row}`,
  created_at: new Date(1.7e12 + ((row * 7919) % 2_000) * day).toISOString(),
  modified_at: '2026-01-02T03:04:05Z',
  meta: { user: { email: `visitor${row}@example.com` } },
}));

test('a page of 50 of 2,000 sessions takes one call, maps 50 and reads only the fields that are selected', async () => {
  await using chatwize = await startVendor('CHATWIZE');
  chatwize.answer(json(rows));
  await using server = await startReplica({ CHATWIZE: chatwize });
  const mapped = jest.spyOn(SessionModel.prototype, 'withFreshness');
  const [created, participants, metadata] = [
    readsOf('createdAt'),
    readsOf('participant'),
    readsOf('metadata'),
  ];
  const { body } = await ask(
    server.url,
    '{ chatwizeChatbot(externalId: "bot") { sessions(first: 50) { totalCount nodes { externalId createdAt } } } }',
  );
  expect(body).toHaveProperty('data.chatwizeChatbot.sessions.totalCount', 2_000);
  expect([chatwize.arrivals.length, mapped.mock.calls.length]).toEqual([1, 50]);
  expect([created.length, participants.length, metadata.length]).toEqual([50, 0, 0]);
});
