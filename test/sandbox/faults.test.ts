import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { control, failureCode, getSession, PROVIDERS, readSession, until } from './client.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterEach(() => {
  for (const provider of PROVIDERS) sandbox.setFault(provider, undefined);
  sandbox.resetCalls();
});
afterAll(() => sandbox.close());

/** A whole round trip beside the call gives it the time to be answered, if it ever were. */
async function hangs(call: (init: RequestInit) => Promise<Response>): Promise<void> {
  const leave = new AbortController();
  const before = sandbox.requests.length;
  const answer = call({ signal: leave.signal });
  await until(() => sandbox.requests.length > before);
  await control(sandbox, 'GET', '/calls');
  leave.abort();
  await expect(answer).rejects.toThrow('aborted');
  await until(() => sandbox.requests.at(-1)?.aborted === true);
}

describe.each(PROVIDERS)('a fault of %s', (provider) => {
  test('latency answers as usual after its time, and not before', async () => {
    const usual = await readSession(sandbox, provider);
    sandbox.setFault(provider, { fault: 'latency', milliseconds: 1 });
    expect(await readSession(sandbox, provider)).toEqual(usual);
    sandbox.setFault(provider, { fault: 'latency', milliseconds: 600_000 });
    await hangs((init) => getSession(sandbox, provider, undefined, init));
  });

  test('rate-limit is a bare 429', async () => {
    sandbox.setFault(provider, { fault: 'rate-limit' });
    const answer = await getSession(sandbox, provider);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, null]);
  });

  test('rate-limit tells when to come back if told to', async () => {
    sandbox.setFault(provider, { fault: 'rate-limit', retryAfterSeconds: 7 });
    const answer = await getSession(sandbox, provider);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
  });

  test('server-error is a 500 with a JSON object', async () => {
    sandbox.setFault(provider, { fault: 'server-error' });
    const answer = await getSession(sandbox, provider);
    expect([answer.status, await answer.json()]).toEqual([500, expect.any(Object)]);
  });

  test('hang takes the call and never answers', async () => {
    sandbox.setFault(provider, { fault: 'hang' });
    await hangs((init) => getSession(sandbox, provider, undefined, init));
  });

  test('reset breaks the connection', async () => {
    sandbox.setFault(provider, { fault: 'reset' });
    expect(await failureCode(getSession(sandbox, provider))).toBe('ECONNRESET');
  });

  test('truncated is a whole 200 of half a JSON', async () => {
    sandbox.setFault(provider, { fault: 'truncated' });
    const answer = await getSession(sandbox, provider);
    const text = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'application/json; charset=utf-8',
    ]);
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
    expect(() => JSON.parse(text) as unknown).toThrow('JSON');
  });

  test('html is a 200 with a page', async () => {
    sandbox.setFault(provider, { fault: 'html' });
    const answer = await getSession(sandbox, provider);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  test('wrong-shape is a 200 with an array for an object', async () => {
    sandbox.setFault(provider, { fault: 'wrong-shape' });
    const answer = await getSession(sandbox, provider);
    expect([answer.status, await answer.json()]).toEqual([200, expect.any(Array)]);
  });

  test.each([
    ['rate-limit', 429],
    ['server-error', 500],
  ] as const)('%s shows without a switch for the id that stands for it', async (fault, status) => {
    const answer = await getSession(sandbox, provider, sandbox.samples.faultSessions[provider][fault]);
    expect(answer.status).toBe(status);
  });

  test('every fault has an id that stands for it', async () => {
    const ids = sandbox.samples.faultSessions[provider];
    const call = (id: string, init?: RequestInit): Promise<Response> =>
      getSession(sandbox, provider, id, init);
    expect(JSON.stringify(await readSession(sandbox, provider, ids.latency))).toContain(ids.latency);
    expect(await failureCode(call(ids.reset))).toBe('ECONNRESET');
    expect((await call(ids.html)).headers.get('content-type')).toMatch('text/html');
    expect(await (await call(ids['wrong-shape'])).json()).toEqual(expect.any(Array));
    await expect((await call(ids.truncated)).json()).rejects.toThrow('JSON');
    await hangs((init) => call(ids.hang, init));
  });
});

test('a wrong credential is refused before an id can stand for a fault', async () => {
  const id = sandbox.samples.faultSessions.ZEP['server-error'];
  expect((await getSession(sandbox, 'ZEP', id, { headers: {} })).status).toBe(401);
});

test.each([
  [0, '----------'],
  [0.1, '---------X'],
  [0.5, '-X-X-X-X-X'],
  [0.7, '-XX-XX-XXX'],
  [1, 'XXXXXXXXXX'],
])('a ratio of %d spreads the faulty calls evenly, the same way each time', async (ratio, pattern) => {
  for (let round = 0; round < 2; round += 1) {
    sandbox.setFault('DUOHUB', { fault: 'server-error', ratio });
    let seen = '';
    while (seen.length < pattern.length) seen += (await getSession(sandbox, 'DUOHUB')).ok ? '-' : 'X';
    expect(seen).toBe(pattern);
  }
});

test('a fault of one vendor leaves the others alone', async () => {
  sandbox.setFault('OPENCX', { fault: 'server-error' });
  const statuses = await Promise.all(PROVIDERS.map(async (p) => (await getSession(sandbox, p)).status));
  expect(statuses).toEqual(PROVIDERS.map((provider) => (provider === 'OPENCX' ? 500 : 200)));
});

test('a list of the wrong shape is an object', async () => {
  sandbox.setFault('CHATWIZE', { fault: 'wrong-shape' });
  const answer = await fetch(`${sandbox.baseUrls.CHATWIZE}/chatbot/${sandbox.samples.chatbot}/sessions`);
  expect(await answer.json()).not.toBeInstanceOf(Array);
});

test('a fault that the endpoint switches on shows until it is switched off', async () => {
  expect((await control(sandbox, 'PUT', '/faults/zep', { fault: 'server-error' })).status).toBe(200);
  expect((await getSession(sandbox, 'ZEP')).status).toBe(500);
  expect((await control(sandbox, 'DELETE', '/faults/zep')).status).toBe(204);
  expect((await getSession(sandbox, 'ZEP')).status).toBe(200);
});
