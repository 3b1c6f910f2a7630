import type { z } from 'zod';
import { FileError } from './watched-file.ts';

/**
 * Parses a configuration file.
 * @throws {FileError} that names the first wrong places and quotes none of the file, which contains secrets
 */
export function parseJsonFile<T>(text: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.join('.') || 'the file'} ${message}`);
  throw new FileError(places.join('; '));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new FileError('the file is not JSON');
  }
}
