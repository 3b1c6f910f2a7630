import { describe, expect, test } from '@jest/globals';
import { opencx } from '../../../src/providers/opencx/index.ts';
import { toMessage } from '../../../src/providers/opencx/messages.ts';
import { json } from '../../helpers/server.ts';
import { conversationsOf } from '../conversations.ts';

const { records, readFrom } = conversationsOf(opencx);
const map = (event: unknown) =>
  toMessage({ key: '', part: '', time: null, source: { id: undefined, createdAt: null, record: { event } } });
const content = { type: 'text', text: 'Hello' };

describe('an event', () => {
  test('has the text and the name of who said it', () => {
    expect(map({ type: 'message', sender: { type: 'contact', name: 'Bo' }, content })).toEqual({
      role: 'USER',
      author: 'Bo',
      text: 'Hello',
      attachments: [],
    });
    expect(map({ type: 'message', content: 'Hello' })).toMatchObject({
      role: 'OTHER',
      text: 'Hello',
      author: null,
    });
  });

  test.each([
    ['contact', 'USER'],
    ['customer', 'USER'],
    ['user', 'USER'],
    ['Contact', 'USER'],
    ['ai', 'ASSISTANT'],
    ['bot', 'ASSISTANT'],
    ['assistant', 'ASSISTANT'],
    ['agent', 'AGENT'],
    ['human', 'AGENT'],
    ['human_agent', 'AGENT'],
    ['system', 'SYSTEM'],
    ['tool', 'TOOL'],
    ['function', 'TOOL'],
    ['added-later', 'OTHER'],
    [null, 'OTHER'],
  ])('that is a message of the sender %j is %s', (type, role) => {
    expect(map({ type: 'message', sender: { type }, content })).toMatchObject({ role });
  });

  test.each(['handoff', 'human_agent_joined', 'human_agent_takeover', 'ai_resolved_issue'])(
    'that is a %s is SYSTEM, with a text and a sender too',
    (type) => {
      expect(map({ type })).toMatchObject({ role: 'SYSTEM', text: null });
      const said = map({ type, sender: { type: 'agent', name: 'Ida' }, content });
      expect(said).toMatchObject({ role: 'SYSTEM', text: 'Hello', author: 'Ida' });
    },
  );

  test('that is a comment of a person is AGENT, whoever sends it', () => {
    expect(map({ type: 'human_agent_comment', content })).toMatchObject({ role: 'AGENT', text: 'Hello' });
  });

  test('that was added later was said if it has a sender and a text', () => {
    const sender = { type: 'contact', name: 'Bo' };
    expect(map({ type: 'whispered', sender, content })).toMatchObject({ role: 'USER', text: 'Hello' });
    expect(map({ type: 'left', sender })).toMatchObject({ role: 'SYSTEM', text: null });
    expect(map({ type: 'priced', content })).toMatchObject({ role: 'SYSTEM', text: 'Hello' });
  });

  test.each([undefined, null, 'x', 7, [], {}, { type: {}, sender: 'x', content: 3, attachments: {} }])(
    'of another shape, %j, is something that happened',
    (event) => {
      expect(map(event)).toMatchObject({ role: 'SYSTEM', text: null });
    },
  );
});

const shown = (fields: object) => [
  { __typename: 'SessionMessageAttachment', name: null, url: null, contentType: null, ...fields },
];

describe('an attachment', () => {
  const of = (attachment: unknown) => map({ type: 'message', attachments: [attachment] }).attachments;

  test.each([
    [
      { name: 'a.png', url: 'https://files.example/a.png', content_type: 'image/png' },
      { name: 'a.png', url: 'https://files.example/a.png', contentType: 'image/png' },
    ],
    [
      { filename: 'b', file_url: 'http://files.example/b', mime_type: 'text/plain' },
      { name: 'b', url: 'http://files.example/b', contentType: 'text/plain' },
    ],
    [
      { file_name: 'c', href: 'https://x/', mimetype: 'a/b' },
      { name: 'c', url: 'https://x/', contentType: 'a/b' },
    ],
    [{ title: 'd', type: 'image' }, { name: 'd' }],
    [{ type: 'image/gif', contentType: 'image/png' }, { contentType: 'image/png' }],
    ['https://files.example/e', { url: 'https://files.example/e' }],
    [{ name: 3, url: {} }, {}],
    [null, {}],
  ])('%j has what it is known by', (attachment, fields) => {
    expect(of(attachment)).toEqual(shown(fields));
  });

  test.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'file:///x',
    '//x',
    'x',
  ])('has no address like %j, which a page could run or which leads nowhere', (url) => {
    expect(of({ name: 'x', url })).toEqual(shown({ name: 'x' }));
  });
});

test('a page is asked for with the cursor of the one before it, a text or a number', async () => {
  const [first, second] = [records(2), records(4).slice(2)];
  for (const cursor of ['a b', 17]) {
    const found = await readFrom((request, response) =>
      json(request.url?.includes('cursor') ? { items: second, next: null } : { items: first, next: cursor })(
        request,
        response,
      ),
    );
    const query = new URLSearchParams({ cursor: String(cursor) });
    const path = '/chat/sessions/0be0c000-0000-4000-8000-000000000001/history';
    expect(found.paths).toEqual([path, `${path}?${query}`]);
    expect(found.texts).toHaveLength(4);
  }
});

test('a history is read in ten calls at most, unless the settings say otherwise', async () => {
  const endless = await readFrom((request, response) => {
    const start = Number(new URL(request.url ?? '', 'http://x').searchParams.get('cursor') ?? 0);
    json({ items: records(start + 1).slice(start), next: start + 1 })(request, response);
  });
  expect(endless.paths).toHaveLength(10);
});
