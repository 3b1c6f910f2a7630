/** A position in the list of all sessions: newest first, then by provider, then by id. */
export interface Key {
  /** `createdAt`, in milliseconds since 1970. */
  readonly time: number;
  /** The provider's place in the registry. */
  readonly rank: number;
  readonly externalId: string;
}

/** Before every session. */
export const start: Key = { time: Infinity, rank: -1, externalId: '' };

/** After every session. */
export const end: Key = { time: -Infinity, rank: -1, externalId: '' };

/** After every session that started later than this time, and before all others. */
export function after(time: number): Key {
  return { time, rank: -1, externalId: '' };
}

/** Negative if `a` comes first in the list. */
export function compareKeys(a: Key, b: Key): number {
  // The difference of two infinities is not a number.
  if (a.time !== b.time) return a.time > b.time ? -1 : 1;
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.externalId === b.externalId) return 0;
  return a.externalId < b.externalId ? -1 : 1;
}

export function isBefore(a: Key, b: Key): boolean {
  return compareKeys(a, b) < 0;
}

export function firstOf(keys: readonly Key[]): Key {
  return keys.reduce((first, key) => (isBefore(key, first) ? key : first), end);
}
