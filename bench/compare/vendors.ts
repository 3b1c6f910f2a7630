import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/*
 * All vendors, in a process of their own. They have every session, with records as the vendors document them; a chatbot's
 * list is as long as its id says (`1000-…`). Prints the address. `/calls` answers how many calls there were.
 *
 *   LATENCY_MS   how long an answer takes
 */

const latencyMs = Number(process.env['LATENCY_MS'] ?? 0);
const day = 86_400_000;
const at = (number: number): string => new Date(1.7e12 + ((number * 7919) % 5000) * day).toISOString();

const records: Record<string, (id: string) => object> = {
  zep: (id) => ({
    uuid: '0b1e4a9e-9d5e-4c5e-8d6e-1f2a3b4c5d6e',
    session_id: id,
    user_id: 'user-17',
    project_uuid: '5f0f5f38-4c53-4a6f-9a6d-2f7a2d1c9b11',
    created_at: '2026-01-02T03:04:05Z',
    updated_at: '2026-02-03T04:05:06Z',
    ended_at: null,
    deleted_at: null,
    metadata: { plan: 'free', seats: 3, source: 'widget' },
    facts: ['Prefers email', 'Lives in Lisbon'],
    classifications: { topic: 'billing' },
  }),
  duohub: (id) => ({
    status: 'success',
    data: {
      id,
      userID: 'owner-3',
      customerUserID: 'user-17',
      createdAt: '2026-01-02T03:04:05Z',
      updatedAt: '2026-02-03T04:05:06Z',
      endedAt: '2026-02-03T05:05:06Z',
      deletedAt: null,
      metadata: { plan: 'free', seats: 3, source: 'widget' },
    },
  }),
  opencx: (id) => ({
    id,
    created_at: '2026-01-02T03:04:05Z',
    updated_at: '2026-02-03T04:05:06Z',
    channel: 'web',
    language: 'pt',
    sentiment: 'neutral',
    status: 'open',
    ticket_number: 4711,
    assignee_id: 12,
    assist_mode: 'auto',
    contact: { id: '7d0f5f38-4c53-4a6f-9a6d-2f7a2d1c9b11', name: 'Ana Costa', email: 'ana@example.com' },
    custom_data: { plan: 'free', seats: '3' },
  }),
};

const lists = new Map<number, string>();

function listOf(length: number): string {
  const known = lists.get(length);
  if (known) return known;
  const rows = Array.from({ length }, (_, row) => ({
    uuid: `00000000-0000-4000-8000-${String(row).padStart(12, '0')}`,
    created_at: at(row),
    modified_at: at(row * 3),
    meta: { user: { name: `Visitor ${row}`, email: `visitor${row}@example.com`, plan: 'free', seats: row } },
  }));
  const text = JSON.stringify(rows);
  lists.set(length, text);
  return text;
}

let calls = 0;

function answer(path: string, response: ServerResponse): void {
  const [, vendor = '', ...segments] = path.split('/');
  const isList = vendor === 'chatwize' && segments.at(-1) === 'sessions';
  const id = decodeURIComponent(segments.at(isList ? -2 : -1) ?? '');
  const record = records[vendor];
  const text = isList ? listOf(Number.parseInt(id, 10)) : record && JSON.stringify(record(id));
  response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(text);
}

const server = createServer(({ url = '' }, response) => {
  if (url === '/calls') return void response.end(String(calls));
  calls += 1;
  if (latencyMs === 0) return void answer(url, response);
  setTimeout(() => void answer(url, response), latencyMs);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`vendors at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
