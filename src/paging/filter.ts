import { badUserInput } from '../model/errors.ts';
import type { ChatwizeSessionFilter } from '../model/generated.ts';
import type { SessionRow } from './session-list.ts';
import { toTime } from '../providers/values.ts';

type Condition = (row: SessionRow) => boolean;
type DateArgument = 'createdAfter' | 'createdBefore' | 'updatedAfter' | 'updatedBefore';

/**
 * @returns the rows that meet every condition given
 * @throws {SessionGraphError} BAD_USER_INPUT
 */
export function filterRows(
  rows: readonly SessionRow[],
  filter: ChatwizeSessionFilter | null | undefined,
): readonly SessionRow[] {
  const conditions = filter ? conditionsOf(filter) : [];
  return conditions.length === 0 ? rows : rows.filter((row) => conditions.every((holds) => holds(row)));
}

function conditionsOf(filter: ChatwizeSessionFilter): Condition[] {
  return [
    dateCondition(filter, 'createdAfter', (row, bound) => row.createdAt !== null && row.createdAt > bound),
    dateCondition(filter, 'createdBefore', (row, bound) => row.createdAt !== null && row.createdAt < bound),
    dateCondition(filter, 'updatedAfter', (row, bound) => row.updatedAt !== null && row.updatedAt > bound),
    dateCondition(filter, 'updatedBefore', (row, bound) => row.updatedAt !== null && row.updatedAt < bound),
    flagCondition(filter.hasLead, (row) => row.hasLead),
    flagCondition(filter.identityVerified, (row) => row.identityVerified),
  ].filter((condition) => condition !== undefined);
}

function dateCondition(
  filter: ChatwizeSessionFilter,
  argument: DateArgument,
  holds: (row: SessionRow, bound: number) => boolean,
): Condition | undefined {
  const value = filter[argument] ?? null;
  if (value === null) return undefined;
  const bound = toTime(value);
  if (bound === null) throw badUserInput(`filter.${argument} must be an ISO 8601 date.`);
  return (row) => holds(row, bound);
}

function flagCondition(
  wanted: boolean | null | undefined,
  flag: (row: SessionRow) => boolean,
): Condition | undefined {
  return typeof wanted === 'boolean' ? (row) => flag(row) === wanted : undefined;
}
