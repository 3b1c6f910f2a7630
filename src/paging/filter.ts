import { toTime } from '../model/dates.ts';
import { badUserInput } from '../model/errors.ts';
import type { SessionRow } from './session-list.ts';

type Condition = (row: SessionRow) => boolean;

/** Conditions that a provider adds to a filter, by the name of the boolean argument. */
export type Flags = Readonly<Record<string, Condition>>;

/** The argument `filter` of a list: four dates, and a boolean for each flag. */
export type RowFilter = Readonly<Record<string, unknown>>;

const dateConditions = {
  createdAfter: ({ createdAt }: SessionRow, bound: number) => createdAt !== null && createdAt > bound,
  createdBefore: ({ createdAt }: SessionRow, bound: number) => createdAt !== null && createdAt < bound,
  updatedAfter: ({ updatedAt }: SessionRow, bound: number) => updatedAt !== null && updatedAt > bound,
  updatedBefore: ({ updatedAt }: SessionRow, bound: number) => updatedAt !== null && updatedAt < bound,
};

/**
 * @returns the rows that meet every given condition
 * @throws {SessionGraphError} BAD_USER_INPUT
 */
export function filterRows(
  rows: readonly SessionRow[],
  filter: RowFilter | null | undefined,
  flags: Flags = {},
): readonly SessionRow[] {
  const conditions = filter ? conditionsOf(filter, flags) : [];
  return conditions.length === 0 ? rows : rows.filter((row) => conditions.every((holds) => holds(row)));
}

function conditionsOf(filter: RowFilter, flags: Flags): Condition[] {
  const conditions: Condition[] = [];
  for (const [argument, holds] of Object.entries(dateConditions)) {
    const value = filter[argument] ?? null;
    if (value === null) continue;
    const bound = toTime(value);
    if (bound === null) throw badUserInput(`filter.${argument} must be an ISO 8601 date.`);
    conditions.push((row) => holds(row, bound));
  }
  for (const [argument, holds] of Object.entries(flags)) {
    const wanted = filter[argument];
    if (typeof wanted === 'boolean') conditions.push((row) => holds(row) === wanted);
  }
  return conditions;
}
