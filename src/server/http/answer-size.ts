import type { ApolloServerPlugin } from '@apollo/server';
import { isRawNumber } from '../../model/json.ts';
import { SessionGraphError } from '../../model/errors.ts';
import { bodyOf } from './errors.ts';
import { tooMuchUnsent, type CanSend } from './sending.ts';

/**
 * Rejects answers that are too large, or cannot be sent now, before any of their text exists. The cost of an operation bounds the number of fields
 * in its answer, not the size of what vendors wrote in them.
 */
export function limitAnswers(maxBytes: number, canSend: CanSend): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response }) {
          if (response.body.kind !== 'single') return;
          const size = sizeOf(response.body.singleResult, maxBytes);
          if (size <= maxBytes && canSend(size)) return;
          if (size <= maxBytes) {
            response.body.singleResult = bodyOf(tooMuchUnsent);
            response.http.status = tooMuchUnsent.status;
            response.http.headers.set('retry-after', String(tooMuchUnsent.retryAfterSeconds));
            return;
          }
          const { message, extensions } = tooLarge(maxBytes);
          response.body.singleResult = { errors: [{ message, extensions: { ...extensions } }] };
          response.http.status = 400;
        },
      };
    },
  };
}

function tooLarge(maxBytes: number): SessionGraphError {
  const message = `The answer is larger than MAX_RESPONSE_BYTES, which is ${maxBytes}. Select fewer fields, or smaller pages.`;
  return new SessionGraphError('OPERATION_TOO_COMPLEX', message);
}

/** Texts of other characters are longer in JSON than in memory. */
const plainText = /^[ !#-[\]-~]*$/;

/**
 * Measures a value as JSON, and stops as soon as it is larger than `max`. The JSON of one object can be in an answer many
 * times, under different aliases, and is measured once.
 * @returns the number of bytes, or more than `max`
 */
export function sizeOf(answer: object, max: number): number {
  const known = new WeakMap<object, number>();
  let size = 0;

  function add(value: unknown): void {
    if (size > max) return;
    if (typeof value === 'string') size += sizeOfText(value);
    else if (typeof value !== 'object' || value === null) size += String(value).length;
    else addObject(value);
  }

  function addObject(value: object): void {
    // The executor's own objects have no prototype, and each is in the answer once.
    const isShared = Object.getPrototypeOf(value) !== null;
    const measured = isShared ? known.get(value) : undefined;
    if (measured !== undefined) {
      size += measured;
      return;
    }
    const before = size;
    if (isRawNumber(value)) size += value.rawJSON.length;
    else if (Array.isArray(value)) addItems(value);
    else addFields(value);
    if (isShared) known.set(value, size - before);
  }

  function addItems(items: readonly unknown[]): void {
    size += 2 + items.length;
    for (const item of items) add(item);
  }

  function addFields(fields: object): void {
    size += 2;
    for (const name in fields) {
      size += sizeOfText(name) + 2;
      add((fields as Readonly<Record<string, unknown>>)[name]);
    }
  }

  add(answer);
  return size;
}

function sizeOfText(text: string): number {
  return plainText.test(text) ? text.length + 2 : Buffer.byteLength(JSON.stringify(text));
}
