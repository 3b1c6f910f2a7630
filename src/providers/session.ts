import type { SessionParticipant, SessionStatus } from '../model/generated.ts';

export function participant(known: Partial<SessionParticipant>): SessionParticipant {
  return {
    __typename: 'SessionParticipant',
    externalId: null,
    name: null,
    email: null,
    phone: null,
    verified: null,
    ...known,
  };
}

/** For vendors that know only a person's id. */
export function participantById(externalId: string | null): SessionParticipant | null {
  return isBlank(externalId) ? null : participant({ externalId });
}

/**
 * The status at a vendor that reports when a session ended or was deleted. An unreadable date, a number for example, still
 * means that it did.
 */
export function statusOf(wire: { deletedAt: unknown; endedAt: unknown }): SessionStatus {
  if (isSet(wire.deletedAt)) return 'DELETED';
  return isSet(wire.endedAt) ? 'ENDED' : 'OPEN';
}

function isSet(date: unknown): boolean {
  return date !== null && date !== undefined && date !== '' && date !== false;
}

/** A value about a person, and whether the vendor verified it. */
export interface Claim {
  readonly value: string | null;
  readonly verified: boolean;
}

/** Prefers the verified value. Blank text counts as unknown. */
export function firstClaim(verified: string | null, stated: string | null): Claim {
  if (!isBlank(verified)) return { value: verified, verified: true };
  return { value: isBlank(stated) ? null : stated, verified: false };
}

/** @returns null if there is no value, and so nothing to verify */
export function allVerified(claims: readonly Claim[]): boolean | null {
  const shown = claims.filter(({ value }) => value !== null);
  return shown.length === 0 ? null : shown.every(({ verified }) => verified);
}

function isBlank(value: string | null): boolean {
  return value === null || value.trim() === '';
}
