import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { AYLIN, PEOPLE } from '../../../src/stand-in/people.ts';
import { authHeaders, readChatbot, readSession, type Json } from '../../sandbox/client.ts';
import { facts } from './facts.ts';

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());

function uuidsOf(rows: readonly Json[]): string[] {
  return rows.map(({ uuid }) => uuid).filter((uuid) => typeof uuid === 'string');
}

test.each([
  ['small', 40],
  ['middling', 600],
  ['empty', 0],
  ['big', 10_000],
] as const)('the %s chatbot lists %i rows', async (name, count) => {
  expect(await readChatbot(sandbox, sandbox.samples.chatbots[name])).toHaveLength(count);
});

test('every row of the middling and the big chatbot has a UUID of its own', async () => {
  const { middling, big } = sandbox.samples.chatbots;
  const rows = [...(await readChatbot(sandbox, middling)), ...(await readChatbot(sandbox, big))];
  const uuids = uuidsOf(rows);
  expect(new Set(uuids).size).toBe(10_600);
  expect(uuids.filter((uuid) => !UUID_V4.test(uuid))).toEqual([]);
});

test('the small chatbot has two rows without a uuid and two that repeat one', async () => {
  const uuids = uuidsOf(await readChatbot(sandbox, sandbox.samples.chatbots.small));
  expect(uuids).toHaveLength(38);
  expect(new Set(uuids).size).toBe(36);
});

test('a session called by its uuid is the first row of the list that has it', async () => {
  const rows = await readChatbot(sandbox, sandbox.samples.chatbots.small);
  for (const uuid of new Set(uuidsOf(rows))) {
    expect(await readSession(sandbox, 'CHATWIZE', uuid)).toEqual(rows.find((row) => row['uuid'] === uuid));
  }
});

test('dates come in five spellings, and some are missing or no dates', async () => {
  const rows = await readChatbot(sandbox, sandbox.samples.chatbots.middling);
  const dates = rows.map((row) => row['created_at']);
  const spellings = [/\.\d{3}Z$/, /\.\d{6}Z$/, /\+02:00$/, /T[\d:.]{12}$/, /^[\d-]{10} [\d:]{8}$/];
  for (const spelling of spellings)
    expect(dates.filter((date) => spelling.test(String(date)))).not.toEqual([]);
  expect(dates).toContain(undefined);
  expect(dates).toContain('just now');
});

test('a row says nothing of the chatbot that it belongs to', async () => {
  const rows = await readChatbot(sandbox, sandbox.samples.chatbots.middling);
  const keys = new Set(rows.flatMap((row) => Object.keys(row)));
  expect([...keys].toSorted()).toEqual(['created_at', 'meta', 'modified_at', 'uuid']);
});

test('the sessions of an unknown chatbot are a 404', async () => {
  const headers = authHeaders('CHATWIZE', sandbox.credential);
  const answer = await fetch(`${sandbox.baseUrls.CHATWIZE}/chatbot/nobody/sessions`, { headers });
  expect([answer.status, await answer.json()]).toEqual([404, facts.notFound]);
});

test('everybody has a session, and the sample is Aylin’s', async () => {
  const all = JSON.stringify(await readChatbot(sandbox, sandbox.samples.chatbots.middling));
  expect(PEOPLE.filter(({ email }) => !all.includes(email))).toEqual([]);
  const { meta } = await readSession(sandbox, 'CHATWIZE');
  expect(meta).toMatchObject({ user: { email: AYLIN.email }, auth_data: { email: AYLIN.email } });
});
