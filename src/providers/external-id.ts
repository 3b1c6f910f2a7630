import { badUserInput } from '../model/errors.ts';
import type { ProviderDefinition } from './provider.ts';

const maxBytes = 512;

/**
 * Refuses what cannot be sent as one segment of a path: a segment `.` or `..` is resolved away however it is encoded,
 * NUL and lone surrogates have no encoding that a vendor must understand.
 * @param argument names the argument, for the message
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
 * The one spelling of a session's id.
 * @throws {SessionGraphError} BAD_USER_INPUT when the vendor has no such ids
 */
export function normalizeExternalId(definition: ProviderDefinition, externalId: string): string {
  return definition.normalizeExternalId?.(externalId) ?? externalId;
}

function faultOfExternalId(externalId: string): string | undefined {
  if (externalId === '') return 'must not be empty';
  if (externalId === '.' || externalId === '..') return 'must not be "." or ".."';
  if (externalId.includes('\0')) return 'must not contain NUL';
  if (!externalId.isWellFormed()) return 'must be well-formed Unicode';
  if (Buffer.byteLength(externalId) > maxBytes) return `must have at most ${maxBytes} bytes in UTF-8`;
  return undefined;
}
