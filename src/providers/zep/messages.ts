import { sum } from '../../model/sum.ts';
import { Transcript, withoutRepeats, type MessageRow } from '../../paging/transcript.ts';
import { messageOperation, toRecords } from '../message-operation.ts';
import { roleBy } from '../message-roles.ts';
import type { MessageContents } from '../provider.ts';
import { isRecord, number, text } from '../values.ts';

/** Zep documents no maximum. A smaller page than asked for does no harm. */
const pageSize = 1000;

export const getMessages = messageOperation({
  request: (externalId, cursor) => ({
    path: ['sessions', externalId, 'messages'],
    query: { limit: pageSize, cursor },
  }),
  decode(json) {
    if (!isRecord(json) || !('messages' in json)) throw new Error('not a page of messages');
    const { records, skippedRows } = toRecords(json['messages'], { id: 'uuid', createdAt: 'created_at' });
    return new Transcript(records, { skippedRows, total: number(json['total_count']) ?? undefined });
  },
  // Zep sends no cursor. Its documentation says that it is a whole number; that it is an offset is inferred.
  next(pages) {
    const last = pages.at(-1);
    const received = sum(pages.map(({ records, skippedRows }) => records.length + skippedRows));
    const isEmpty = last?.records.length === 0;
    const total = last?.total;
    if (total !== undefined && received >= total && hasRepeats(pages)) return 'inconsistent';
    if (total === received) return undefined;
    // A total that is lower than what came is none.
    if (isEmpty) return total !== undefined && total > received ? 'inconsistent' : undefined;
    return String(received);
  },
});

/** Whether pages overlap: then others have gaps, and as many records as there are do not make a whole conversation. */
function hasRepeats(pages: readonly Transcript[]): boolean {
  const records = pages.flatMap((page) => page.records);
  return pages.length > 1 && withoutRepeats(records).length < records.length;
}

const roleOf = roleBy({
  USER: ['user'],
  ASSISTANT: ['assistant'],
  SYSTEM: ['system'],
  TOOL: ['tool', 'function'],
});

export function toMessage({ source: { record } }: MessageRow): MessageContents {
  return {
    role: roleOf(text(record['role_type'])),
    author: text(record['role']),
    text: text(record['content']),
  };
}
