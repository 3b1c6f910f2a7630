import { badUserInput } from '../../model/errors.ts';
import { toTime } from '../../model/dates.ts';
import type { SessionFeedFilter, SessionProvider, SessionStatus } from '../../model/generated.ts';
import { checkExternalId } from '../../providers/external-id.ts';

const defaultPageSize = 50;
const maxPageSize = 200;
const maxEmailLength = 320;

export interface FeedArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly filter?: SessionFeedFilter | null | undefined;
}

/** The filter, checked and in one spelling. */
export interface FeedFilter {
  readonly providers: ReadonlySet<SessionProvider> | undefined;
  /** In milliseconds since 1970, as are all times here. */
  readonly createdAfter: number | undefined;
  readonly createdBefore: number | undefined;
  readonly statuses: ReadonlySet<SessionStatus> | undefined;
  readonly externalId: string | undefined;
  /** Trimmed and in lower case. */
  readonly email: string | undefined;
}

/** @throws {SessionGraphError} BAD_USER_INPUT */
export function parsePageSize(first: number | null | undefined): number {
  const size = first ?? defaultPageSize;
  if (size >= 0 && size <= maxPageSize) return size;
  throw badUserInput(`first must be between 0 and ${maxPageSize}, got ${size}.`);
}

/** @throws {SessionGraphError} BAD_USER_INPUT */
export function parseFilter(filter: SessionFeedFilter | null | undefined): FeedFilter {
  const { providers, statuses, createdAfter, createdBefore, participant } = filter ?? {};
  return {
    providers: providers ? new Set(providers) : undefined,
    statuses: statuses ? new Set(statuses) : undefined,
    createdAfter: parseTime(createdAfter, 'createdAfter'),
    createdBefore: parseTime(createdBefore, 'createdBefore'),
    ...(participant ? parsePerson(participant) : { externalId: undefined, email: undefined }),
  };
}

/** Whether no session can match. */
export function matchesNothing({ statuses, createdAfter, createdBefore }: FeedFilter): boolean {
  if (statuses?.size === 0) return true;
  // Both bounds are exclusive.
  return createdAfter !== undefined && createdBefore !== undefined && createdBefore - createdAfter <= 1;
}

/** The filter as text: the same for filters that select the same sessions. */
export function canonicalFilter(filter: FeedFilter): string {
  return JSON.stringify(filter, (_, value: unknown) =>
    value instanceof Set ? [...value].toSorted() : value,
  );
}

export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}

function parseTime(value: string | null | undefined, argument: string): number | undefined {
  if (value === null || value === undefined) return undefined;
  const time = toTime(value);
  if (time === null) throw badUserInput(`filter.${argument} must be an ISO 8601 date.`);
  return time;
}

function parsePerson({ externalId, email }: NonNullable<SessionFeedFilter['participant']>) {
  const known = { externalId: externalId ?? undefined, email: email ?? undefined };
  if (known.externalId === undefined && known.email === undefined) {
    throw badUserInput('filter.participant must have an externalId or an email.');
  }
  if (known.externalId !== undefined) checkExternalId(known.externalId, 'filter.participant.externalId');
  return {
    externalId: known.externalId,
    email: known.email === undefined ? undefined : parseEmail(known.email),
  };
}

function parseEmail(value: string): string {
  const email = normalizeEmail(value);
  if (email.length <= maxEmailLength && /^[^\s@]+@[^\s@]+$/.test(email)) return email;
  throw badUserInput('filter.participant.email must be an email address.');
}
