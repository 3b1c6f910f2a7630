import type { IncomingHttpHeaders } from 'node:http';
import type { ErrorCode } from '../model/errors.ts';
import { retryAfterSeconds } from './retry-after.ts';

/**
 * What a call tells about its vendor:
 * - `up`: the vendor answered, if only about the one id that it was asked for.
 * - `failing`: it got the request and did not answer it. That can be due to what was asked for.
 * - `unreachable`: it could not be asked, whatever for.
 * - `unknown`: nothing was sent, the client left, or this process was too late or too busy to get an answer.
 */
export type Health = 'up' | 'failing' | 'unreachable' | 'unknown';

export interface FailureDetails {
  readonly status?: number;
  /** The wait that the vendor asked for, in seconds from now. */
  readonly retryAfterSeconds?: number;
  /** We refused the call ourselves. Nothing was sent, and an immediate retry would not help. */
  readonly local?: boolean;
  /** Every caller disconnected. This is not an upstream error. */
  readonly abandoned?: boolean;
  /** The answer was larger than the limit. */
  readonly tooLarge?: boolean;
  /** The vendor did not get the request. */
  readonly unsent?: boolean;
  /** What the failure tells about the vendor. Default: by the code. */
  readonly health?: Health;
}

/**
 * Why an attempt failed, as a code of the contract. The message completes the sentence "<vendor> …" and contains nothing
 * from a URL, a credential or a body.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: ErrorCode;
  readonly details: FailureDetails;

  constructor(code: ErrorCode, message: string, details: FailureDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

export function withDetails({ code, message, details }: Failure, more: FailureDetails): Failure {
  return new Failure(code, message, { ...details, ...more });
}

/** @returns undefined for status 200, the only status of documented answers */
export function failureOfStatus(status: number, headers: IncomingHttpHeaders): Failure | undefined {
  if (status === 200) return undefined;
  const wait = status === 429 || status >= 500 ? retryAfterSeconds(status, headers) : undefined;
  const details = { status, ...(wait !== undefined && { retryAfterSeconds: wait }) };
  return new Failure(codeOfStatus(status), `answered with HTTP status ${status}`, details);
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return 'UPSTREAM_UNAUTHORIZED';
  if (status === 403) return 'UPSTREAM_FORBIDDEN';
  if (status === 404) return 'NOT_FOUND';
  if (status === 429) return 'UPSTREAM_RATE_LIMITED';
  if (status >= 500) return 'UPSTREAM_UNAVAILABLE';
  if (status >= 400) return 'UPSTREAM_BAD_REQUEST';
  return 'UPSTREAM_INVALID_RESPONSE';
}

/** Whether got gave up on a connection: none of its other time limits is used. */
export function isConnectTimeout(error: unknown): boolean {
  // A signal's own TimeoutError has no event.
  return error instanceof Error && error.name === 'TimeoutError' && 'event' in error;
}

export function notInTime(): Failure {
  return new Failure('UPSTREAM_TIMEOUT', 'did not answer in time');
}

/** Translates what got, Node or zlib threw. The original error goes no further. */
export function failureOfError(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { name, code: ownCode, cause } = (error ?? {}) as Record<'name' | 'code' | 'cause', unknown>;
  if (cause instanceof Failure) return cause;
  // An error while a body is read comes wrapped. The code that explains it is on the cause.
  const code = (cause as { code?: unknown } | undefined)?.code ?? ownCode;
  if (isConnectTimeout(error)) return new Failure('UPSTREAM_TIMEOUT', 'did not accept a connection in time');
  if (name === 'AbortError' || name === 'TimeoutError') return notInTime();
  if (typeof code === 'string' && /^(Z_|ERR__|ERR_BROTLI|ZSTD_|ERR_BUFFER|HPE_)/.test(code)) {
    return new Failure('UPSTREAM_INVALID_RESPONSE', 'sent an unreadable answer');
  }
  return new Failure('UPSTREAM_UNAVAILABLE', 'could not be reached or closed the connection');
}
