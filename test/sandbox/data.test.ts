import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { duohubSessions } from '../../src/providers/duohub/stand-in-data.ts';
import { opencxSessions } from '../../src/providers/opencx/stand-in-data.ts';
import { zepSessions } from '../../src/providers/zep/stand-in-data.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { AYLIN, PEOPLE } from '../../src/stand-in/people.ts';
import { getSession, PROVIDERS, readChatbot, readSession } from './client.ts';
import type { Json } from './client.ts';

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const STORES = { DUOHUB: duohubSessions([]), OPENCX: opencxSessions([]), ZEP: zepSessions([]) };
const STORED = ['DUOHUB', 'OPENCX', 'ZEP'] as const;

let sandbox: Sandbox;
let twin: Sandbox;
beforeAll(async () => {
  [sandbox, twin] = await Promise.all([startSandbox({ port: 0 }), startSandbox({ port: 0 })]);
});
afterAll(() => Promise.all([sandbox.close(), twin.close()]));

function uuidsOf(rows: readonly Json[]): string[] {
  return rows.map(({ uuid }) => uuid).filter((uuid) => typeof uuid === 'string');
}

test.each(PROVIDERS)('two sandboxes tell the same of the sample session of %s', async (provider) => {
  const texts = [await getSession(sandbox, provider), await getSession(twin, provider)].map((a) => a.text());
  const [first, second] = await Promise.all(texts);
  expect(first).toBe(second);
});

test('two sandboxes name the same samples and list the same sessions', async () => {
  expect(twin.samples).toEqual(sandbox.samples);
  for (const chatbot of Object.values(sandbox.samples.chatbots)) {
    expect(await readChatbot(twin, chatbot)).toEqual(await readChatbot(sandbox, chatbot));
  }
});

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

test('Chatwize’s dates come in five spellings, and some are missing or no dates', async () => {
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

test.each(STORED)('%s has at least twelve sessions, each found by its id', async (provider) => {
  const ids = [...STORES[provider].keys()];
  expect(ids.length).toBeGreaterThanOrEqual(12);
  const { deletedSessions, forbiddenSessions } = sandbox.samples;
  const hidden = new Set([deletedSessions.DUOHUB, forbiddenSessions.DUOHUB]);
  for (const id of ids.filter((known) => !hidden.has(known))) {
    expect(await readSession(sandbox, provider, id)).toEqual(STORES[provider].get(id));
  }
});

test('OpenCX has a session on each of its channels', () => {
  const types = [...STORES.OPENCX.values()].map((session) => (session['channel'] as { type: string }).type);
  const voice = ['phone_voice', 'web_voice'];
  const chat = ['api', 'email', 'instagram', 'messenger', 'slack', 'sms', 'web', 'whatsapp'];
  expect(new Set(types)).toEqual(new Set([...voice, ...chat]));
});

test('one person is behind the sample sessions of all four vendors', async () => {
  const chatwize = await readSession(sandbox, 'CHATWIZE');
  const opencx = await readSession(sandbox, 'OPENCX');
  expect(chatwize['meta']).toMatchObject({ user: { email: AYLIN.email }, auth_data: { email: AYLIN.email } });
  expect(opencx['contact']).toMatchObject({ email: AYLIN.email });
  expect((await readSession(sandbox, 'DUOHUB'))['customerUserID']).toBe(AYLIN.id);
  expect((await readSession(sandbox, 'ZEP'))['user_id']).toBe(AYLIN.id);
});

test('everybody writes to all four vendors', async () => {
  const chatwize = JSON.stringify(await readChatbot(sandbox, sandbox.samples.chatbots.middling));
  const [duohub = '', opencx = '', zep = ''] = STORED.map((name) =>
    JSON.stringify([...STORES[name].values()]),
  );
  const everywhere = PEOPLE.filter(
    ({ id, email }) =>
      chatwize.includes(email) && opencx.includes(email) && duohub.includes(id) && zep.includes(id),
  );
  expect(everywhere).toEqual(PEOPLE);
});

test('no address or number belongs to anybody', () => {
  for (const { email, phone } of PEOPLE) {
    expect(email).toMatch(/@example\.(com|org)$/);
    expect(phone.replaceAll(/\D/g, '')).toMatch(/^(447700900|120255501)\d{2,3}$/);
  }
});
