import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { vendorFacts } from '../helpers/vendor-facts.ts';
import { authHeaders, getSession, PROVIDERS, readSession, sessionUrl } from './client.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());

describe.each(PROVIDERS)('the stand-in of %s', (provider) => {
  const { body, fields, headers: headersFor, idField, notFound, refusals } = vendorFacts[provider];

  test('answers the sample session with every documented field and the id that was asked for', async () => {
    const answer = await getSession(sandbox, provider);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    const session = await readSession(sandbox, provider);
    expect(Object.keys(session).toSorted()).toEqual([...fields].toSorted());
    expect(session[idField]).toBe(sandbox.samples.sessions[provider]);
  });

  test('refuses a missing credential the way its vendor does', async () => {
    const answer = await getSession(sandbox, provider, undefined, { headers: {} });
    expect([answer.status, await answer.json()]).toEqual(refusals.missing);
  });

  test('refuses a wrong credential the way its vendor does', async () => {
    const headers = authHeaders(provider, 'another-key');
    const answer = await getSession(sandbox, provider, undefined, { headers });
    expect([answer.status, await answer.json()]).toEqual(refusals.wrong);
  });

  const own = headersFor('sandbox-key')['authorization'];
  test.each(['sandbox-key', 'Basic sandbox-key'].filter((scheme) => scheme !== own))(
    'refuses the right credential as “Authorization: %s”',
    async (authorization) => {
      const answer = await getSession(sandbox, provider, undefined, { headers: { authorization } });
      expect(answer.status).toBe(refusals.missing[0]);
    },
  );

  test('answers an unknown id with 404 and its vendor’s body', async () => {
    const answer = await getSession(sandbox, provider, sandbox.samples.unknownSessions[provider]);
    expect([answer.status, await answer.json()]).toEqual([404, notFound]);
  });

  test.each(['../x', 'a/b?c#d', '%2e%2e%2f', 'é'.repeat(256), '__proto__'])(
    'takes %j as one id, which no session has',
    async (id) => {
      const answer = await getSession(sandbox, provider, id);
      expect([answer.status, await answer.json()]).toEqual([404, notFound]);
    },
  );

  test(`knows a session by ${body ? 'POST' : 'GET'} only`, async () => {
    const headers = { ...authHeaders(provider, sandbox.credential), 'content-type': 'text/xml' };
    const other = body ? { method: 'GET', body: null } : { method: 'POST', body: '<x/>' };
    const answer = await getSession(sandbox, provider, undefined, { ...other, headers });
    expect([answer.status, await answer.json()]).toEqual([404, notFound]);
  });
});

test('a path that cannot be decoded is unknown to the vendor, not to the server', async () => {
  const headers = authHeaders('ZEP', sandbox.credential);
  const answer = await fetch(`${sessionUrl(sandbox, 'ZEP', '')}%E0%A4%A`, { headers });
  expect([answer.status, await answer.json()]).toEqual([404, vendorFacts.ZEP.notFound]);
});
