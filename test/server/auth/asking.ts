import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { silentLogger } from '../../../src/model/logger.ts';
import { providers } from '../../../src/providers/index.ts';
import { createAuthenticator, type Authenticator } from '../../../src/server/auth/authenticator.ts';
import { AuthError } from '../../../src/server/auth/refusal.ts';
import { loadConfig } from '../../../src/server/config.ts';
import { WatchedFiles } from '../../../src/server/files/watched-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a file as a mounted secret is written: by renaming. */
export function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(`${path}.new`, typeof content === 'string' ? content : JSON.stringify(content));
  renameSync(`${path}.new`, path);
  return path;
}

export function open(environment: Record<string, string>, lines: string[] = []): Authenticator & Disposable {
  const { server } = loadConfig({ ZEP_API_KEY: 'key', ...environment }, providers);
  const log = { ...silentLogger, error: (_: object, message: string) => void lines.push(message) };
  const files = new WatchedFiles(log);
  const authenticator = createAuthenticator({ settings: server, allowPrivate: false, files, log });
  files.assertUsable();
  return {
    ...authenticator,
    [Symbol.dispose]: () => {
      authenticator.close();
      files.close();
    },
  };
}

/** The caller as one line, or the refusal. */
export async function ask(
  { authenticate }: Pick<Authenticator, 'authenticate'>,
  headers: Record<string, string>,
  hostname = 'localhost',
): Promise<string> {
  try {
    const { name, scopes, tenant } = await authenticate({ headers, hostname });
    return [
      name,
      ...(scopes ? [`[${scopes.join(' ')}]`] : []),
      ...(tenant === undefined ? [] : [`of ${tenant}`]),
    ].join(' ');
  } catch (error) {
    if (error instanceof AuthError) return `${error.status} ${error.code}: ${error.message}`;
    throw error;
  }
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
