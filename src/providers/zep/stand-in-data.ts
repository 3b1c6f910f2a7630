import { uuidFor } from '../../stand-in/ids.ts';
import {
  AYLIN,
  HANAKO,
  JOSE,
  MARY,
  MINJUN,
  MOHAMMED,
  NIKOS,
  OLENA,
  PRIYA,
  SOREN,
} from '../../stand-in/people.ts';

type ZepRecord = Readonly<Record<string, unknown>>;

export const SAMPLE_SESSION = 'support-aylin-2026-03';
export const DELETED_SESSION = 'trial-soren-2025';

const PROJECT = uuidFor('zep-project', 1);

const RATING = {
  instruction: 'Rate a fact by how much it helps to settle an order.',
  examples: {
    high: 'The parcel went to the neighbour in the ground floor flat.',
    medium: 'The customer prefers delivery after work.',
    low: 'The customer asked how the weather was.',
  },
};

const SAMPLE: ZepRecord = {
  user_id: AYLIN.id,
  created_at: '2026-03-02T09:15:04.218374Z',
  updated_at: '2026-03-02T10:02:51.007121Z',
  ended_at: null,
  deleted_at: null,
  classifications: { intent: 'order_status', emotion: 'worried', 'ton (ş)': 'nazik' },
  facts: [
    'Aylin waits for order SN-20417.',
    'Aylin moved to İzmir in February 2026.',
    'Aylin prefers to be answered in Turkish.',
  ],
  fact_rating_instruction: RATING,
  metadata: {
    channel: 'web',
    visits: 7,
    returning: true,
    referrer: null,
    'cihaz türü': 'telefon 📱',
    order: { number: 'SN-20417', lines: [{ sku: 'TX-88', quantity: 2, price: 41.9 }] },
    tags: ['delivery', 'address change'],
  },
};

/** By session id. Records omit different fields, or have them as null, on purpose. */
const RECORDS: Readonly<Record<string, ZepRecord>> = {
  [SAMPLE_SESSION]: SAMPLE,
  [DELETED_SESSION]: {
    user_id: SOREN.id,
    created_at: '2025-11-20T13:40:00Z',
    updated_at: '2025-12-01T00:00:00Z',
    ended_at: null,
    deleted_at: '2025-12-01T00:00:00Z',
    metadata: {},
    facts: [],
  },
  'tg-1908845513': {
    user_id: OLENA.id,
    created_at: '2026-02-11T18:22:10.5Z',
    updated_at: '2026-02-11T18:59:43.5Z',
    ended_at: '2026-02-11T19:00:00Z',
    deleted_at: null,
    classifications: null,
    facts: ['Олена просить рахунок на компанію.'],
    metadata: { source: 'telegram', chat: 1908845513 },
  },
  'support/2026-03 #7 ünï': {
    user_id: HANAKO.id,
    created_at: '2026-03-07T01:05:00+09:00',
    updated_at: '2026-03-07T01:44:00+09:00',
    metadata: { 注文番号: 'A-0007', 'a=b&c': '100 %' },
    facts: ['花子さんは土曜日の配達を希望しています。'],
  },
  'bike-shop:returns?step=2': {
    user_id: SOREN.id,
    created_at: '2026-01-15T08:00:00Z',
    updated_at: '2026-01-15T08:31:12Z',
    ended_at: '2026-01-15T08:31:12Z',
    classifications: { intent: 'return' },
    metadata: { frame: { size: 58, colour: 'grøn' } },
  },
  'demo+priya@example.org': {
    user_id: PRIYA.id,
    created_at: '2026-03-19T11:11:11.111Z',
    updated_at: '2026-03-19T11:11:11.111Z',
    ended_at: null,
    deleted_at: null,
    classifications: {},
    facts: null,
    metadata: null,
    fact_rating_instruction: null,
  },
  'onboarding-jose': {
    user_id: JOSE.id,
    created_at: '2026-02-01T15:30:00Z',
    updated_at: '2026-02-03T09:00:00Z',
    fact_rating_instruction: { instruction: 'Prefer facts about the size of the company.' },
    facts: ['José runs a shop with eleven people.', 'José pays by bank transfer.'],
  },
  'voice-2026-02-28-0031': {
    user_id: MOHAMMED.id,
    created_at: '2026-02-28T20:01:00Z',
    updated_at: '2026-02-28T20:14:30Z',
    ended_at: '2026-02-28T20:14:30Z',
    classifications: { intent: 'complaint', emotion: 'angry' },
    metadata: { المدينة: 'مسقط', seconds: 810 },
  },
  'b2b-nikos-q1': {
    user_id: NIKOS.id,
    created_at: '2026-01-05T07:45:00Z',
    updated_at: '2026-03-30T16:20:00Z',
    metadata: { quarters: [1], τιμοκατάλογος: 'Β' },
  },
  '김민준-상담': {
    user_id: MINJUN.id,
    created_at: '2026-03-11T02:00:00Z',
    updated_at: '2026-03-11T02:20:00Z',
    ended_at: '2026-03-11T02:20:00Z',
    facts: ['민준 님은 환불을 원합니다.'],
  },
  'mary-jane-2026-01': {
    user_id: MARY.id,
    created_at: '2026-01-22T10:10:10Z',
    updated_at: null,
    ended_at: null,
    metadata: { note: 'said “thank you” twice 🙏' },
  },
  // These two have no known user. The last has only its key.
  'anonymous-7f2e': {
    user_id: null,
    created_at: '2026-03-21T23:59:59Z',
    updated_at: '2026-03-22T00:00:01Z',
    metadata: { channel: 'kiosk' },
  },
  bare: {},
};

export function zepSessions(faultIds: readonly string[]): ReadonlyMap<string, ZepRecord> {
  const entries: [string, ZepRecord][] = Object.entries(RECORDS);
  for (const id of faultIds) entries.push([id, SAMPLE]);
  return new Map(entries.map(([id, fields], index) => [id, withKeys(id, fields, index)]));
}

function withKeys(id: string, fields: ZepRecord, index: number): ZepRecord {
  if (id === 'bare') return { session_id: id };
  return {
    id: 48_100 + index,
    uuid: uuidFor('zep-session', index),
    project_uuid: PROJECT,
    session_id: id,
    ...fields,
  };
}
