import { SessionGraphError } from '../../model/errors.ts';
import { assertFewConversations } from '../../reads/conversations.ts';
import type { Cost } from './estimate.ts';

/** The limits on one operation. */
export interface CostLimits {
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxRootFields: number;
  /** Fields in the answer. */
  readonly maxCost: number;
  /** Calls to vendors. */
  readonly maxReads: number;
}

/** @throws {SessionGraphError} OPERATION_TOO_COMPLEX, naming the limit, its value and the operation's value */
export function assertWithinLimits(cost: Cost, limits: CostLimits): void {
  const checks = [
    ['a depth', cost.depth, 'MAX_DEPTH', limits.maxDepth],
    ['a number of aliases', cost.aliases, 'MAX_ALIASES', limits.maxAliases],
    ['a number of root fields', cost.rootFields, 'MAX_ROOT_FIELDS', limits.maxRootFields],
    ['an estimated number of upstream reads', cost.reads, 'MAX_READS', limits.maxReads],
    ['an estimated number of fields in the answer', cost.fields, 'MAX_COST', limits.maxCost],
  ] as const;
  for (const [what, value, limit, allowed] of checks) {
    if (value <= allowed) continue;
    const actual = Number.isFinite(value) ? String(Math.ceil(value)) : 'infinity';
    const message = `The operation has ${what} of ${actual}. ${limit} allows ${allowed}.`;
    throw new SessionGraphError('OPERATION_TOO_COMPLEX', message);
  }
  assertFewConversations(cost.conversations);
}
