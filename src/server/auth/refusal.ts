import type { ErrorCode } from '../../model/errors.ts';

/** Why a request is answered before its body is read. */
export class AuthError extends Error {
  override readonly name = 'AuthError';
  readonly status: number;
  readonly code: ErrorCode | 'SERVICE_UNAVAILABLE';

  constructor(status: number, code: AuthError['code'], message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The message never says which part of a credential was wrong beyond what its owner can check. */
export function unauthenticated(message: string): AuthError {
  return new AuthError(401, 'UNAUTHENTICATED', message);
}

export function refused(message: string): AuthError {
  return new AuthError(403, 'FORBIDDEN', message);
}
