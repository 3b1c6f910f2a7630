import type { SessionProvider } from '../../src/model/generated.ts';
import { json, type Answer } from '../helpers/server.ts';

type Json = Readonly<Record<string, unknown>>;

/** What a vendor documents of its call for a session's messages, written down a second time. */
export interface TranscriptFacts {
  /** A session as this vendor has them. */
  readonly id: string;
  /** The path of the call, without its query. */
  readonly path: string;
  /** A record that says this. */
  readonly record: (number: number, fields?: Json) => Json;
  /** What shows of a record: the texts of its messages. */
  readonly texts: (number: number) => readonly string[];
  /** The body with these records. */
  readonly page: (records: readonly unknown[], place: Place) => unknown;
  /** The number of records before the page that a request asks for. */
  readonly start: (query: URLSearchParams) => number;
}

export interface Place {
  readonly start: number;
  readonly total: number;
}

const at = (number: number): string => new Date(Date.UTC(2026, 2, 1) + number * 60_000).toISOString();
const said = (number: number): string => `said ${number}`;
const nextOf = ({ start, total }: Place, count: number): string | null =>
  start + count < total ? `from ${start + count}` : null;
const startIn = (cursor: string | null): number => Number(cursor?.slice(5) ?? 0);

/** Of the providers that have messages. */
export const transcriptFacts = {
  CHATWIZE: {
    id: 'c0ffee00-0000-4000-8000-000000000001',
    path: '/session/c0ffee00-0000-4000-8000-000000000001/messages',
    record: (number, fields = {}) => ({
      uuid: `m${number}`,
      created_at: at(number),
      modified_at: at(number),
      finish_reason: 'stop',
      cite_data_json: null,
      meta_json: null,
      query: said(number),
      response: `answered ${number}`,
      ...fields,
    }),
    texts: (number) => [said(number), `answered ${number}`],
    page: (records) => records,
    start: () => 0,
  },
  DUOHUB: {
    id: 'd0c00000-0000-4000-8000-000000000001',
    path: '/messages/list',
    record: (number, fields = {}) => ({
      id: `m${number}`,
      sessionID: 'd0c00000-0000-4000-8000-000000000001',
      role: 'user',
      content: said(number),
      userID: 'account',
      customerUserID: 'customer',
      createdAt: at(number),
      updatedAt: at(number),
      ...fields,
    }),
    texts: (number) => [said(number)],
    page: (messages, place) => ({
      messages,
      nextToken: nextOf(place, messages.length),
      previousToken: null,
      count: messages.length,
    }),
    start: (query) => startIn(query.get('nextToken')),
  },
  OPENCX: {
    id: '0be0c000-0000-4000-8000-000000000001',
    path: '/chat/sessions/0be0c000-0000-4000-8000-000000000001/history',
    record: (number, fields = {}) => ({
      id: `m${number}`,
      created_at: at(number),
      event: {
        type: 'message',
        sender: { type: 'contact', name: 'Bo' },
        content: { type: 'text', text: said(number) },
      },
      ...fields,
    }),
    texts: (number) => [said(number)],
    page: (items, place) => ({ items, next: nextOf(place, items.length) }),
    start: (query) => startIn(query.get('cursor')),
  },
  ZEP: {
    id: 'tg 1/2',
    path: '/sessions/tg%201%2F2/messages',
    record: (number, fields = {}) => ({
      uuid: `m${number}`,
      created_at: at(number),
      role_type: 'user',
      role: 'Bo',
      content: said(number),
      ...fields,
    }),
    texts: (number) => [said(number)],
    page: (messages, { total }) => ({ messages, row_count: messages.length, total_count: total }),
    start: (query) => Number(query.get('cursor') ?? 0),
  },
} satisfies Partial<Record<SessionProvider, TranscriptFacts>>;

export function transcriptFactsOf(provider: SessionProvider): TranscriptFacts {
  const facts = (transcriptFacts as Partial<Record<SessionProvider, TranscriptFacts>>)[provider];
  if (!facts) throw new Error(`No facts about the messages of ${provider}`);
  return facts;
}

/** The records of one conversation, in pages of a size that the vendor chooses. */
export function pagesOf({ page, start }: TranscriptFacts, records: readonly unknown[], size = 3): Answer {
  return (request, response) => {
    const from = start(queryOf(request.url));
    const rows = records.slice(from, from + size);
    json(page(rows, { start: from, total: records.length }))(request, response);
  };
}

export function queryOf(url = ''): URLSearchParams {
  return new URL(url, 'http://vendor').searchParams;
}
