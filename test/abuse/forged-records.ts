import type { Redis } from 'ioredis';

/** A valid record, as a replica wrote it under the key. */
export interface ValidRecord {
  readonly key: string;
  readonly text: string;
  readonly keepMs: number;
  /** A valid record of another session. */
  readonly otherText: string;
}

/** What other programs, or another release, can have left under the key of a session. */
export interface ForgedRecord {
  readonly name: string;
  readonly write: (redis: Redis, record: ValidRecord) => Promise<unknown>;
}

type Json = Record<string, unknown>;
type Envelope = Json & { readonly bodies: readonly unknown[] };

/** Writes a text that stays for as long as the valid record. */
function text(name: string, forge: (record: ValidRecord) => string): ForgedRecord {
  return { name, write: (redis, record) => redis.set(record.key, forge(record), 'PX', record.keepMs) };
}

/** Changes fields of the valid record. */
function fields(name: string, change: (envelope: Envelope) => Json): ForgedRecord {
  return text(name, (record) => {
    const envelope = JSON.parse(record.text) as Envelope;
    return JSON.stringify({ ...envelope, ...change(envelope) });
  });
}

const bodies = (name: string, ...forged: readonly unknown[]): ForgedRecord =>
  fields(name, () => ({ bodies: forged }));

const year = 365 * 24 * 3_600_000;
const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** Each is as good as nothing. */
export const forgedRecords: readonly ForgedRecord[] = [
  text("another session's record", ({ otherText }) => otherText),
  bodies("another type's record", '{"status":"ok","data":{"id":"forged"}}'),
  ...['', ' ', '{}', '[]', 'null', '"text"', '17', 'true', 'garbage', '{"version":2'].map((forged) =>
    text(`the text ${forged}`, () => forged),
  ),
  text('half of a record', (record) => record.text.slice(0, record.text.length / 2)),
  text('a record and more', (record) => `${record.text}{}`),
  text('nesting of 100,000 levels', () => nested(100_000)),
  text('an entry of the old release', ({ text: valid }) => {
    const [body] = (JSON.parse(valid) as { bodies: [string] }).bodies;
    return JSON.stringify({ value: JSON.parse(body), fetchedAt: Date.now(), lifetimeMs: 1e300 });
  }),
  fields('a version of the future', () => ({ version: 3 })),
  fields('a version in words', () => ({ version: '2' })),
  fields('no version', () => ({ version: undefined })),
  bodies('no body: that there is no such session, for longer than that may be kept'),
  bodies('a body that is no text', { session_id: 'forged' }),
  bodies('a body that is not JSON', 'garbage'),
  bodies('a body of {}', '{}'),
  bodies('a body of null', 'null'),
  bodies('a body of []', '[]'),
  bodies('a body of 100,000 levels', nested(100_000)),
  fields('two bodies', ({ bodies: [body] }) => ({ bodies: [body, body] })),
  fields('a body over the limit', ({ bodies: [body] }) => ({
    bodies: [`${String(body)}${' '.repeat(5 * 1024 * 1024)}`],
  })),
  fields('bodies that are no list', ({ bodies: [body] }) => ({ bodies: body })),
  ...[1e300, -1, 0, 0.5, null, '600000', {}].map((keepMs) =>
    fields(`a time to keep it of ${JSON.stringify(keepMs)}`, () => ({ keepMs })),
  ),
  fields('a time to keep it that ends in an hour', () => ({ keepMs: 3_600_000 })),
  ...[1e300, -1, 0.5, null, '2026-01-01'].map((fetchedAt) =>
    fields(`a time of reading of ${JSON.stringify(fetchedAt)}`, () => ({ fetchedAt })),
  ),
  { name: 'no TTL', write: (redis, { key, text: valid }) => redis.set(key, valid) },
  {
    name: 'a TTL of ten years',
    write: (redis, { key, text: valid }) => redis.set(key, valid, 'PX', 10 * year),
  },
  {
    name: 'a TTL of ten years that the record states too',
    write: (redis, { key, text: valid }) =>
      redis.set(key, JSON.stringify({ ...(JSON.parse(valid) as Json), keepMs: 10 * year }), 'PX', 10 * year),
  },
  { name: 'a list', write: (redis, { key }) => redis.lpush(key, 'item') },
  { name: 'a hash', write: (redis, { key }) => redis.hset(key, 'field', 'value') },
];
