import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { duohubSessions } from '../../../src/providers/duohub/stand-in-data.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { AYLIN, PEOPLE } from '../../../src/stand-in/people.ts';
import { getSession, jsonOf, readSession } from '../../sandbox/client.ts';
import { facts } from './facts.ts';

const sessions = duohubSessions([]);

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());

test('a deleted session gets the same answer as an unknown one, in other words', async () => {
  const { deletedSessions, unknownSessions } = sandbox.samples;
  const deleted = await getSession(sandbox, 'DUOHUB', deletedSessions.DUOHUB);
  const unknown = await getSession(sandbox, 'DUOHUB', unknownSessions.DUOHUB);
  expect(deleted.status).toBe(404);
  const bodies = [await jsonOf(deleted), await jsonOf(unknown)];
  expect(bodies.map(({ status }) => status)).toEqual(['not_found', 'not_found']);
  expect(bodies[0]?.['error']).not.toBe(bodies[1]?.['error']);
});

test('a session of another account is forbidden', async () => {
  const answer = await getSession(sandbox, 'DUOHUB', sandbox.samples.forbiddenSessions.DUOHUB);
  expect([answer.status, await answer.json()]).toEqual(facts.refusals.wrong);
});

test('a path without an id is a bad request', async () => {
  const answer = await getSession(sandbox, 'DUOHUB', '');
  const body = { error: expect.any(String), status: 'bad_request' };
  expect([answer.status, await answer.json()]).toEqual([400, body]);
});

test('a session comes in an envelope', async () => {
  const body = await jsonOf(await getSession(sandbox, 'DUOHUB'));
  expect(body).toEqual({ status: 'success', data: expect.anything() });
});

test('there are at least twelve sessions, each found by its id', async () => {
  expect(sessions.size).toBeGreaterThanOrEqual(12);
  const { deletedSessions, forbiddenSessions } = sandbox.samples;
  const hidden = new Set([deletedSessions.DUOHUB, forbiddenSessions.DUOHUB]);
  for (const [id, session] of sessions) {
    if (!hidden.has(id)) expect(await readSession(sandbox, 'DUOHUB', id)).toEqual(session);
  }
});

test('everybody has a session, and the sample is Aylin’s', async () => {
  const all = JSON.stringify([...sessions.values()]);
  expect(PEOPLE.filter(({ id }) => !all.includes(id))).toEqual([]);
  expect((await readSession(sandbox, 'DUOHUB'))['customerUserID']).toBe(AYLIN.id);
});
