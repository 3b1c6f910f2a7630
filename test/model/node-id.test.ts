import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { SessionGraphError } from '../../src/model/errors.ts';
import { decodeNodeId, encodeMessageId, encodeNodeId, toMessageKey } from '../../src/model/node-id.ts';

const type = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,30}$/);
/** Well-formed, and as long as an external id can be. */
const externalId = fc
  .string({ unit: 'binary', maxLength: 512 })
  .filter((text) => text.isWellFormed() && Buffer.byteLength(text) <= 512);

/** The outcome of decoding what may not be an id; anything but a key or the contract's error fails the test. */
function decoded(id: string) {
  try {
    return decodeNodeId(id, 'id');
  } catch (error) {
    expect(error).toBeInstanceOf(SessionGraphError);
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringMatching(/^id /) });
    return undefined;
  }
}

test('an id tells the type and the external id that it was made of, whatever they are', () => {
  fc.assert(
    fc.property(type, externalId, (name, own) => {
      const id = encodeNodeId({ type: name, externalId: own });
      expect(id).toMatch(/^[\w-]+$/);
      expect(decodeNodeId(id, 'id')).toEqual({ type: name, externalId: own });
    }),
  );
});

test('a text that is not an id is refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const key = decoded(text);
      expect(key === undefined || encodeNodeId(key) === text).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('the base64 of anything is refused, unless it is an id', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      const text = Buffer.from(bytes).toString('base64url');
      const key = decoded(text);
      expect(key === undefined || encodeNodeId(key) === text).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('an id with anything added, left out or replaced is another id or none', () => {
  fc.assert(
    fc.property(type, externalId, fc.nat(), fc.string({ maxLength: 3 }), (name, own, at, change) => {
      const id = encodeNodeId({ type: name, externalId: own });
      const place = at % id.length;
      const changed = id.slice(0, place) + change + id.slice(place + 1);
      const key = decoded(changed);
      if (changed !== id) expect(key).not.toEqual({ type: name, externalId: own });
    }),
  );
});

test.each([
  ['an empty text', ''],
  ['a text without a colon', Buffer.from('ZepSession').toString('base64url')],
  ['an empty type', Buffer.from(':x').toString('base64url')],
  ['padding', `${Buffer.from('ZepSession:x1').toString('base64')}`],
  ['the alphabet of plain base64', Buffer.from('ZepSession:???>>>').toString('base64')],
  ['a space at the end', `${encodeNodeId({ type: 'ZepSession', externalId: 'x' })} `],
  ['broken UTF-8', Buffer.from([0x5a, 0x3a, 0xff]).toString('base64url')],
  ['a megabyte', 'A'.repeat(1024 * 1024)],
])('%s is refused', (_, id) => {
  expect(decoded(id)).toBeUndefined();
});

test('ids are stable across releases', () => {
  expect(encodeNodeId({ type: 'ZepSession', externalId: 'tg-1' })).toBe('WmVwU2Vzc2lvbjp0Zy0x');
  expect(decodeNodeId('Q2hhdHdpemVDaGF0Ym90OmE6Yi_Dpg', 'id')).toEqual({
    type: 'ChatwizeChatbot',
    externalId: 'a:b/æ',
  });
});

/** As external ids are: not empty, and without NUL. */
const sentId = externalId.filter((text) => text !== '' && !text.includes('\0'));
const nul = String.fromCodePoint(0);

test('the id of a message tells its session and its name, whatever they are', () => {
  const message = fc.oneof(
    sentId,
    sentId.map((id) => `${id}:q`),
    fc.nat().map((position) => `${nul}${position}`),
  );
  fc.assert(
    fc.property(type, sentId, message, (name, own, key) => {
      const messageKey = { session: { type: name, externalId: own }, message: key };
      expect(toMessageKey(decodeNodeId(encodeMessageId(messageKey), 'id'))).toEqual(messageKey);
    }),
  );
});

test.each([
  ['a session', { type: 'ZepSession', externalId: ['ZepSession', 'a', 'b'].join(nul) }],
  ['a message without a name', { type: 'SessionMessage', externalId: ['ZepSession', 'a', ''].join(nul) }],
  ['a message without a session', { type: 'SessionMessage', externalId: ['', 'a', 'b'].join(nul) }],
  ['a message of two parts', { type: 'SessionMessage', externalId: ['ZepSession', 'a'].join(nul) }],
])('the key of %s is not that of a message', (_, key) => {
  expect(toMessageKey(key)).toBeUndefined();
});

test('the ids of messages are stable across releases', () => {
  const id = encodeMessageId({ session: { type: 'ZepSession', externalId: 'tg-1' }, message: 'm1:q' });
  expect(id).toBe('U2Vzc2lvbk1lc3NhZ2U6WmVwU2Vzc2lvbgB0Zy0xAG0xOnE');
});
