import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FAULT_NAMES } from '../../src/stand-in/faults.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { control, getSession, jsonOf, PROVIDERS, until } from './client.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());

const NAMES = PROVIDERS.map((provider) => provider.toLowerCase());
const OFF = Object.fromEntries(NAMES.map((name) => [name, null]));

test('GET /control describes every fault and every id that stands for one', async () => {
  const answer = await control(sandbox, 'GET', '');
  const body = await jsonOf(answer);
  expect(Object.keys(body['faults'] as object)).toEqual([...FAULT_NAMES]);
  expect(body['faultIds']).toMatchObject({
    zep: { hang: 'fault-hang' },
    opencx: {
      latency: '00000000-0000-4000-8000-000000000001',
      'wrong-shape': '00000000-0000-4000-8000-000000000008',
    },
  });
});

describe.each([
  ['faults', { fault: 'hang', ratio: 0.5 }],
  ['limits', { perMinute: 5 }],
])('/control/%s', (kind, setting) => {
  test('shows what is on', async () => {
    expect(await (await control(sandbox, 'GET', `/${kind}`)).json()).toEqual(OFF);
    await control(sandbox, 'PUT', `/${kind}/duohub`, setting);
    expect(await (await control(sandbox, 'GET', `/${kind}`)).json()).toEqual({ ...OFF, duohub: setting });
    await control(sandbox, 'DELETE', `/${kind}/duohub`);
    expect(await (await control(sandbox, 'GET', `/${kind}`)).json()).toEqual(OFF);
  });

  test.each(['PUT', 'DELETE'])(
    '%s answers an unknown vendor with 404 and the known names',
    async (method) => {
      for (const name of ['acme', 'ZEP']) {
        const answer = await control(
          sandbox,
          method,
          `/${kind}/${name}`,
          method === 'PUT' ? setting : undefined,
        );
        expect(answer.status).toBe(404);
        expect((await jsonOf(answer))['error']).toMatch(NAMES.join(', '));
      }
    },
  );

  // A form of a foreign page can send these three without the browser asking first.
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'does not read %s',
    async (type) => {
      const answer = await fetch(`${sandbox.url}/control/${kind}/zep`, {
        method: 'PUT',
        body: JSON.stringify(setting),
        headers: { 'content-type': type },
      });
      expect(answer.status).toBe(415);
      expect(await (await control(sandbox, 'GET', `/${kind}`)).json()).toEqual(OFF);
    },
  );
});

test.each([
  ['faults', {}, 'fault'],
  ['faults', { fault: 'fire' }, 'fault'],
  ['faults', { fault: 'hang', ratio: 1.1 }, 'ratio'],
  ['faults', { fault: 'latency', milliseconds: -1 }, 'milliseconds'],
  ['faults', { fault: 'rate-limit', retryAfterSeconds: 'soon' }, 'retryAfterSeconds'],
  ['faults', { fault: 'hang', colour: 'red' }, 'colour'],
  ['faults', [], 'body'],
  ['limits', {}, 'perMinute'],
  ['limits', { perMinute: 1.5 }, 'perMinute'],
  ['limits', { perMinute: 5, windowSeconds: 0 }, 'windowSeconds'],
])('PUT /control/%s/zep with %j is refused, naming %s', async (kind, setting, named) => {
  const answer = await control(sandbox, 'PUT', `/${kind}/zep`, setting);
  expect(answer.status).toBe(400);
  expect((await jsonOf(answer))['error']).toMatch(named);
  expect(await (await control(sandbox, 'GET', `/${kind}`)).json()).toEqual(OFF);
});

test('/control/calls counts what came and what still runs, per vendor', async () => {
  expect((await control(sandbox, 'DELETE', '/calls')).status).toBe(204);
  await getSession(sandbox, 'ZEP');
  await getSession(sandbox, 'ZEP');
  const leave = new AbortController();
  const { hang } = sandbox.samples.faultSessions.DUOHUB;
  const hanging = getSession(sandbox, 'DUOHUB', hang, { signal: leave.signal });
  await until(() => sandbox.calls('DUOHUB') === 1);
  expect(await (await control(sandbox, 'GET', '/calls')).json()).toMatchObject({
    chatwize: { total: 0, inFlight: 0 },
    duohub: { total: 1, inFlight: 1 },
    opencx: { total: 0, inFlight: 0 },
    zep: { total: 2, inFlight: 0 },
  });
  leave.abort();
  await expect(hanging).rejects.toThrow('aborted');
});
