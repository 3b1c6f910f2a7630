import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { authHeaders, getSession, jsonOf, PROVIDERS, readSession, sessionUrl } from './client.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());

const TEXT: unknown = expect.any(String);
const ID_FIELD = { CHATWIZE: 'uuid', DUOHUB: 'id', OPENCX: 'id', ZEP: 'session_id' } as const;
const REFUSALS = {
  CHATWIZE: { missing: [401, { detail: TEXT }], wrong: [401, { detail: TEXT }] },
  DUOHUB: {
    missing: [401, { error: TEXT, status: 'unauthorized' }],
    wrong: [403, { error: TEXT, status: 'forbidden' }],
  },
  OPENCX: {
    missing: [401, { statusCode: 401, message: TEXT, error: TEXT }],
    wrong: [401, { statusCode: 401, message: TEXT, error: TEXT }],
  },
  ZEP: { missing: [401, { message: TEXT }], wrong: [401, { message: TEXT }] },
} as const;
const NOT_FOUND = {
  CHATWIZE: { detail: TEXT },
  DUOHUB: { error: TEXT, status: 'not_found' },
  OPENCX: { statusCode: 404, message: TEXT, error: TEXT },
  ZEP: { message: TEXT },
} as const;
const FIELDS = {
  CHATWIZE: ['created_at', 'meta', 'modified_at', 'uuid'],
  DUOHUB: ['createdAt', 'customerUserID', 'deletedAt', 'endedAt', 'id', 'metadata', 'updatedAt', 'userID'],
  OPENCX: (
    'ai_closure_type assignee_id assist_mode channel contact created_at custom_data handoff id language sentiment ' +
    'status team ticket_number ticketing_system updated_at'
  ).split(' '),
  ZEP: (
    'classifications created_at deleted_at ended_at fact_rating_instruction facts id metadata project_uuid ' +
    'session_id updated_at user_id uuid'
  ).split(' '),
} as const;

describe.each(PROVIDERS)('the stand-in of %s', (provider) => {
  test('answers the sample session with every documented field and the id that was asked for', async () => {
    const answer = await getSession(sandbox, provider);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    const session = await readSession(sandbox, provider);
    expect(Object.keys(session).toSorted()).toEqual(FIELDS[provider]);
    expect(session[ID_FIELD[provider]]).toBe(sandbox.samples.sessions[provider]);
  });

  test('refuses a missing credential the way its vendor does', async () => {
    const answer = await getSession(sandbox, provider, undefined, { headers: {} });
    expect([answer.status, await answer.json()]).toEqual(REFUSALS[provider].missing);
  });

  test('refuses a wrong credential the way its vendor does', async () => {
    const headers = authHeaders(provider, 'another-key');
    const answer = await getSession(sandbox, provider, undefined, { headers });
    expect([answer.status, await answer.json()]).toEqual(REFUSALS[provider].wrong);
  });

  test('refuses the right credential under another vendor’s scheme', async () => {
    for (const scheme of [{ Authorization: 'sandbox-key' }, { Authorization: 'Basic sandbox-key' }]) {
      const answer = await getSession(sandbox, provider, undefined, { headers: scheme });
      expect(answer.status).toBe(401);
    }
  });

  test('answers an unknown id with 404 and its vendor’s body', async () => {
    const answer = await getSession(sandbox, provider, sandbox.samples.unknownSessions[provider]);
    expect([answer.status, await answer.json()]).toEqual([404, NOT_FOUND[provider]]);
  });

  test.each(['../x', 'a/b?c#d', '%2e%2e%2f', 'é'.repeat(256), '__proto__'])(
    'takes %j as one segment that names no session',
    async (id) => {
      const answer = await getSession(sandbox, provider, id);
      expect([answer.status, await answer.json()]).toEqual([404, NOT_FOUND[provider]]);
    },
  );

  test('knows a session by GET only', async () => {
    const headers = { ...authHeaders(provider, sandbox.credential), 'content-type': 'text/xml' };
    const answer = await getSession(sandbox, provider, undefined, { method: 'POST', body: '<x/>', headers });
    expect([answer.status, await answer.json()]).toEqual([404, NOT_FOUND[provider]]);
  });
});

test('duohub says the same of a deleted session as of an unknown one, in other words', async () => {
  const { deletedSessions, unknownSessions } = sandbox.samples;
  const deleted = await getSession(sandbox, 'DUOHUB', deletedSessions.DUOHUB);
  const unknown = await getSession(sandbox, 'DUOHUB', unknownSessions.DUOHUB);
  expect(deleted.status).toBe(404);
  const bodies = [await jsonOf(deleted), await jsonOf(unknown)];
  expect(bodies.map(({ status }) => status)).toEqual(['not_found', 'not_found']);
  expect(bodies[0]?.['error']).not.toBe(bodies[1]?.['error']);
});

test('duohub forbids a session of another account', async () => {
  const answer = await getSession(sandbox, 'DUOHUB', sandbox.samples.forbiddenSessions.DUOHUB);
  expect([answer.status, await answer.json()]).toEqual([403, { error: TEXT, status: 'forbidden' }]);
});

test('duohub calls a path without an id a bad request', async () => {
  const answer = await getSession(sandbox, 'DUOHUB', '');
  expect([answer.status, await answer.json()]).toEqual([400, { error: TEXT, status: 'bad_request' }]);
});

test('duohub wraps a session in its envelope', async () => {
  const body = await jsonOf(await getSession(sandbox, 'DUOHUB'));
  expect(body).toEqual({ status: 'success', data: expect.anything() });
});

test('Zep answers a deleted session with its record', async () => {
  const session = await readSession(sandbox, 'ZEP', sandbox.samples.deletedSessions.ZEP);
  expect(session['deleted_at']).toEqual(TEXT);
});

test('Zep finds a session whose id needs percent-encoding, and only when it came encoded', async () => {
  const id = 'support/2026-03 #7 ünï';
  expect((await readSession(sandbox, 'ZEP', id))['session_id']).toBe(id);
  const headers = authHeaders('ZEP', sandbox.credential);
  const plain = await fetch(`${sandbox.baseUrls.ZEP}/sessions/support/2026-03 #7 ünï`, { headers });
  expect(plain.status).toBe(404);
});

test('Chatwize answers the sessions of an unknown chatbot with 404', async () => {
  const headers = authHeaders('CHATWIZE', sandbox.credential);
  const answer = await fetch(`${sandbox.baseUrls.CHATWIZE}/chatbot/nobody/sessions`, { headers });
  expect([answer.status, await answer.json()]).toEqual([404, NOT_FOUND.CHATWIZE]);
});

test('a path that cannot be decoded is unknown to the vendor, not to the server', async () => {
  const headers = authHeaders('ZEP', sandbox.credential);
  const answer = await fetch(`${sessionUrl(sandbox, 'ZEP', '')}%E0%A4%A`, { headers });
  expect([answer.status, await answer.json()]).toEqual([404, NOT_FOUND.ZEP]);
});
