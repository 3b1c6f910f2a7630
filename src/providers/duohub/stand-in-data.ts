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

export type DuohubRecord = Readonly<Record<string, unknown>>;

/** The API account that the sandbox's key belongs to. */
export const ACCOUNT = 'acct-northwind-42';

export const SAMPLE_SESSION = idOf(0);
export const DELETED_SESSION = idOf(1);
export const FORBIDDEN_SESSION = idOf(2);

const OPEN = { deletedAt: null, endedAt: null };

function idOf(index: number): string {
  return uuidFor('duohub-session', index);
}

function pairs(...entries: readonly (readonly [string, string])[]): { key: string; value: string }[] {
  return entries.map(([key, value]) => ({ key, value }));
}

const SAMPLE: DuohubRecord = {
  userID: ACCOUNT,
  customerUserID: AYLIN.id,
  metadata: pairs(
    ['channel', 'web'],
    ['tag', 'delivery'],
    ['tag', 'address change'],
    ['şehir', 'İzmir'],
    ['campaign', 'ilkbahar 🌷'],
    ['order', 'SN-20417'],
  ),
  createdAt: '2026-03-02T09:41:12.402Z',
  updatedAt: '2026-03-02T10:05:57.130Z',
  ...OPEN,
};

/** Records omit different fields, or have them as null, on purpose. The first three are the constants above. */
const RECORDS: readonly DuohubRecord[] = [
  SAMPLE,
  {
    userID: ACCOUNT,
    customerUserID: SOREN.id,
    metadata: [],
    createdAt: '2025-11-20T13:00:00.000Z',
    updatedAt: '2025-12-01T00:00:00.000Z',
    deletedAt: '2025-12-01T00:00:00.000Z',
    endedAt: null,
  },
  {
    userID: 'acct-fabrikam-7',
    customerUserID: 'cust-90001',
    metadata: [],
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...OPEN,
  },
  {
    userID: ACCOUNT,
    customerUserID: JOSE.id,
    metadata: pairs(['source', 'widget'], ['plan', 'básico']),
    createdAt: '2026-02-01T15:42:00.000Z',
    updatedAt: '2026-02-01T16:10:33.250Z',
    deletedAt: null,
    endedAt: '2026-02-01T16:10:33.250Z',
  },
  {
    userID: ACCOUNT,
    customerUserID: HANAKO.id,
    metadata: pairs(['店舗', '東京'], ['店舗', '大阪'], ['店舗', '東京']),
    createdAt: '2026-03-06T16:05:00+09:00',
    updatedAt: '2026-03-06T16:44:00+09:00',
    ...OPEN,
  },
  {
    userID: ACCOUNT,
    customerUserID: OLENA.id,
    metadata: pairs(['джерело', 'телеграм'], ['', 'a key that is empty'], ['empty', '']),
    createdAt: '2026-02-11T18:30:00.000Z',
    updatedAt: '2026-02-11T18:58:21.900Z',
    deletedAt: null,
    endedAt: '2026-02-11T19:00:00.000Z',
  },
  {
    userID: ACCOUNT,
    customerUserID: MOHAMMED.id,
    metadata: pairs(['المدينة', 'مسقط']),
    createdAt: '2026-02-28T20:16:00.000Z',
    updatedAt: '2026-02-28T20:29:10.000Z',
    deletedAt: null,
    endedAt: '2026-02-28T20:29:10.000Z',
  },
  // An unknown customer: first as null, then as a missing field.
  {
    userID: ACCOUNT,
    customerUserID: null,
    metadata: pairs(['channel', 'kiosk']),
    createdAt: '2026-03-21T23:58:00.000Z',
    updatedAt: '2026-03-21T23:59:30.000Z',
    ...OPEN,
  },
  {
    userID: ACCOUNT,
    createdAt: '2026-03-22T08:00:00.000Z',
    updatedAt: '2026-03-22T08:00:00.000Z',
  },
  {
    userID: ACCOUNT,
    customerUserID: PRIYA.id,
    metadata: pairs(['seedling', '🌱🌱'], ['json', '{"nested":"as text"}']),
    createdAt: '2026-03-19T11:20:00.123456Z',
    updatedAt: '2026-03-19T11:32:00.654321Z',
    ...OPEN,
  },
  {
    userID: ACCOUNT,
    customerUserID: NIKOS.id,
    metadata: null,
    createdAt: '2026-01-05T07:50:00Z',
    updatedAt: '2026-03-30T16:25:00Z',
    ...OPEN,
  },
  {
    customerUserID: MINJUN.id,
    metadata: pairs(['문의', '환불']),
    createdAt: '2026-03-11T02:01:00.000Z',
    endedAt: '2026-03-11T02:19:00.000Z',
  },
  {
    userID: ACCOUNT,
    customerUserID: MARY.id,
    metadata: pairs(['note', 'said “thank you” twice 🙏'], ['long', 'la'.repeat(600)]),
    createdAt: '2026-01-22T10:12:00.000Z',
    updatedAt: '2026-01-22T10:47:00.000Z',
    deletedAt: null,
    endedAt: '2026-01-22T10:47:00.000Z',
  },
  {
    userID: ACCOUNT,
    customerUserID: SOREN.id,
    metadata: pairs(['cykel', 'grøn'], ['size', '58']),
    createdAt: '2026-01-15T08:02:00.000Z',
    updatedAt: '2026-01-15T08:30:00.000Z',
    ...OPEN,
  },
  {},
];

export function duohubSessions(faultIds: readonly string[]): ReadonlyMap<string, DuohubRecord> {
  const listed = RECORDS.map((fields, index): [string, DuohubRecord] => [idOf(index), fields]);
  const faulty = faultIds.map((id): [string, DuohubRecord] => [id, SAMPLE]);
  return new Map([...listed, ...faulty].map(([id, fields]) => [id, { id, ...fields }]));
}
