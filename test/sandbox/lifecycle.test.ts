import { expect, test } from '@jest/globals';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { failureCode, getSession, PROVIDERS, until } from './client.ts';

async function withSandbox(use: (sandbox: Sandbox) => Promise<void>): Promise<void> {
  const sandbox = await startSandbox({ port: 0 });
  try {
    await use(sandbox);
  } finally {
    await sandbox.close();
  }
}

test('one port of the loopback carries the base URLs of all vendors', () =>
  withSandbox(async ({ url, baseUrls }) => {
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(baseUrls).toMatchObject({
      CHATWIZE: `${url}/chatwize/api/v1`,
      DUOHUB: `${url}/duohub`,
      OPENCX: `${url}/opencx`,
      ZEP: `${url}/zep/api/v2`,
    });
  }));

test('on every address of the machine, its own URL is still that of the loopback', async () => {
  const sandbox = await startSandbox({ host: '0.0.0.0', port: 0 });
  try {
    expect(sandbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${sandbox.url.replace('127.0.0.1', '127.0.0.2')}/control`)).status).toBe(200);
  } finally {
    await sandbox.close();
  }
});

test('a port that is taken is an error, not another port', () =>
  withSandbox(async ({ url }) => {
    await expect(startSandbox({ port: Number(new URL(url).port) })).rejects.toThrow('EADDRINUSE');
  }));

test('closing waits for no call: it ends those that hang or wait, and frees the port', async () => {
  const sandbox = await startSandbox({ port: 0 });
  sandbox.setFault('ZEP', { fault: 'latency', milliseconds: 600_000 });
  sandbox.setFault('OPENCX', { fault: 'hang' });
  const calls = [failureCode(getSession(sandbox, 'ZEP')), failureCode(getSession(sandbox, 'OPENCX'))];
  await until(() => sandbox.requests.length === 2);
  // If it waited for its calls, the test would run out of time.
  await sandbox.close();
  expect(await Promise.all(calls)).toEqual(['UND_ERR_SOCKET', 'UND_ERR_SOCKET']);
  expect(await failureCode(getSession(sandbox, 'ZEP'))).toBe('ECONNREFUSED');
});

test('a request is recorded with the path as it came, and without its headers', () =>
  withSandbox(async (sandbox) => {
    await getSession(sandbox, 'ZEP', 'a/b ü?');
    expect(sandbox.requests).toEqual([
      { provider: 'ZEP', method: 'GET', path: '/zep/api/v2/sessions/a%2Fb%20%C3%BC%3F', aborted: false },
    ]);
    expect(JSON.stringify(sandbox.requests)).not.toContain(sandbox.credential);
  }));

test('a request whose client has left is marked as aborted, one that the vendor broke is not', () =>
  withSandbox(async (sandbox) => {
    const leave = new AbortController();
    const { hang, reset } = sandbox.samples.faultSessions.CHATWIZE;
    const answer = getSession(sandbox, 'CHATWIZE', hang, { signal: leave.signal });
    await until(() => sandbox.requests.length === 1);
    leave.abort();
    await expect(answer).rejects.toThrow('aborted');
    await until(() => sandbox.requests[0]?.aborted === true);
    await failureCode(getSession(sandbox, 'CHATWIZE', reset));
    expect(sandbox.requests.map(({ aborted }) => aborted)).toEqual([true, false]);
  }));

test('requests are counted per vendor, and the last thousand kept', () =>
  withSandbox(async (sandbox) => {
    for (let round = 0; round < 11; round += 1) {
      await Promise.all(Array.from({ length: 100 }, () => getSession(sandbox, 'DUOHUB')));
    }
    expect(PROVIDERS.map((provider) => sandbox.calls(provider))).toEqual(
      PROVIDERS.map((provider) => (provider === 'DUOHUB' ? 1_100 : 0)),
    );
    expect(sandbox.requests).toHaveLength(1_000);
    sandbox.resetCalls();
    expect(sandbox.calls('DUOHUB')).toBe(0);
    expect(sandbox.requests).toEqual([]);
  }));
