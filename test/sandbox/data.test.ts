import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { AYLIN, PEOPLE } from '../../src/stand-in/people.ts';
import { getSession, PROVIDERS, readChatbot } from './client.ts';

let sandbox: Sandbox;
let twin: Sandbox;
beforeAll(async () => {
  [sandbox, twin] = await Promise.all([startSandbox({ port: 0 }), startSandbox({ port: 0 })]);
});
afterAll(() => Promise.all([sandbox.close(), twin.close()]));

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

test.each(PROVIDERS)('one person, Aylin, is behind the sample session of %s, too', async (provider) => {
  const text = await (await getSession(sandbox, provider)).text();
  expect([AYLIN.id, AYLIN.email].filter((known) => text.includes(known))).not.toEqual([]);
});

test('no address or number belongs to anybody', () => {
  for (const { email, phone } of PEOPLE) {
    expect(email).toMatch(/@example\.(com|org)$/);
    expect(phone.replaceAll(/\D/g, '')).toMatch(/^(447700900|120255501)\d{2,3}$/);
  }
});
