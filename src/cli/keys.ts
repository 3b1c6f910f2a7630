import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { ownerOf } from '../server/auth/api-keys.ts';
import { addApiKey, createApiKey } from '../server/auth/new-api-key.ts';
import { knownScopes } from '../server/auth/settings.ts';
import { FileError } from '../server/files/watched-file.ts';
import { UserError } from './process.ts';

export interface CreateKeyOptions {
  readonly name: string;
  readonly scopes?: string;
  readonly tenant?: string;
  /** The file that the entry is added to. */
  readonly file?: string;
}

/** Prints a new API key, and its entry for `AUTH_API_KEYS_FILE` unless the entry is added to a file. */
export function createKey({ file, ...options }: CreateKeyOptions): void {
  const { key, entry } = createApiKey(readOwner(options));
  try {
    const before = file === undefined ? undefined : readIfExists(file);
    const after = addApiKey(before?.text, entry, knownScopes);
    // Another process reads the file at any time, so it is replaced as a whole.
    if (file !== undefined) replace(file, after, before?.mode ?? 0o600);
  } catch (error) {
    throw new UserError(`No key was created: ${reasonOf(error, file)}`);
  }
  const where =
    file === undefined ? `\nAdd this to "keys" in AUTH_API_KEYS_FILE:\n${JSON.stringify(entry)}\n` : '';
  process.stdout.write(`The key, which is stored nowhere else:\n${key}\n${where}`);
  if (file !== undefined) process.stdout.write(`\nIts entry was added to ${file}\n`);
  if (entry.scopes === undefined) process.stderr.write(noScopes);
}

const noScopes = `
Warning: the key has no scopes. It may read nothing until its entry has some, or the server has AUTH_DEFAULT_SCOPES.
Scopes: ${knownScopes.join(', ')}
`;

function readOwner({ name, scopes, tenant }: Omit<CreateKeyOptions, 'file'>) {
  const owner = {
    name,
    ...(scopes !== undefined && { scopes: scopes.split(/[\s,]+/).filter(Boolean) }),
    ...(tenant !== undefined && { tenant }),
  };
  const { error } = ownerOf(knownScopes).safeParse(owner);
  const [issue] = error?.issues ?? [];
  if (issue) throw new UserError(`No key was created: --${String(issue.path[0])} ${issue.message}`);
  if (owner.scopes?.length === 0) throw new UserError('No key was created: --scopes names none');
  return owner;
}

function readIfExists(file: string): { readonly text: string; readonly mode: number } | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat && { text: readFileSync(file, 'utf8'), mode: stat.mode };
}

function replace(file: string, text: string, mode: number): void {
  writeFileSync(`${file}.part`, text, { mode });
  renameSync(`${file}.part`, file);
}

function reasonOf(error: unknown, file = ''): string {
  if (error instanceof FileError) return error.message;
  return `${file} cannot be read or written (${(error as NodeJS.ErrnoException).code})`;
}
