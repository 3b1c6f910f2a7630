import { errorCodes } from '../../model/errors.ts';
import type { Failure, Health } from '../failure.ts';

export function healthOf({ code, details }: Failure): Health {
  if (details.local || details.abandoned) return 'unknown';
  return details.health ?? (errorCodes[code].opensBreaker ? 'failing' : 'up');
}

/** A timeout that is noticed so much later than it was due shows that this process was held up. */
const maxLateMs = 250;

export interface Unanswered {
  readonly isSent: boolean;
  /** How much later than it was due a timeout was noticed, in milliseconds. */
  readonly lateMs: number;
  /** Whether it had enough time. The deadline of a request can leave its last calls little. */
  readonly hadTime: boolean;
}

/** What a call tells that ended without an answer. */
export function unanswered({ code }: Failure, call: Unanswered): Health {
  if (code === 'UPSTREAM_INVALID_RESPONSE') return 'up';
  const isTooLate = call.lateMs > maxLateMs;
  if (code === 'UPSTREAM_TIMEOUT' && (isTooLate || !call.hadTime)) return 'unknown';
  return call.isSent ? 'failing' : 'unreachable';
}
