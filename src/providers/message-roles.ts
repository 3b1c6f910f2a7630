import type { SessionMessageRole } from '../model/generated.ts';

/** Finds the role for a vendor's word. Vendors add words later, so others are `OTHER`. */
export function roleBy(
  words: Readonly<Partial<Record<SessionMessageRole, readonly string[]>>>,
): (word: string | null) => SessionMessageRole {
  const roles = new Map(
    Object.entries(words).flatMap(([role, ofRole]) =>
      ofRole.map((word) => [word, role as SessionMessageRole] as const),
    ),
  );
  return (word) => roles.get(word?.toLowerCase() ?? '') ?? 'OTHER';
}
