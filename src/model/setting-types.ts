import { z } from 'zod';

/** Accepts a number (an option of the library) or digits (an environment variable). */
export function wholeNumber(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  const digits = z
    .string({ error })
    .regex(/^\d{1,15}$/, { error })
    .transform(Number);
  return z
    .union([z.number(), digits], { error })
    .pipe(z.int({ error }).min(min, { error }).max(max, { error }));
}

/** Accepts a boolean (an option of the library) or `on` and `off` (an environment variable). */
export const onOff = z
  .union([z.boolean(), z.enum(['on', 'off'])], { error: 'must be on or off' })
  .transform((value) => value === true || value === 'on');

/** Accepts an array (an option of the library), or a text whose items are separated by commas or spaces. */
export function listOf<T>(item: z.ZodType<T, string>) {
  const items = z.string().transform((text) => text.split(/[\s,]+/).filter(Boolean));
  return z.union([z.array(z.string()), items]).pipe(z.array(item));
}

export const mebibyte = 1024 * 1024;
export const dayMs = 24 * 60 * 60_000;
