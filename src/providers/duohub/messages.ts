import { Transcript, type MessageRow } from '../../paging/transcript.ts';
import { messageOperation, toCursor, toRecords } from '../message-operation.ts';
import { roleBy } from '../message-roles.ts';
import type { MessageContents } from '../provider.ts';
import { isRecord, text } from '../values.ts';

/** The largest page of duohub's sessions. Its messages are not documented. */
const pageSize = 100;

export const getMessages = messageOperation({
  request: (externalId, cursor) => ({
    path: ['messages', 'list'],
    query: { sessionID: externalId, limit: pageSize, nextToken: cursor },
  }),
  decode(json, externalId) {
    const page = pageOf(json);
    const { records, skippedRows } = toRecords(page['messages'], { id: 'id', createdAt: 'createdAt' });
    // The session is only a filter of this call. A vendor that ignores it would send the messages of others.
    if (records.some(({ record }) => (record['sessionID'] ?? externalId) !== externalId)) {
      throw new Error('a message of another session');
    }
    return new Transcript(records, { skippedRows, next: toCursor(page['nextToken']) });
  },
});

/** duohub wraps its answers or not: its SDK has both. */
function pageOf(json: unknown): Readonly<Record<string, unknown>> {
  const page = isRecord(json) && !('messages' in json) ? json['data'] : json;
  if (!isRecord(page) || !('messages' in page)) throw new Error('not a page of messages');
  return page;
}

const roleOf = roleBy({
  USER: ['user', 'customer'],
  ASSISTANT: ['assistant', 'ai', 'bot'],
  AGENT: ['agent', 'human'],
  SYSTEM: ['system'],
  TOOL: ['tool', 'function'],
});

export function toMessage({ source: { record } }: MessageRow): MessageContents {
  return { role: roleOf(text(record['role'])), text: text(record['content']) };
}
