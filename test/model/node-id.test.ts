import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { SessionGraphError } from '../../src/model/errors.ts';
import { decodeNodeId, encodeNodeId } from '../../src/model/node-id.ts';

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
