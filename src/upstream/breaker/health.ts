import { errorCodes } from '../../model/errors.ts';
import type { Failure, Health } from '../failure.ts';

export function healthOf({ code, details }: Failure): Health {
  if (details.local || details.abandoned) return 'unknown';
  return details.health ?? (errorCodes[code].opensBreaker ? 'failing' : 'up');
}

/** A timeout that is noticed so much later than it was due shows that this process was held up. */
const lateMs = 250;

export interface Unanswered {
  readonly isSent: boolean;
  /** When it started and, if it timed out, when that was due, on the clock of `performance.now()`. */
  readonly started: number;
  readonly dueAt: number;
  /** A timeout after less than this tells nothing: the deadline of a request can leave its last calls little time. */
  readonly enoughMs: number;
}

/** What a call tells that ended without an answer. */
export function unanswered({ code }: Failure, call: Unanswered): Health {
  if (code === 'UPSTREAM_INVALID_RESPONSE') return 'up';
  const now = performance.now();
  const isTooLate = now - call.dueAt > lateMs;
  const isTooShort = now - call.started < call.enoughMs;
  if (code === 'UPSTREAM_TIMEOUT' && (isTooLate || isTooShort)) return 'unknown';
  return call.isSent ? 'failing' : 'unreachable';
}
