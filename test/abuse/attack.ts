import { post, type Bytes } from './exchange.ts';

/** A hostile request, and how it is answered. */
export interface RequestAttack {
  readonly name: string;
  readonly bytes: Bytes;
  /** Undefined if the connection is closed without an answer. */
  readonly status: number | undefined;
  /** The code of the first error. Undefined if the answer has no errors. */
  readonly code?: string;
  /** The size of its answer at most, if it is more than `maxAnswer`. */
  readonly maxAnswer?: number;
}

/** The size in bytes of an answer to an attack. An error must not quote a request as a whole, nor be repeated. */
export const maxAnswer = 16 * 1024;

export const BAD = 'BAD_REQUEST';
export const INPUT = 'BAD_USER_INPUT';

export const json = (value: unknown): Buffer => post(JSON.stringify(value));
export const long = (length: number): string => 'x'.repeat(length);
export const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
export const keys = (count: number): Record<string, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 1]));
export const typename = '{"query":"{__typename}"}';
