import { decodeBodies } from '../chain.ts';
import type { Operation, OperationLimits } from '../operation.ts';
import { keepMsOf, type Entry } from './freshness.ts';
import type { SharedRecord } from './shared-records.ts';

export interface ReviveOptions<Value> {
  readonly operation: Operation<Value>;
  readonly key: string;
  readonly limits: OperationLimits;
  readonly graceMs: number;
}

/**
 * Decodes a record that another program can have written, or a replica with other settings. Its lifetime follows from what it
 * contains and from this replica's settings.
 * @returns undefined if it does not fit, so that the vendor is asked
 */
export function revive<Value>(options: ReviveOptions<Value>, record: SharedRecord): Entry | undefined {
  const { operation, limits, graceMs } = options;
  const { bodies, ageMs, remainingMs } = record;
  const bytes = bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0);
  if (bytes > limits[operation.maxBytes]) return undefined;
  try {
    const value = valueOf(options, bodies);
    const lifetimeMs = lifetimeOf(operation, value, limits);
    if (remainingMs > Math.ceil(keepMsOf(value, lifetimeMs, graceMs))) return undefined;
    return { value, lifetimeMs, fetchedAt: shownTime(record), receivedAt: performance.now() - ageMs };
  } catch {
    return undefined;
  }
}

/** How long a value is fresh, in milliseconds. */
export function lifetimeOf<Value>(
  operation: Operation<Value>,
  value: Value,
  limits: OperationLimits,
): number {
  return value === null ? limits.cacheNotFoundMs : operation.lifetimeMs(value as NonNullable<Value>, limits);
}

function valueOf<Value>({ operation, key, limits }: ReviveOptions<Value>, bodies: readonly string[]): Value {
  const isAbsent = bodies.length === 0 && operation.nullWhenNotFound;
  return isAbsent ? (null as Value) : decodeBodies(operation, key, { bodies, limits });
}

/** The clocks of replicas differ by less. */
const maxSkewMs = 60_000;

/** The time that a record states, unless its age contradicts that. */
function shownTime({ fetchedAt, ageMs }: SharedRecord): number {
  const now = Date.now();
  const isLikely = Math.abs(now - ageMs - fetchedAt) <= maxSkewMs;
  return isLikely ? Math.min(fetchedAt, now) : now - ageMs;
}
