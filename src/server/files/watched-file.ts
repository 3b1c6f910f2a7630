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

/** @throws {FileError} */
type Parse<T> = (text: string) => T;

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
    let text = readFileSync(path, 'utf8');
    const file = { value: parse(text) };
    const reload = (): void => {
      try {
        const now = readFileSync(path, 'utf8');
        if (now === text) return;
        file.value = parse(now);
        text = now;
        this.#log.info({ file: variable }, 'file was read again');
      } catch (error) {
        this.#log.error(
          { file: variable, reason: reasonOf(error) },
          'file is broken: its last good content stays in use',
        );
      }
    };
    watchFile(path, { persistent: false, interval: intervalMs }, reload);
    this.#stops.push(() => unwatchFile(path, reload));
    return file;
  }
}

/** Node's own messages contain the path. */
function reasonOf(error: unknown): string {
  return error instanceof FileError ? error.message : 'the file cannot be read';
}
