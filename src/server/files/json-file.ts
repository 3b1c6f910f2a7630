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
    .map(
      (issue) => `${placeOf(issue)} ${isUnknown(issue) ? 'has a property that is not known' : issue.message}`,
    );
  throw new FileError(places.join('; '));
}

/** A property that nobody expects can have any name, a secret too. */
function isUnknown({ code }: z.core.$ZodIssue): boolean {
  return code === 'unrecognized_keys' || code === 'invalid_key';
}

function placeOf(issue: z.core.$ZodIssue): string {
  const path = issue.code === 'invalid_key' ? issue.path.slice(0, -1) : issue.path;
  return path.join('.') || 'the file';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new FileError('the file is not JSON');
  }
}
