import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { Logger } from '../../model/logger.ts';
import { ConfigError } from '../config-error.ts';

/** A file's content is invalid. The message names the place and quotes nothing. */
export class FileError extends Error {
  override readonly name = 'FileError';
}

/** The content of a file, always the last that could be used. */
export interface WatchedFile<T> {
  readonly value: T;
}

/**
 * Reads another file, which is watched too from then on.
 * @throws {Error} if it cannot be read
 */
export type ReadFile = (path: string) => string;

/** @throws {FileError} */
type Parse<T> = (text: string, readFile: ReadFile) => T;

/** Mounted secrets are replaced by renaming, which only looking at the path again notices. */
const intervalMs = 1_000;

/** The configuration files of a server, each read again when it changes. */
export class WatchedFiles {
  readonly #log: Logger;
  readonly #errors: string[] = [];
  readonly #stops: (() => void)[] = [];

  constructor(log: Logger) {
    this.#log = log;
  }

  /**
   * Reads a file. If that fails, `assertUsable` says why.
   * @param variable the environment variable that contains the path
   */
  open<T>(variable: string, path: string | undefined, parse: Parse<T>): WatchedFile<T> | undefined {
    if (path === undefined) return undefined;
    try {
      return this.#watch(variable, path, parse);
    } catch (error) {
      this.#errors.push(`${variable}: ${reasonOf(error)}`);
      return undefined;
    }
  }

  /** @throws {ConfigError} that lists every file that could not be read */
  assertUsable(): void {
    if (this.#errors.length === 0) return;
    this.close();
    throw new ConfigError(this.#errors);
  }

  close(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  #watch<T>(variable: string, path: string, parse: Parse<T>): WatchedFile<T> {
    let texts = new Map<string, string>();
    const watched = new Set<string>();
    const parseAll = (): T => {
      const now = new Map<string, string>();
      const readFile = (one: string): string => {
        if (!watched.has(one)) this.#watchPath(one, reload);
        watched.add(one);
        const text = readFileSync(one, 'utf8');
        now.set(one, text);
        return text;
      };
      const value = parse(readFile(path), readFile);
      texts = now;
      return value;
    };
    const isChanged = (): boolean => [...texts].some(([one, text]) => readFileSync(one, 'utf8') !== text);
    const reload = (): void => {
      try {
        if (!isChanged()) return;
        file.value = parseAll();
        this.#log.info({ file: variable }, 'file was read again');
      } catch (error) {
        this.#log.error(
          { file: variable, reason: reasonOf(error) },
          'file is broken: its last good content stays in use',
        );
      }
    };
    const file = { value: parseAll() };
    return file;
  }

  #watchPath(path: string, onChange: () => void): void {
    watchFile(path, { persistent: false, interval: intervalMs }, onChange);
    this.#stops.push(() => unwatchFile(path, onChange));
  }
}

/** Node's own messages contain the path. */
function reasonOf(error: unknown): string {
  return error instanceof FileError ? error.message : 'the file cannot be read';
}
