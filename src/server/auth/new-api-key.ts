import { createHash, randomBytes } from 'node:crypto';
import { FileError } from '../files/watched-file.ts';
import { parseApiKeys } from './api-keys.ts';

export interface KeyEntry {
  readonly name: string;
  readonly sha256: string;
  readonly scopes?: readonly string[];
  readonly tenant?: string;
}

/** @returns a random key, and its entry in the file of API keys, which contains only the key's hash */
export function createApiKey(owner: Omit<KeyEntry, 'sha256'>): {
  readonly key: string;
  readonly entry: KeyEntry;
} {
  // Without dots: a bearer of three parts that are separated by dots is a JSON Web Token.
  const key = `sg_${randomBytes(32).toString('base64url')}`;
  const { name, ...rest } = owner;
  return { key, entry: { name, sha256: createHash('sha256').update(key).digest('hex'), ...rest } };
}

/**
 * @param text the content of the file; undefined if it does not exist
 * @returns the new content
 * @throws {FileError} if the file or the entry is invalid, or the file has a key of this name
 */
export function addApiKey(text: string | undefined, entry: KeyEntry, scopes: readonly string[]): string {
  if (text !== undefined) parseApiKeys(text, scopes);
  const { keys } = JSON.parse((text ?? '{ "keys": [] }').replace(/^\uFEFF/, '')) as { keys: KeyEntry[] };
  if (keys.some(({ name }) => name === entry.name))
    throw new FileError('the file has a key of this name. Choose another name, or remove its entry first');
  const added = `${JSON.stringify({ keys: [...keys, entry] }, null, 2)}\n`;
  parseApiKeys(added, scopes);
  return added;
}
