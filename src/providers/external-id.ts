import { badUserInput } from '../model/errors.ts';
import type { Provider } from './provider.ts';

const maxBytes = 512;

/**
 * Rejects ids that cannot be sent as one path segment. `.` and `..` are resolved away however they are encoded; NUL and
 * lone surrogates have no encoding that a vendor must accept.
 * @param argument the argument's name, for the message
 * @throws {SessionGraphError} BAD_USER_INPUT
 */
export function checkExternalId(externalId: string, argument: string): void {
  const fault = faultOfExternalId(externalId);
  if (fault) throw badUserInput(`${argument} ${fault}.`);
}

export function isExternalId(value: unknown): value is string {
  return typeof value === 'string' && faultOfExternalId(value) === undefined;
}

/**
 * Returns the one spelling of a session's id.
 * @throws {SessionGraphError} BAD_USER_INPUT if the vendor cannot have the id
 */
export function normalizeExternalId(provider: Provider, externalId: string): string {
  return provider.normalizeExternalId?.(externalId) ?? externalId;
}

function faultOfExternalId(externalId: string): string | undefined {
  if (externalId === '') return 'must not be empty';
  if (externalId === '.' || externalId === '..') return 'must not be "." or ".."';
  if (externalId.includes('\0')) return 'must not contain NUL';
  if (!externalId.isWellFormed()) return 'must be well-formed Unicode';
  if (Buffer.byteLength(externalId) > maxBytes) return `must have at most ${maxBytes} bytes in UTF-8`;
  return undefined;
}
