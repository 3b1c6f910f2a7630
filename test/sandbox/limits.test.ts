import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { stopClock } from '../helpers/clock.ts';
import { control, getSession, PROVIDERS } from './client.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterEach(() => {
  for (const provider of PROVIDERS) sandbox.setLimit(provider, undefined);
});
afterAll(() => sandbox.close());

const HEADERS = ['limit', 'remaining', 'reset'] as const;

function limitHeaders(answer: Response): (string | null)[] {
  return HEADERS.map((name) => answer.headers.get(`x-ratelimit-${name}`));
}

test.each(PROVIDERS)('%s has no limit at first', async (provider) => {
  const answers = await Promise.all(Array.from({ length: 120 }, () => getSession(sandbox, provider)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(limitHeaders(answers[0] as Response)).toEqual([null, null, null]);
});

test.each(PROVIDERS)('%s lets through as many calls as its limit says', async (provider) => {
  sandbox.setLimit(provider, { perMinute: 3 });
  const statuses: number[] = [];
  for (let call = 0; call < 5; call += 1) statuses.push((await getSession(sandbox, provider)).status);
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
});

test.each(['CHATWIZE', 'DUOHUB', 'OPENCX'] as const)('%s tells nothing in its headers', async (provider) => {
  sandbox.setLimit(provider, { perMinute: 0 });
  const answer = await getSession(sandbox, provider);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, null]);
  expect(limitHeaders(answer)).toEqual([null, null, null]);
});

test('Zep counts down in its headers and says when to come back', async () => {
  using clock = stopClock();
  sandbox.setLimit('ZEP', { perMinute: 2, windowSeconds: 30 });
  const reset = String(Date.now() / 1_000 + 30);
  const answers = [
    await getSession(sandbox, 'ZEP'),
    await getSession(sandbox, 'ZEP'),
    await getSession(sandbox, 'ZEP'),
  ];
  expect(answers.map((answer) => answer.headers.get('x-ratelimit-limit'))).toEqual(['2', '2', '2']);
  expect(answers.map((answer) => answer.headers.get('x-ratelimit-remaining'))).toEqual(['1', '0', '0']);
  expect(answers.map((answer) => answer.headers.has('retry-after'))).toEqual([false, false, true]);
  expect(answers.map((answer) => answer.headers.get('x-ratelimit-reset'))).toEqual([reset, reset, reset]);
  expect(answers[2]?.headers.get('retry-after')).toBe('30');
  clock.pass(20_000);
  expect((await getSession(sandbox, 'ZEP')).headers.get('retry-after')).toBe('10');
});

test('a new window opens when the last one has passed', async () => {
  using clock = stopClock();
  sandbox.setLimit('ZEP', { perMinute: 1, windowSeconds: 1 });
  const first = await getSession(sandbox, 'ZEP');
  clock.pass(999);
  expect((await getSession(sandbox, 'ZEP')).status).toBe(429);
  clock.pass(1);
  const next = await getSession(sandbox, 'ZEP');
  expect(next.status).toBe(200);
  expect(Number(next.headers.get('x-ratelimit-reset'))).toBe(
    Number(first.headers.get('x-ratelimit-reset')) + 1,
  );
});

test('the endpoint switches a limit on and off', async () => {
  expect((await control(sandbox, 'PUT', '/limits/opencx', { perMinute: 0 })).status).toBe(200);
  expect((await getSession(sandbox, 'OPENCX')).status).toBe(429);
  expect((await control(sandbox, 'DELETE', '/limits/opencx')).status).toBe(204);
  expect((await getSession(sandbox, 'OPENCX')).status).toBe(200);
});
