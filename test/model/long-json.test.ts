import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isRawNumber, parseJson } from '../../src/model/json.ts';
import { parseLongJson } from '../../src/model/long-json.ts';

/** Spaces between tokens, which JSON.stringify does not write. */
const spaced = fc
  .tuple(fc.array(fc.jsonValue()), fc.constantFrom('', ' ', '\n\t'))
  .map(([items, space]) => JSON.stringify(items, null, space));

async function outcomeOf(parse: () => unknown): Promise<string> {
  try {
    return JSON.stringify(await parse());
  } catch (error) {
    return (error as Error).name;
  }
}

test('any array is what parseJson makes of it, however it is split', async () => {
  await fc.assert(
    fc.asyncProperty(spaced, fc.nat(40), async (text, partLength) => {
      expect(await parseLongJson(` ${text} `, partLength)).toEqual(parseJson(text));
    }),
  );
});

test('a text with an error anywhere is refused, as parseJson refuses it', async () => {
  const noise = fc.constantFrom('', ',', ']', '[', '{', '}', '"', '\\', ':', '1', ' ', 'x');
  await fc.assert(
    fc.asyncProperty(
      spaced,
      fc.nat(),
      noise,
      fc.nat(3),
      fc.nat(30),
      async (text, at, by, cut, partLength) => {
        const place = at % (text.length + 1);
        const changed = text.slice(0, place) + by + text.slice(place + cut);
        expect(await outcomeOf(() => parseLongJson(changed, partLength))).toBe(
          await outcomeOf(() => parseJson(changed)),
        );
      },
    ),
    { numRuns: 5_000 },
  );
});

test.each(['{"a":[1,2]}', '"[1,2]"', '12345678901234567890', 'null', '[]', ' [ ] '])(
  '%s is parsed too',
  async (text) => {
    expect(JSON.stringify(await parseLongJson(text, 0))).toBe(JSON.stringify(parseJson(text)));
  },
);

test('numbers keep their digits', async () => {
  const items = (await parseLongJson('[1,12345678901234567890,[1e999]]', 0)) as unknown[];
  expect(isRawNumber(items[1])).toBe(true);
  expect(JSON.stringify(items)).toBe('[1,12345678901234567890,[1e999]]');
});

test('other work runs between the parts', async () => {
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 0);
  await parseLongJson(JSON.stringify(Array.from({ length: 200_000 }, (_, item) => item)), 1_000);
  clearInterval(counting);
  expect(turns).toBeGreaterThan(1);
});
