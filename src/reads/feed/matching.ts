import type { SessionFeedSourceState } from '../../model/generated.ts';
import type { Session, SessionSource } from '../../providers/provider.ts';
import type { RegisteredProvider } from '../registry.ts';
import { matchesNothing, normalizeEmail, type FeedFilter } from './filter.ts';
import type { FeedRow } from './take.ts';

/** @returns why a provider is not read for this filter; undefined if it is read */
export function stateBeforeReading(
  { provider: { source }, credential }: RegisteredProvider,
  { statuses, email }: FeedFilter,
): SessionFeedSourceState | undefined {
  if (!credential) return 'NOT_CONFIGURED';
  const { chatbotIds = [] } = credential.settings;
  if (source?.isByOwner && chatbotIds.length === 0) return 'NOT_CONFIGURED';
  const answersStatus = statuses === undefined || source?.hasStatus;
  const answersEmail = email === undefined || source?.emailsOf;
  return source && answersStatus && answersEmail ? undefined : 'UNSUPPORTED';
}

/** Whether no session of a source can match, so that nothing needs to be read. */
export function hasNothing(source: SessionSource, filter: FeedFilter): boolean {
  const { externalId } = filter;
  return matchesNothing(filter) || (externalId !== undefined && personId(source, externalId) === undefined);
}

function personId({ normalizePersonId }: SessionSource, externalId: string): string | undefined {
  return normalizePersonId ? normalizePersonId(externalId) : externalId;
}

function isPerson(source: SessionSource, { participant }: Session, externalId: string): boolean {
  const known = participant?.externalId;
  return typeof known === 'string' && personId(source, known) === personId(source, externalId);
}

/** Whether a session matches what the vendor's list is not filtered by, or may ignore. */
export function sourceMatches(
  source: SessionSource,
  { statuses, externalId, email }: FeedFilter,
  row: FeedRow,
): boolean {
  if (statuses === undefined && externalId === undefined && email === undefined) return true;
  const session = row.session();
  if (statuses && (session.status === null || !statuses.has(session.status))) return false;
  if (externalId !== undefined && !isPerson(source, session, externalId)) return false;
  const emails = email === undefined ? [] : (source.emailsOf?.(session) ?? []);
  return email === undefined || emails.some((one) => one && normalizeEmail(one) === email);
}
