import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parseJson } from '../../../src/model/json.ts';
import { sizeOf } from '../../../src/server/http/answer-size.ts';

const bytesOf = (value: object): number => Buffer.byteLength(JSON.stringify(value));

test('no answer is larger than measured, whatever characters it has', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 200 });
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 4 }), texts, (value, text) => {
      const answer = { data: { value, [text]: text } };
      expect(sizeOf(answer, Infinity)).toBeGreaterThanOrEqual(bytesOf(answer));
    }),
  );
});

test.each([
  ['control characters', '\u0001'.repeat(4000)],
  ['quotation marks', '"'.repeat(4000)],
  ['letters of three bytes', '漢'.repeat(4000)],
  ['lone surrogates', '\ud800'.repeat(4000)],
])('a text of %s is measured as it is sent', (_, text) => {
  const answer = { data: { text } };
  expect(sizeOf(answer, Infinity)).toBeGreaterThanOrEqual(bytesOf(answer));
  expect(sizeOf(answer, Infinity)).toBeLessThan(bytesOf(answer) + 20);
});

test('a number that JavaScript cannot hold counts its digits', () => {
  const answer = { raw: parseJson(`[${'1'.repeat(1000)}]`) };
  expect(sizeOf(answer, Infinity)).toBeGreaterThanOrEqual(1000);
});

test('one record under many aliases is read once', () => {
  let reads = 0;
  const record = {
    get text() {
      reads += 1;
      return 'x'.repeat(1000);
    },
  };
  const answer = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`r${index}`, record]));
  expect(sizeOf(answer, Infinity)).toBeGreaterThan(500_000);
  expect(reads).toBe(1);
});
