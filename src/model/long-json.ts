import { parseJson } from './json.ts';
import { nextTurn } from './turns.ts';

/** In characters. Parsing so much takes a few milliseconds. */
const defaultPartLength = 256 * 1024;

/**
 * Parses a long text as `parseJson` does. An array is parsed in parts, and other work of the process runs between them.
 * @throws {SyntaxError} if it is not JSON
 */
export async function parseLongJson(text: string, partLength = defaultPartLength): Promise<unknown> {
  if (!/^[ \t\r\n]*\[/.test(text)) return parseJson(text);
  const items: unknown[] = [];
  let [parts, emptyParts] = [0, 0];
  for (const part of partsOf(text, partLength)) {
    const parsed = parseJson(`[${part}]`) as unknown[];
    for (const item of parsed) items.push(item);
    parts += 1;
    if (parsed.length === 0) emptyParts += 1;
    await nextTurn();
  }
  // Only an empty array has an empty part. Otherwise a comma has no item on one of its sides.
  if (emptyParts > 0 && parts > 1) throw new SyntaxError('no item beside a comma');
  return items;
}

const codes = { quote: 34, comma: 44, backslash: 92, open: [91, 123], close: [93, 125] } as const;

/**
 * Splits the text of an array at commas between its items.
 * @throws {SyntaxError} if it has no end, or something after it. What is wrong within a part is for its parser to find
 */
function* partsOf(text: string, partLength: number): Generator<string> {
  let start = text.indexOf('[') + 1;
  let depth = 0;
  for (let place = start; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code === codes.quote) place = endOfString(text, place);
    else if (code === codes.open[0] || code === codes.open[1]) depth += 1;
    else if (code === codes.close[0] || code === codes.close[1]) depth -= 1;
    else if (code === codes.comma && depth === 0 && place - start >= partLength) {
      yield text.slice(start, place);
      start = place + 1;
    }
    if (depth < 0) return yield* lastPart(text, start, place);
  }
  throw new SyntaxError('no end of the array');
}

function* lastPart(text: string, start: number, end: number): Generator<string> {
  if (text[end] !== ']' || !/^[ \t\r\n]*$/.test(text.slice(end + 1))) throw new SyntaxError('not one array');
  yield text.slice(start, end);
}

/** @returns the place of the quote that ends the string that begins at `place` */
function endOfString(text: string, place: number): number {
  let end = text.indexOf('"', place + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function isEscaped(text: string, place: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(place - 1 - backslashes) === codes.backslash) backslashes += 1;
  return backslashes % 2 === 1;
}
