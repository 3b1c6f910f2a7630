import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { zepSessions } from '../../src/providers/zep/stand-in-data.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import type { SessionProvider } from '../../src/model/generated.ts';
import { authHeaders, PROVIDERS, type Json } from './client.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());

/** Each vendor's call for the messages of a session. */
const paths: Readonly<Record<SessionProvider, (id: string) => string>> = {
  CHATWIZE: (id) => `/session/${id}/messages?`,
  DUOHUB: (id) => `/messages/list?sessionID=${id}`,
  OPENCX: (id) => `/chat/sessions/${id}/history?`,
  ZEP: (id) => `/sessions/${encodeURIComponent(id)}/messages?`,
};

async function get(
  provider: SessionProvider,
  query = '',
  id = sandbox.samples.sessions[provider],
): Promise<{ status: number; body: Json }> {
  const url = `${sandbox.baseUrls[provider]}${paths[provider](id)}&${query}`;
  const response = await fetch(url, { headers: authHeaders(provider, sandbox.credential) });
  return { status: response.status, body: (await response.json()) as Json };
}

/** Bodies of all pages. */
async function pages(provider: SessionProvider, next: (body: Json) => string | undefined, query = '') {
  const bodies: Json[] = [];
  for (let more: string | undefined = ''; more !== undefined; more = next(bodies.at(-1) as Json)) {
    bodies.push((await get(provider, [query, more].filter(Boolean).join('&'))).body);
  }
  return bodies;
}

const datesOf = (messages: unknown, field: string): string[] =>
  (messages as Json[]).map((message) => message[field] as string);

test.each(PROVIDERS)('the messages of an unknown session at %s are not found', async (provider) => {
  expect((await get(provider, '', sandbox.samples.unknownSessions[provider])).status).toBe(404);
});

test.each(PROVIDERS)(
  'messages of %s need the credential, and know its faults and limits',
  async (provider) => {
    const url = sandbox.baseUrls[provider] + paths[provider](sandbox.samples.sessions[provider]);
    expect([401, 403]).toContain((await fetch(url)).status);
    sandbox.setFault(provider, { fault: 'server-error' });
    expect((await get(provider)).status).toBe(500);
    sandbox.setFault(provider, undefined);
    sandbox.setLimit(provider, { perMinute: 0 });
    expect((await get(provider)).status).toBe(429);
    sandbox.setLimit(provider, undefined);
    expect((await get(provider)).status).toBe(200);
  },
);

describe('Chatwize', () => {
  test('sends questions with their answers, all at once, oldest first', async () => {
    const records = (await get('CHATWIZE')).body as unknown as Json[];
    const fields = 'uuid created_at modified_at finish_reason cite_data_json meta_json query response';
    for (const record of records) expect(Object.keys(record)).toEqual(fields.split(' '));
    expect(datesOf(records, 'created_at')).toEqual(datesOf(records, 'created_at').toSorted());
    expect(records.map(({ query, response }) => [query !== '', response !== ''])).toContainEqual([
      true,
      false,
    ]);
  });
});

describe('duohub', () => {
  test('sends ten messages unless it is asked for more, at most 100, newest first', async () => {
    const { body } = await get('DUOHUB', 'limit=4');
    expect(body).toMatchObject({ count: 4, nextToken: expect.any(String), previousToken: null });
    const dates = datesOf(body['messages'], 'createdAt');
    expect(dates).toEqual(dates.toSorted().toReversed());
    expect((await get('DUOHUB')).body).toMatchObject({ count: 10 });
  });

  test('follows its tokens to the end, and back', async () => {
    const all = (await get('DUOHUB', 'limit=100')).body['messages'];
    const bodies = await pages(
      'DUOHUB',
      ({ nextToken }) =>
        nextToken === null ? undefined : `nextToken=${encodeURIComponent(String(nextToken))}`,
      'limit=4',
    );
    expect(bodies.flatMap(({ messages }) => messages)).toEqual(all);
    const back = `limit=4&previousToken=${encodeURIComponent(String(bodies[1]?.['previousToken']))}`;
    expect((await get('DUOHUB', back)).body['messages']).toEqual(bodies[0]?.['messages']);
  });

  test('filters by role', async () => {
    const { body } = await get('DUOHUB', 'role=tool');
    expect((body['messages'] as Json[]).map(({ role }) => role)).toEqual(['tool']);
  });
});

describe('OpenCX', () => {
  test('sends its log of events in pages, oldest first, with a cursor', async () => {
    const bodies = await pages('OPENCX', ({ next }) =>
      next === null ? undefined : `cursor=${String(next)}`,
    );
    expect(bodies.length).toBeGreaterThan(1);
    const items = bodies.flatMap((body) => body['items'] as Json[]);
    expect(datesOf(items, 'created_at')).toEqual(datesOf(items, 'created_at').toSorted());
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    const types = items.map(({ event }) => (event as Json)['type']);
    expect(new Set(types)).toEqual(new Set(['message', 'tool_call', 'handoff', 'human_agent_joined']));
  });
});

describe('Zep', () => {
  test('sends messages by offset, oldest first, with their number', async () => {
    const { body } = await get('ZEP', 'limit=3&cursor=2');
    expect(body).toMatchObject({ row_count: 3, total_count: 10 });
    const all = (await get('ZEP')).body['messages'] as Json[];
    expect(body['messages']).toEqual(all.slice(2, 5));
    expect(datesOf(all, 'created_at')).toEqual(datesOf(all, 'created_at').toSorted());
  });

  test('sends an empty page behind the last message', async () => {
    expect((await get('ZEP', 'cursor=10')).body).toEqual({ messages: [], row_count: 0, total_count: 10 });
  });

  test('has a conversation for each session with a known person', async () => {
    const counts = new Map<string, number>();
    for (const [id, { user_id: user }] of zepSessions([])) {
      const { body } = await get('ZEP', '', id);
      counts.set(id, Number(body['total_count']));
      expect(Number(body['total_count']) > 0).toBe(typeof user === 'string');
    }
    expect(counts.get('b2b-nikos-q1')).toBe(3000);
  });
});
