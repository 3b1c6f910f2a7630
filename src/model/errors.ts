import type { SessionProvider } from './generated.ts';

/** How the whole project treats an error code. */
export interface ErrorClass {
  /** Repeating the operation can succeed. Clients see this as `extensions.retryable`. */
  readonly retryable: boolean;
  /** Evidence that the vendor is down: counts against it in the breaker. */
  readonly opensBreaker: boolean;
  /** Says nothing about what the vendor answered before, so a stale answer may be served instead. */
  readonly keepsStale: boolean;
  /** Drops the cached answer. */
  readonly evicts: boolean;
  /**
   * A vendor or this server has failed, whatever the client asked for: counts as a failed operation in the metrics. `own` does not
   * count with the credential of a tenant, who can have made a mistake.
   */
  readonly failsOperation: boolean | 'own';
  /** Something went wrong: logged as a warning, an error in traces. */
  readonly isFault: boolean;
}

const none: ErrorClass = {
  retryable: false,
  opensBreaker: false,
  keepsStale: false,
  evicts: false,
  failsOperation: false,
  isFault: true,
};

const down: ErrorClass = {
  ...none,
  retryable: true,
  keepsStale: true,
  opensBreaker: true,
  failsOperation: true,
};

/** The codes of the public contract. Every decision that depends on a code reads this table. */
export const errorCodes = {
  BAD_USER_INPUT: none,
  UNAUTHENTICATED: none,
  FORBIDDEN: none,
  OPERATION_TOO_COMPLEX: none,
  TOO_MANY_REQUESTS: { ...none, retryable: true },
  PROVIDER_NOT_CONFIGURED: none,
  NOT_FOUND: { ...none, evicts: true, isFault: false },
  UPSTREAM_UNAUTHORIZED: { ...none, evicts: true, failsOperation: 'own' },
  UPSTREAM_FORBIDDEN: { ...none, evicts: true },
  UPSTREAM_BAD_REQUEST: none,
  // One caller can use up its share of a quota.
  UPSTREAM_RATE_LIMITED: { ...none, retryable: true, keepsStale: true },
  UPSTREAM_TIMEOUT: down,
  UPSTREAM_UNAVAILABLE: down,
  UPSTREAM_INVALID_RESPONSE: { ...none, failsOperation: true },
} satisfies Record<string, ErrorClass>;

export type ErrorCode = keyof typeof errorCodes;

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}

export interface ErrorExtensions {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly provider?: SessionProvider;
  readonly retryAfterSeconds?: number;
}

/**
 * An error that the client sees. The message and the extensions reach the client unchanged, so they must not contain a
 * credential, an upstream URL or any part of an upstream body. There is no `cause` for the same reason.
 */
export class SessionGraphError extends Error {
  override readonly name = 'SessionGraphError';
  /** graphql-js copies a property of this name into the response, so a library user needs no error formatter. */
  readonly extensions: ErrorExtensions;

  constructor(
    code: ErrorCode,
    message: string,
    details: { readonly provider?: SessionProvider; readonly retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.extensions = { code, retryable: errorCodes[code].retryable, ...details };
  }

  get code(): ErrorCode {
    return this.extensions.code;
  }
}

/** @param message names the argument and the allowed values */
export function badUserInput(message: string): SessionGraphError {
  return new SessionGraphError('BAD_USER_INPUT', message);
}
