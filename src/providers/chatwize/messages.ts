import { Transcript, type MessageRow } from '../../paging/transcript.ts';
import { messageOperation, toRecords } from '../message-operation.ts';
import type { MessageContents } from '../provider.ts';
import { text } from '../values.ts';

type ChatwizeRecord = MessageRow['source']['record'];

/** A record is a question and its answer. Both have the record's `created_at`. */
const halves = { q: { field: 'query', role: 'USER' }, a: { field: 'response', role: 'ASSISTANT' } } as const;

type Half = keyof typeof halves;

/** Chatwize sends all messages at once. */
export const getMessages = messageOperation({
  request: (externalId) => ({ path: ['session', externalId, 'messages'] }),
  decode(json) {
    if (json === null) throw new Error('not a list');
    const { records, skippedRows } = toRecords(json, { id: 'uuid', createdAt: 'created_at', partsOf });
    return new Transcript(records, { skippedRows });
  },
});

export function toMessage({ source: { record }, part }: MessageRow): MessageContents {
  const { field, role } = halves[part as Half];
  return { role, text: text(record[field]) };
}

function partsOf(record: ChatwizeRecord): readonly string[] {
  return Object.entries(halves).flatMap(([half, { field }]) => (isEmpty(record[field]) ? [] : [half]));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
