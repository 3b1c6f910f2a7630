import type { IncomingHttpHeaders } from 'node:http';
import type { ErrorCode } from '../model/errors.ts';
import { retryAfterSeconds } from './retry-after.ts';

export interface FailureDetails {
  readonly status?: number;
  /** What the vendor told, in seconds from now. */
  readonly retryAfterSeconds?: number;
  /** We refused the call ourselves: nothing was sent, and sending it at once again would not help. */
  readonly local?: boolean;
  /** Whoever asked has gone: it says nothing of the vendor. */
  readonly abandoned?: boolean;
}

/**
 * Why an attempt failed, in the contract's codes. The message completes "<vendor> …" and holds nothing of a URL, of a
 * credential or of a body.
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

/** @returns nothing for status 200, the one status that all documented answers have */
export function failureOfStatus(status: number, headers: IncomingHttpHeaders): Failure | undefined {
  if (status === 200) return undefined;
  const told = status === 429 || status >= 500 ? retryAfterSeconds(status, headers) : undefined;
  const details = { status, ...(told !== undefined && { retryAfterSeconds: told }) };
  const code = codeOfStatus(status);
  return new Failure(code, `answered with HTTP status ${status}`, details);
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

/** Names what got, Node or zlib threw; the thrown error itself goes no further. */
export function failureOfError(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { name, code: ownCode, cause } = (error ?? {}) as Record<'name' | 'code' | 'cause', unknown>;
  // What breaks while a body is read comes wrapped; the code that tells why is inside.
  const code = (cause as { code?: unknown } | undefined)?.code ?? ownCode;
  if (name === 'TimeoutError') return new Failure('UPSTREAM_TIMEOUT', 'could not be connected to in time');
  if (name === 'AbortError') return new Failure('UPSTREAM_TIMEOUT', 'did not answer in time');
  if (typeof code === 'string' && /^(Z_|ERR__|ERR_BROTLI|ZSTD_|ERR_BUFFER|HPE_)/.test(code)) {
    return new Failure('UPSTREAM_INVALID_RESPONSE', 'sent an answer that cannot be read');
  }
  return new Failure('UPSTREAM_UNAVAILABLE', 'could not be reached, or broke the connection');
}
