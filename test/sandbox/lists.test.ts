import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';

interface Reply {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test states what it expects anyway
  readonly body: any;
}

const headers = { authorization: 'Bearer sandbox-key', 'x-api-key': 'sandbox-key' };
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());

async function get(path: string, of: Sandbox = sandbox): Promise<Reply> {
  const authorization = path.startsWith('/zep') ? 'Api-Key sandbox-key' : headers.authorization;
  const response = await fetch(of.url + path, { headers: { ...headers, authorization } });
  return { status: response.status, body: await response.json() };
}

describe('Zep', () => {
  test('sends its newest sessions first, ten a page unless asked otherwise', async () => {
    const { body } = await get('/zep/api/v2/sessions-ordered?order_by=created_at&asc=false');
    expect([body.total_count, body.response_count, body.sessions.length]).toEqual([3_013, 10, 10]);
    const large = await get('/zep/api/v2/sessions-ordered?page_size=3013&order_by=created_at&asc=false');
    const times: number[] = large.body.sessions.map((one: { created_at?: string }) =>
      Date.parse(one.created_at ?? ''),
    );
    expect(times.slice(0, -1)).toEqual(times.slice(0, -1).toSorted((a, b) => b - a));
    expect(large.body.sessions.at(-1)).toEqual({ session_id: 'bare' });
    const second = await get('/zep/api/v2/sessions-ordered?page_size=7&page_number=2&asc=false');
    expect(second.body.sessions).toEqual(large.body.sessions.slice(7, 14));
    const reversed = await get('/zep/api/v2/sessions-ordered?page_size=5&asc=true');
    expect(reversed.body.sessions).toEqual(large.body.sessions.slice(-5).toReversed());
  });

  test('sends all sessions of a user, and 404 for one without any', async () => {
    const { body } = await get('/zep/api/v2/users/cust-10482/sessions');
    expect(body.length).toBeGreaterThan(50);
    expect(new Set(body.map((one: { user_id: string }) => one.user_id))).toEqual(new Set(['cust-10482']));
    expect((await get('/zep/api/v2/users/nobody/sessions')).status).toBe(404);
  });

  test.each(['page_size=0', 'page_number=0', 'page_size=x', 'order_by=user_id'])(
    'refuses %s',
    async (query) => {
      expect(await get(`/zep/api/v2/sessions-ordered?${query}`)).toMatchObject({
        status: 400,
        body: { message: expect.any(String) },
      });
    },
  );
});

describe('duohub', () => {
  test('sends ten sessions a page unless asked otherwise, with tokens in both directions', async () => {
    const first = await get('/duohub/sessions/list');
    expect(first.body).toMatchObject({ status: 'success', data: { count: 10, previousToken: null } });
    const second = await get(`/duohub/sessions/list?nextToken=${first.body.data.nextToken}`);
    const both = await get('/duohub/sessions/list?limit=20');
    expect([...first.body.data.sessions, ...second.body.data.sessions]).toEqual(both.body.data.sessions);
    expect(second.body.data.previousToken).toEqual(expect.any(String));
  });

  test('ends with a page without a token, after every session of the account that is not deleted', async () => {
    const ids = new Set<string>();
    let token = '';
    do {
      const { body } = await get(`/duohub/sessions/list?limit=100${token && `&nextToken=${token}`}`);
      for (const { id, userID, deletedAt } of body.data.sessions) {
        ids.add(id);
        expect([userID ?? 'acct-northwind-42', deletedAt ?? null]).toEqual(['acct-northwind-42', null]);
      }
      token = body.data.nextToken ?? '';
    } while (token);
    expect(ids.size).toBe(2_413);
  });

  test.each(['limit=0', 'limit=101', 'limit=x', 'nextToken=nonsense'])('refuses %s', async (query) => {
    expect(await get(`/duohub/sessions/list?${query}`)).toMatchObject({
      status: 400,
      body: { error: expect.any(String), status: 'bad_request' },
    });
  });
});

describe('OpenCX', () => {
  test('sends 40 sessions a page by last activity, and contacts without dates', async () => {
    const first = await get('/opencx/chat/sessions');
    const second = await get(`/opencx/chat/sessions?cursor=${first.body.next}`);
    const items = [...first.body.items, ...second.body.items];
    expect(items).toHaveLength(80);
    const times: string[] = items.map(({ updated_at }: { updated_at: string }) => updated_at);
    expect(times).toEqual(times.toSorted().toReversed());
    const created: string[] = items.map(({ created_at }: { created_at: string }) => created_at);
    expect(created).not.toEqual(created.toSorted().toReversed());
    const contacts = items.flatMap(({ contact }) => contact ?? []);
    expect(contacts.length).toBeGreaterThan(70);
    for (const contact of contacts) expect(contact).not.toHaveProperty('created_at');
  });

  test('filters by dates and status', async () => {
    const bounds = 'created_after=2025-06-01T00:00:00.000Z&created_before=2025-06-02T00:00:00.000Z';
    const { body } = await get(`/opencx/chat/sessions?${bounds}&status=open`);
    expect(body.next).toBeNull();
    expect(body.items.length).toBeGreaterThan(0);
    for (const { created_at, status } of body.items) {
      expect([created_at.slice(0, 10), status]).toEqual(['2025-06-01', 'open']);
    }
    expect((await get('/opencx/chat/sessions?cursor=!')).status).toBe(400);
  });
});

test('the lists are the same at every start, and are read with the right key only', async () => {
  const paths = ['/zep/api/v2/sessions-ordered', '/duohub/sessions/list', '/opencx/chat/sessions'];
  const other = await startSandbox({ port: 0 });
  try {
    for (const path of paths) {
      expect(await get(path, other)).toEqual(await get(path));
      expect([401, 403]).toContain((await fetch(sandbox.url + path)).status);
    }
  } finally {
    await other.close();
  }
});

test('faults and limits apply to lists', async () => {
  sandbox.setFault('OPENCX', { fault: 'server-error' });
  expect((await get('/opencx/chat/sessions')).status).toBe(500);
  sandbox.setFault('OPENCX', undefined);
  sandbox.setLimit('DUOHUB', { perMinute: 1 });
  expect((await get('/duohub/sessions/list')).status).toBe(200);
  expect((await get('/duohub/sessions/list')).status).toBe(429);
  sandbox.setLimit('DUOHUB', undefined);
});

test('a customer with a fault id fails at Zep only', async () => {
  expect((await get('/zep/api/v2/users/fault-server-error/sessions')).status).toBe(500);
  const { body } = await get('/duohub/sessions/list?customerUserID=fault-server-error');
  expect(body.data.count).toBeGreaterThan(0);
});
