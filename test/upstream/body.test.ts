import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { limitLongBodies, readBody } from '../../src/upstream/body.ts';
import { isSettled } from '../helpers/barrier.ts';

const mebibyte = 1024 * 1024;
const longBodies = limitLongBodies();
const never = new AbortController().signal;
const decode = (text: string): number => text.length;

/** A body that sends this many bytes and ends when it is told to. */
function heldBody(bytes: number) {
  const end = Promise.withResolvers<void>();
  async function* chunks(): AsyncGenerator<Buffer> {
    yield Buffer.alloc(bytes, ' ');
    await end.promise;
  }
  return { body: Readable.from(chunks(), { objectMode: false }), end: end.resolve };
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

test('two long bodies are held at once, the third waits for a place; short ones never wait', async () => {
  const options = { maxBytes: 4 * mebibyte, signal: never, longBodies, decode };
  const [first, second, third, short] = [2 * mebibyte, 2 * mebibyte, 2 * mebibyte, 10].map(heldBody) as [
    ReturnType<typeof heldBody>,
    ReturnType<typeof heldBody>,
    ReturnType<typeof heldBody>,
    ReturnType<typeof heldBody>,
  ];
  const reads = [first, second, third].map(({ body }) => readBody(body, options));
  third.end();
  short.end();
  expect(await readBody(short.body, options)).toBe(10);
  await turns(20);
  expect(reads.map(isSettled)).toEqual([false, false, false]);
  first.end();
  expect(await reads[0]).toBe(2 * mebibyte);
  expect(await reads[2]).toBe(2 * mebibyte);
  expect(isSettled(reads[1] as Promise<number>)).toBe(false);
  second.end();
  expect(await reads[1]).toBe(2 * mebibyte);
});

test('a body over its limit is refused at once, without waiting for a place of a long one', async () => {
  const held = [heldBody(2 * mebibyte), heldBody(2 * mebibyte)];
  const reads = held.map(({ body }) =>
    readBody(body, { maxBytes: 4 * mebibyte, signal: never, longBodies, decode }),
  );
  await turns(20);
  const over = readBody(heldBody(200).body, { maxBytes: 100, signal: never, longBodies, decode });
  await expect(over).rejects.toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
  for (const { end } of held) end();
  await Promise.all(reads);
});

test('an aborted read leaves the queue without taking a place', async () => {
  const held = [heldBody(2 * mebibyte), heldBody(2 * mebibyte)];
  const options = { maxBytes: 4 * mebibyte, signal: never, longBodies, decode };
  const reads = held.map(({ body }) => readBody(body, options));
  await turns(20);
  const controller = new AbortController();
  const waiting = readBody(heldBody(2 * mebibyte).body, { ...options, signal: controller.signal });
  await turns(20);
  controller.abort(null);
  await expect(waiting).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  for (const { end } of held) end();
  await Promise.all(reads);
  const next = heldBody(2 * mebibyte);
  next.end();
  expect(await readBody(next.body, options)).toBe(2 * mebibyte);
});

test.each([1, mebibyte, mebibyte + 1, 2 * mebibyte])(
  'a body of exactly its limit of %d bytes is read',
  async (bytes) => {
    const exact = heldBody(bytes);
    exact.end();
    expect(await readBody(exact.body, { maxBytes: bytes, signal: never, longBodies, decode })).toBe(bytes);
    const over = readBody(heldBody(bytes + 1).body, { maxBytes: bytes, signal: never, longBodies, decode });
    await expect(over).rejects.toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
  },
);

test('a decoder’s error message is not exposed', async () => {
  const body = heldBody(10);
  body.end();
  const read = readBody(body.body, {
    maxBytes: 100,
    signal: never,
    longBodies,
    decode: (text) => JSON.parse(`secret${text}`),
  });
  await expect(read).rejects.not.toThrow('secret');
});
