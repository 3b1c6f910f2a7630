import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { opencxSessions } from '../../../src/providers/opencx/stand-in-data.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { AYLIN, PEOPLE } from '../../../src/stand-in/people.ts';
import { readSession } from '../../sandbox/client.ts';

const sessions = opencxSessions([]);

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());

test('there is a session on each channel', () => {
  const types = [...sessions.values()].map((session) => (session['channel'] as { type: string }).type);
  const voice = ['phone_voice', 'web_voice'];
  const chat = ['api', 'email', 'instagram', 'messenger', 'slack', 'sms', 'web', 'whatsapp'];
  expect(new Set(types)).toEqual(new Set([...voice, ...chat]));
});

test('there are at least twelve sessions, each found by its id', async () => {
  expect(sessions.size).toBeGreaterThanOrEqual(12);
  for (const [id, session] of sessions) expect(await readSession(sandbox, 'OPENCX', id)).toEqual(session);
});

test('everybody has a session, and the sample is Aylin’s', async () => {
  const all = JSON.stringify([...sessions.values()]);
  expect(PEOPLE.filter(({ email }) => !all.includes(email))).toEqual([]);
  expect((await readSession(sandbox, 'OPENCX'))['contact']).toMatchObject({ email: AYLIN.email });
});
