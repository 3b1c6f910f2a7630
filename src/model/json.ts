/** A number in its vendor's digits, which JavaScript's numbers cannot hold. `JSON.stringify` writes the digits. */
export interface RawNumber {
  readonly rawJSON: string;
}

/** Of Node 22 and later, which TypeScript does not declare yet. */
interface ExactJson {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): RawNumber;
  isRawJSON(value: unknown): value is RawNumber;
}

const exactJson = JSON as unknown as ExactJson;

export const isRawNumber = (value: unknown): value is RawNumber => exactJson.isRawJSON(value);

/**
 * A number of 16 or more digits, or with an exponent. It can match inside a string too: then the text is parsed the slow way
 * for nothing.
 */
const inexactNumber = /(?:^|[[,:\s])-?(?:[\d.]{16}|\d[\d.]*[eE])/;

/**
 * Parses JSON. A number that JavaScript would change, such as 12345678901234567890 or 1e999, becomes a `RawNumber`.
 * @throws {SyntaxError} if it is not JSON
 * @throws {RangeError} if it contains such a number and is nested too deeply
 */
export function parseJson(text: string): unknown {
  // Reviving takes several times as long as parsing.
  return inexactNumber.test(text) ? exactJson.parse(text, keepDigits) : JSON.parse(text);
}

function keepDigits(_: string, value: unknown, { source }: { source?: string }): unknown {
  if (typeof value !== 'number' || source === undefined) return value;
  return digitsOf(source) === digitsOf(String(value)) ? value : exactJson.rawJSON(source);
}

/** The significant digits. Where they agree, the exponents do too. */
function digitsOf(number: string): string {
  return number.replace(/[eE].*|[-.]/g, '').replace(/^0+|0+$/g, '');
}
