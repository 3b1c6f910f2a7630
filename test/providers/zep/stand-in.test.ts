import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { zepSessions } from '../../../src/providers/zep/stand-in-data.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { AYLIN, PEOPLE } from '../../../src/stand-in/people.ts';
import { authHeaders, readSession } from '../../sandbox/client.ts';

const sessions = zepSessions([]);

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());

test('a deleted session is answered with its record', async () => {
  const session = await readSession(sandbox, 'ZEP', sandbox.samples.deletedSessions.ZEP);
  expect(session['deleted_at']).toEqual(expect.any(String));
});

test('a session whose id needs percent-encoding is found, and only when it came encoded', async () => {
  const id = 'support/2026-03 #7 ünï';
  expect((await readSession(sandbox, 'ZEP', id))['session_id']).toBe(id);
  const headers = authHeaders('ZEP', sandbox.credential);
  const plain = await fetch(`${sandbox.baseUrls.ZEP}/sessions/support/2026-03 #7 ünï`, { headers });
  expect(plain.status).toBe(404);
});

test('there are at least twelve sessions, each found by its id', async () => {
  expect(sessions.size).toBeGreaterThanOrEqual(12);
  for (const [id, session] of sessions) expect(await readSession(sandbox, 'ZEP', id)).toEqual(session);
});

test('everybody has a session, and the sample is Aylin’s', async () => {
  const all = JSON.stringify([...sessions.values()]);
  expect(PEOPLE.filter(({ id }) => !all.includes(id))).toEqual([]);
  expect((await readSession(sandbox, 'ZEP'))['user_id']).toBe(AYLIN.id);
});
