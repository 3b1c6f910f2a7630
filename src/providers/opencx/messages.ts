import type { SessionMessageAttachment, SessionMessageRole } from '../../model/generated.ts';
import { Transcript, type MessageRow } from '../../paging/transcript.ts';
import { messageOperation, toCursor, toRecords } from '../message-operation.ts';
import { roleBy } from '../message-roles.ts';
import type { MessageContents } from '../provider.ts';
import { isRecord, record as toObject, text, type VendorRecord } from '../values.ts';

/** A session's history is a log of events: what was said, and what happened. */
export const getMessages = messageOperation({
  request: (externalId, cursor) => ({ path: ['chat', 'sessions', externalId, 'history'], query: { cursor } }),
  decode(page) {
    if (!isRecord(page) || !('items' in page)) throw new Error('not a page of events');
    const { records, skippedRows } = toRecords(page['items'], { id: 'id', createdAt: 'created_at' });
    return new Transcript(records, { skippedRows, next: toCursor(page['next']) });
  },
});

const roleOfSender = roleBy({
  USER: ['contact', 'customer', 'user'],
  ASSISTANT: ['ai', 'bot', 'assistant'],
  AGENT: ['agent', 'human', 'human_agent'],
  SYSTEM: ['system'],
  TOOL: ['tool', 'function'],
});

/** The known events that nobody says, even if they carry a text: a handoff has a summary, for example. */
const happenings: ReadonlySet<string | null> = new Set([
  'handoff',
  'ai_resolved_issue',
  'human_agent_joined',
  'human_agent_takeover',
]);

export function toMessage({ source: { record } }: MessageRow): MessageContents {
  const event = toObject(record['event']);
  if (!event) return { role: 'SYSTEM', text: null };
  const sender = toObject(event['sender']);
  const said = text(event['content']) ?? text(toObject(event['content'])?.['text']);
  return {
    role: roleOf({ type: text(event['type']), sender, said }),
    author: text(sender?.['name']),
    text: said,
    attachments: toAttachments(event['attachments']),
  };
}

interface Event {
  readonly type: string | null;
  readonly sender: VendorRecord | null;
  readonly said: string | null;
}

function roleOf({ type, sender, said }: Event): SessionMessageRole {
  if (happenings.has(type)) return 'SYSTEM';
  if (type === 'message') return roleOfSender(text(sender?.['type']));
  if (type === 'human_agent_comment') return 'AGENT';
  // Events are added later. One with a sender and a text was said.
  return sender && said !== null ? roleOfSender(text(sender['type'])) : 'SYSTEM';
}

/** OpenCX does not document the fields of an attachment. These names are common; docs/vendors.md lists them. */
const names = ['name', 'filename', 'file_name', 'title'];
const urls = ['url', 'file_url', 'href'];
const contentTypes = ['content_type', 'contentType', 'mime_type', 'mimetype', 'type'];

function toAttachments(attachments: unknown): SessionMessageAttachment[] {
  if (!Array.isArray(attachments)) return [];
  return attachments.map((one: unknown) => {
    const attachment = isRecord(one) ? one : { url: one };
    return {
      __typename: 'SessionMessageAttachment',
      name: firstText(attachment, names),
      url: webAddress(firstText(attachment, urls)),
      contentType: mediaType(firstText(attachment, contentTypes)),
    };
  });
}

function firstText(record: Readonly<Record<string, unknown>>, fields: readonly string[]): string | null {
  return fields.map((field) => text(record[field])).find((value) => value !== null) ?? null;
}

/** A page that links to anything else, such as `javascript:`, would run what an end user has sent. */
function webAddress(url: string | null): string | null {
  return url !== null && /^https?:$/.test(URL.parse(url)?.protocol ?? '') ? url : null;
}

/** `image` alone is not a media type, `image/png` is. */
function mediaType(type: string | null): string | null {
  return type?.includes('/') ? type : null;
}
