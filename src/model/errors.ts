import type { SessionProvider } from './generated.ts';

/** The codes of the public contract, each with whether asking again can help. */
const retryableByCode = {
  BAD_USER_INPUT: false,
  PROVIDER_NOT_CONFIGURED: false,
  NOT_FOUND: false,
  UPSTREAM_UNAUTHORIZED: false,
  UPSTREAM_FORBIDDEN: false,
  UPSTREAM_BAD_REQUEST: false,
  UPSTREAM_RATE_LIMITED: true,
  UPSTREAM_TIMEOUT: true,
  UPSTREAM_UNAVAILABLE: true,
  UPSTREAM_INVALID_RESPONSE: false,
} as const;

export type ErrorCode = keyof typeof retryableByCode;

export interface ErrorExtensions {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly provider?: SessionProvider;
  readonly retryAfterSeconds?: number;
}

/**
 * A failure that the client is told about. The message and the extensions reach the client as they are, so neither may
 * hold a credential, an upstream URL or anything of an upstream body; for the same reason there is no `cause`.
 */
export class SessionGraphError extends Error {
  override readonly name = 'SessionGraphError';
  /** graphql-js copies the property of this name into the answer, so that this needs no translation in a library. */
  readonly extensions: ErrorExtensions;

  constructor(
    code: ErrorCode,
    message: string,
    details: { readonly provider?: SessionProvider; readonly retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.extensions = { code, retryable: retryableByCode[code], ...details };
  }

  get code(): ErrorCode {
    return this.extensions.code;
  }
}

/** @param message names the argument and what it must be */
export function badUserInput(message: string): SessionGraphError {
  return new SessionGraphError('BAD_USER_INPUT', message);
}
