import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isRawNumber, parseJson } from '../../src/model/json.ts';

test.each([
  '12345678901234567890',
  '-12345678901234567890',
  '9007199254740993',
  '0.12345678901234567890',
  '123456789.12345678901',
  '1e999',
  '-1e999',
  '1E+400',
  '1e-400',
  '[1,12345678901234567890]',
  '[ 12345678901234567890 ]',
  '{"a":\n12345678901234567890}',
  '{"a":{"b":[{"c":1e999}]}}',
  '{"__proto__":12345678901234567890}',
])('%s keeps its digits', (text) => {
  const compact = text.replaceAll(/\s/g, '');
  expect(JSON.stringify(parseJson(text))).toBe(compact);
});

test.each([
  '0',
  '-1',
  '1.5',
  '1e3',
  '-1.25E-2',
  '9007199254740991',
  '123456789012345',
  '1.0',
  '100000000000000000000',
])('%s is a number, since it has the same value', (text) => {
  expect(parseJson(text)).toBe(Number(text));
});

test.each([
  '{"a":"12345678901234567890"}',
  '{"rawJSON":"17"}',
  '{"a":"x 12345678901234567890 y, 1e999"}',
  'null',
  '[]',
])('%s is as JSON.parse has it', (text) => {
  expect(parseJson(text)).toEqual(JSON.parse(text));
});

test.each(['', '{', '[12345678901234567890', '1e999 1', '01', '[1e999,]'])('%j is not JSON', (text) => {
  expect(() => parseJson(text)).toThrow(SyntaxError);
});

test('an object that a vendor made to look like such a number is none', () => {
  expect(isRawNumber(parseJson('{"rawJSON":"17"}'))).toBe(false);
  expect(isRawNumber(parseJson('12345678901234567890'))).toBe(true);
});

test('a key __proto__ changes no prototype, whichever way it is parsed', () => {
  for (const number of ['1', '1e999']) {
    const value = parseJson(`{"__proto__":{"polluted":${number}},"constructor":{"prototype":{}}}`) as object;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
  }
});

const nested = (inner: string): string => '['.repeat(100_000) + inner + ']'.repeat(100_000);

test('nesting costs no stack, unless a number needs its digits kept', () => {
  expect(() => parseJson(nested('1'))).not.toThrow();
  expect(() => parseJson(nested('1e999'))).toThrow(RangeError);
});

test('any JSON is the same after a round trip', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(JSON.stringify(parseJson(text))).toBe(JSON.stringify(JSON.parse(text)));
    }),
  );
});

test('any decimal number keeps its value to the last digit', () => {
  const digits = fc.stringMatching(/^[1-9][0-9]{0,30}\.[0-9]{0,30}[1-9]$/);
  fc.assert(
    fc.property(digits, (text) => {
      expect(JSON.stringify({ n: parseJson(text) })).toBe(`{"n":${text}}`);
    }),
  );
});
